"""The networks that are exported for Basin's tests, small ones of the kinds that people train."""

import math

import torch
import torch.nn.functional as functional
from torch import nn

# What float32 makes of a constant that the exporter writes into the file, so that both sides compute with the same.
ROOT_OF_TWO = float(torch.tensor(math.sqrt(2)))


def gelu(x):
    if torch.onnx.is_in_onnx_export():
        return functional.gelu(x)
    return 0.5 * x * (1 + torch.erf(x / ROOT_OF_TWO))


class Gelu(nn.Module):
    def forward(self, x):
        return gelu(x)


class View(nn.Module):
    """x.view(len(x), -1), which bakes the batch into an export that is not told about dynamic axes."""

    def forward(self, x):
        return x.view(x.shape[0], -1)


class Squeeze(nn.Module):
    def forward(self, x):
        return x.squeeze(1)


def mlp(inputs, hidden, outputs, activation=nn.Tanh):
    widths = [inputs, *hidden, outputs]
    layers = []
    for before, after in zip(widths, widths[1:]):
        layers += [nn.Linear(before, after), activation()]
    return nn.Sequential(*layers[:-1])


class LossInside(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x, y):
        return functional.cross_entropy(self.network(x), y)


class HalfWeights(nn.Module):
    """Weights kept in float16, computing in float32: the file casts them."""

    def __init__(self, inputs, hidden, outputs):
        super().__init__()
        self.first = nn.Parameter(torch.empty(hidden, inputs))
        self.second = nn.Parameter(torch.empty(outputs, hidden))

    def forward(self, x):
        first, second = self.first, self.second
        if first.dtype == torch.float16:
            first, second = first.float(), second.float()
        return functional.linear(torch.tanh(functional.linear(x, first)), second)


def cnn(outputs):
    def unit(inputs, channels, **settings):
        return [nn.Conv2d(inputs, channels, 3, padding=1, **settings), nn.BatchNorm2d(channels), nn.ReLU()]

    return nn.Sequential(
        *unit(3, 6), nn.MaxPool2d(2), *unit(6, 8, groups=2), nn.AvgPool2d(3, stride=2, padding=1),
        nn.Conv2d(8, 8, 1, bias=False), nn.BatchNorm2d(8), nn.SiLU(), nn.Flatten(), nn.Linear(32, outputs))


class BasicBlock(nn.Module):
    def __init__(self, inputs, channels, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = None
        if stride != 1 or inputs != channels:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, channels, 1, stride, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        y = self.bn2(self.conv2(self.relu(self.bn1(self.conv1(x)))))
        return self.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet18(nn.Module):
    """He et al. (2015), as torchvision writes it; with a small stem (3x3, no pooling) as people train it on CIFAR."""

    def __init__(self, outputs, width=64, small_stem=False):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 3, 1, 1, bias=False) if small_stem else nn.Conv2d(3, width, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.Identity() if small_stem else nn.MaxPool2d(3, 2, 1)
        for i in range(4):
            channels, before = width << i, width << max(0, i - 1)
            blocks = nn.Sequential(BasicBlock(before, channels, 1 if i == 0 else 2), BasicBlock(channels, channels, 1))
            setattr(self, f"layer{i + 1}", blocks)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(8 * width, outputs)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(torch.flatten(self.avgpool(x), 1))


class Attention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.proj = nn.Linear(width, width)

    def forward(self, x):
        n, s, width = x.shape
        q, k, v = self.qkv(x).reshape(n, s, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        weights = (q @ k.transpose(-2, -1) * (width // self.heads) ** -0.5).softmax(dim=-1)
        return self.proj((weights @ v).transpose(1, 2).reshape(n, s, width))


class Block(nn.Module):
    def __init__(self, width, heads, hidden):
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.attn = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, hidden), Gelu(), nn.Linear(hidden, width))

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


def encoder_layer(width, heads, hidden):
    """torch's own block, which keeps the examples on axis 1 while it attends."""
    return nn.TransformerEncoderLayer(width, heads, hidden, dropout=0.0, activation=gelu, batch_first=True, norm_first=True)


class VisionTransformer(nn.Module):
    """Patches by a convolution, a class token, positions, blocks, and a head on the class token. Dosovitskiy et al. (2020)."""

    def __init__(self, outputs, block=Block, size=8, patch=4, width=8, heads=2, depth=2):
        super().__init__()
        tokens = (size // patch) ** 2 + 1
        self.patches = nn.Conv2d(3, width, patch, patch)
        self.token = nn.Parameter(torch.zeros(1, 1, width))
        self.positions = nn.Parameter(torch.zeros(1, tokens, width))
        self.blocks = nn.Sequential(*[block(width, heads, 2 * width) for _ in range(depth)])
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, outputs)

    def forward(self, x):
        x = self.patches(x).flatten(2).transpose(1, 2)
        x = torch.cat((self.token.expand(x.shape[0], -1, -1), x), dim=1) + self.positions
        return self.head(self.norm(self.blocks(x))[:, 0])


class TextAttention(nn.Module):
    def __init__(self, words, tokens, outputs, width=8):
        super().__init__()
        self.embedding = nn.Embedding(words, width)
        self.positions = nn.Parameter(torch.zeros(tokens, width))
        self.block = Block(width, 2, 12)
        self.head = nn.Linear(width, outputs)

    def forward(self, tokens):
        return self.head(self.block(self.embedding(tokens) + self.positions).mean(dim=1))


class TextConvolution(nn.Module):
    """Kim (2014): convolutions of several widths over the words, the largest answer of each."""

    def __init__(self, words, outputs, width=6):
        super().__init__()
        self.embedding = nn.Embedding(words, width)
        self.convolutions = nn.ModuleList([nn.Conv1d(width, 5, size, padding=size // 2) for size in (2, 3)])
        self.head = nn.Linear(10, outputs)

    def forward(self, tokens):
        x = self.embedding(tokens).transpose(1, 2)
        seen = [functional.elu(convolution(x)).amax(dim=2) for convolution in self.convolutions]
        return self.head(torch.cat(seen, dim=1))


class TextTied(nn.Module):
    """Guesses a word from its neighbours; the table of words is read on the way in and on the way out."""

    def __init__(self, words, width=6):
        super().__init__()
        self.embedding = nn.Embedding(words, width)
        self.hidden = nn.Linear(width, width)
        self.out = nn.Linear(width, words)
        self.out.weight = self.embedding.weight

    def forward(self, tokens):
        return self.out(torch.tanh(self.hidden(self.embedding(tokens).mean(dim=1))))
