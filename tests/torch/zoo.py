"""Small networks of building blocks that exported models are made of, beside those of networks.py."""

import torch
import torch.nn.functional as functional
from torch import nn


def hard_sigmoid(x):
    # torch has no second derivative of its own; the slope is the one in the file.
    return functional.hardsigmoid(x) if torch.onnx.is_in_onnx_export() else (0.16666667 * x + 0.5).clamp(0, 1)


def hard_swish(x):
    return functional.hardswish(x) if torch.onnx.is_in_onnx_export() else x * (x / 6 + 0.5).clamp(0, 1)


class MobileBlock(nn.Module):
    """Depthwise convolutions, squeeze and excitation, hard activations. Howard et al. (2019)."""

    def __init__(self, channels):
        super().__init__()
        self.expand = nn.Conv2d(channels, 2 * channels, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(2 * channels)
        self.depthwise = nn.Conv2d(2 * channels, 2 * channels, 3, 1, 1, groups=2 * channels, bias=False)
        self.bn2 = nn.BatchNorm2d(2 * channels)
        self.squeeze = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(2 * channels, channels, 1), nn.ReLU(), nn.Conv2d(channels, 2 * channels, 1))
        self.project = nn.Conv2d(2 * channels, channels, 1, bias=False)

    def forward(self, x):
        y = hard_swish(self.bn1(self.expand(x)))
        y = functional.relu6(self.bn2(self.depthwise(y)))
        return x + self.project(y * hard_sigmoid(self.squeeze(y)))


def mobile(outputs):
    return nn.Sequential(nn.Conv2d(3, 6, 3, 2, 1), MobileBlock(6), nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten(), nn.Linear(6, outputs))


class Dense(nn.Module):
    """Every layer reads all before it. Huang et al. (2017)."""

    def __init__(self, outputs):
        super().__init__()
        self.layers = nn.ModuleList([nn.Conv2d(3 + 4 * i, 4, 3, padding=1) for i in range(3)])
        self.norms = nn.ModuleList([nn.BatchNorm2d(3 + 4 * i) for i in range(3)])
        self.head = nn.Linear(15, outputs)

    def forward(self, x):
        for norm, layer in zip(self.norms, self.layers):
            x = torch.cat([x, layer(functional.relu(norm(x)))], 1)
        return self.head(functional.avg_pool2d(x, 4, ceil_mode=True).amax((2, 3)))


class Normalised(nn.Module):
    """Group, instance and weight-free layer norms over images; a cosine classifier."""

    def __init__(self, outputs):
        super().__init__()
        self.first, self.second = nn.Conv2d(3, 8, 3, 2, 1), nn.Conv2d(8, 8, 3, padding=1, padding_mode="reflect")
        self.group, self.instance = nn.GroupNorm(4, 8), nn.InstanceNorm2d(8, affine=True)
        self.head = nn.Parameter(torch.zeros(outputs, 8))

    def forward(self, x):
        x = functional.leaky_relu(self.group(self.first(x)), 0.1)
        x = functional.softplus(self.instance(self.second(x)))
        x = functional.layer_norm(x, (8, 4, 4), eps=2**-10).mean((2, 3))
        return 5 * functional.linear(functional.normalize(x), functional.normalize(self.head))


class RootMeanSquare(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 2**-7) * self.weight


class Causal(nn.Module):
    """A block as language models have it: root-mean-square norm, causal attention under a mask, gated layer; the last word answers."""

    def __init__(self, words, tokens, outputs, width=8, heads=2):
        super().__init__()
        self.heads = heads
        self.embedding, self.places = nn.Embedding(words, width), nn.Embedding(tokens, width)
        self.norm1, self.norm2 = RootMeanSquare(width), RootMeanSquare(width)
        self.query, self.key, self.value = [nn.Linear(width, width, bias=False) for _ in range(3)]
        self.gate, self.up, self.down = nn.Linear(width, 12, bias=False), nn.Linear(width, 12, bias=False), nn.Linear(12, width, bias=False)
        self.head = nn.Linear(width, outputs)
        self.register_buffer("mask", torch.ones(tokens, tokens).tril() == 0)

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, tokens):
        x = self.embedding(tokens) + self.places(torch.arange(tokens.shape[1]))
        y = self.norm1(x)
        q, k, v = self.split(self.query(y)), self.split(self.key(y)), self.split(self.value(y))
        scores = (q @ k.transpose(-1, -2) / 2.0).masked_fill(self.mask, float("-inf"))
        x = x + (scores.softmax(-1) @ v).transpose(1, 2).flatten(2)
        y = self.norm2(x)
        return self.head((x + self.down(functional.silu(self.gate(y)) * self.up(y)))[:, -1])


class Einsum(nn.Module):
    """Attention written in einsum, mixed over heads."""

    def __init__(self, tokens, outputs, width=6):
        super().__init__()
        self.query, self.key = nn.Parameter(torch.zeros(width, 2, 3)), nn.Parameter(torch.zeros(width, 2, 3))
        self.head = nn.Linear(width, outputs)

    def forward(self, x):
        q, k = torch.einsum("nsw,whd->nhsd", x, self.query), torch.einsum("nsw,whd->nhsd", x, self.key)
        weights = torch.softmax(torch.einsum("nhsd,nhtd->nhst", q, k), -1)
        return self.head(torch.einsum("nhst,ntw->nw", weights, x))


class Mixer(nn.Module):
    """Layers over tokens and over channels in turn. Tolstikhin et al. (2021)."""

    def __init__(self, outputs):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 4, 4)
        self.norm1, self.norm2 = nn.LayerNorm(8), nn.LayerNorm(8)
        self.tokens, self.channels = nn.Linear(4, 4), nn.Linear(8, 8)
        self.head = nn.Linear(8, outputs)

    def forward(self, x):
        x = self.stem(x).flatten(2).permute(0, 2, 1)
        x = x + functional.elu(self.tokens(self.norm1(x).transpose(1, 2))).transpose(1, 2)
        x = x + functional.softsign(self.channels(self.norm2(x)))
        return self.head(x.mean(1))


class Tabular(nn.Module):
    """Gates, learned slopes, batch norm over features, a residual, clipping."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.first, self.gate = nn.Linear(inputs, 8), nn.Linear(inputs, 8)
        self.norm, self.slopes = nn.BatchNorm1d(8), nn.PReLU(8)
        self.second = nn.Linear(8, 8, bias=False)
        self.head = nn.Linear(8, outputs)

    def forward(self, x):
        y = self.slopes(self.norm(self.first(x))) * torch.sigmoid(self.gate(x))
        y = y + functional.mish(self.second(y).clamp(-3, 3))
        return self.head(functional.glu(torch.cat([y, y.abs().sqrt()], 1)) + y.square())


class Signal(nn.Module):
    """Convolutions over time: dilated, strided, pooled; statistics over time."""

    def __init__(self, outputs):
        super().__init__()
        self.first, self.second = nn.Conv1d(2, 6, 3, padding=2, dilation=2), nn.Conv1d(6, 6, 3, stride=2)
        self.norm = nn.BatchNorm1d(6)
        self.head = nn.Linear(12, outputs)

    def forward(self, x):
        x = functional.max_pool1d(torch.tanh(self.norm(self.first(x))), 2)
        x = self.second(functional.pad(x, (1, 1)))
        return self.head(torch.cat([x.mean(2), x.var(2, unbiased=False)], 1))


class Unrolled(nn.Module):
    """A recurrent cell written out: one weight used at every step."""

    def __init__(self, words, outputs, width=6):
        super().__init__()
        self.embedding = nn.Embedding(words, width)
        self.input, self.state = nn.Linear(width, width), nn.Linear(width, width, bias=False)
        self.head = nn.Linear(width, outputs)

    def forward(self, tokens):
        x = self.embedding(tokens)
        h = torch.zeros_like(x[:, 0])
        for step in range(x.shape[1]):
            h = torch.tanh(self.input(x[:, step]) + self.state(h))
        return self.head(h)


class Decoder(nn.Module):
    """An autoencoder: down by strides, up by a transposed convolution, shuffled pixels and repeated ones."""

    def __init__(self):
        super().__init__()
        self.down, self.up, self.shuffled = nn.Conv2d(3, 6, 3, 4, 1), nn.ConvTranspose2d(6, 6, 2, 2), nn.Conv2d(6, 12, 1)

    def forward(self, x):
        x = torch.tanh(self.up(torch.tanh(self.down(x))))
        return (functional.pixel_shuffle(self.shuffled(x), 2) + functional.interpolate(x[:, :3], scale_factor=2)).flatten(1)


class Encoded(nn.Module):
    def __init__(self, words, outputs, width=8):
        super().__init__()
        self.embedding = nn.Embedding(words, width)
        self.layer = nn.TransformerEncoderLayer(width, 2, 12, dropout=0.0, activation="relu")
        self.head = nn.Linear(width, outputs)

    def forward(self, tokens):
        return self.head(self.layer(self.embedding(tokens).transpose(0, 1)).max(0)[0])
