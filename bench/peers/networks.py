"""The two networks of the benchmark, as plain functions of a list of parameters."""

import torch
import torch.nn.functional as functional

EPSILON = 1e-5


class Mlp:
    """Fully connected; weights [out][in] as nn.Linear keeps them, or [in][out] for addmm."""

    def __init__(self, settings, transposed=True):
        self.widths = settings["widths"]
        self.activation = {"relu": torch.relu, "tanh": torch.tanh}[settings["activation"]]
        self.transposed = transposed

    def __call__(self, parameters, inputs):
        hidden = inputs
        last = len(parameters) - 2
        for index in range(0, len(parameters), 2):
            weight, bias = parameters[index], parameters[index + 1]
            if self.transposed:
                hidden = functional.linear(hidden, weight, bias)
            else:
                hidden = torch.addmm(bias, hidden, weight)
            if index < last:
                hidden = self.activation(hidden)
        return hidden

    def inputs(self, array):
        return array.contiguous()


class ResNet:
    """The CIFAR ResNet-20 of He et al. (2016) with parameter-free shortcuts.

    Batch norm uses the statistics of the batch, or the given frozen ones. Parameters in the order of the forward
    pass: convolution, scale, shift; the linear layer last.
    """

    def __init__(self, settings, statistics=None, channels_last=False, elementary=False):
        self.blocks = settings.get("blocks", 3)
        self.stages = settings.get("stages", 3)
        self.channels = settings.get("channels", [16, 32, 64])
        self.padding = settings.get("shortcutPadding", "centre")
        self.epsilon = settings.get("epsilon", EPSILON)
        self.statistics = statistics
        self.channels_last = channels_last
        self.elementary = elementary

    def inputs(self, array):
        images = array.permute(0, 3, 1, 2)
        if self.channels_last:
            return images.contiguous(memory_format=torch.channels_last)
        return images.contiguous()

    def normalise(self, hidden, scale, shift, index):
        if self.elementary and self.statistics is not None:
            mean, variance = self.statistics[index]
            inverse = (variance + self.epsilon).rsqrt()
            normal = hidden * inverse[:, None, None] - (mean * inverse)[:, None, None]
            return normal * scale[:, None, None] + shift[:, None, None]
        if self.elementary:
            # batch_norm's own backward has no forward-mode derivative in torch 1.13.
            centred = hidden - hidden.mean((0, 2, 3), keepdim=True)
            variance = (centred * centred).mean((0, 2, 3), keepdim=True)
            return centred * ((variance + self.epsilon).rsqrt() * scale[:, None, None]) + shift[:, None, None]
        if self.statistics is None:
            return functional.batch_norm(hidden, None, None, scale, shift, True, 0.0, self.epsilon)
        mean, variance = self.statistics[index]
        return functional.batch_norm(hidden, mean, variance, scale, shift, False, 0.0, self.epsilon)

    def shortcut(self, hidden, channels):
        missing = channels - hidden.shape[1]
        before = missing // 2 if self.padding == "centre" else 0
        return functional.pad(hidden[:, :, ::2, ::2], (0, 0, 0, 0, before, missing - before))

    def convolve(self, hidden, weight, stride, index):
        return functional.conv2d(hidden, weight, None, stride, 1)

    def classify(self, hidden, weight, bias):
        return functional.linear(hidden, weight, bias)

    def __call__(self, parameters, images):
        layer = 0

        def unit(hidden, stride):
            nonlocal layer
            weight, scale, shift = parameters[3 * layer : 3 * layer + 3]
            hidden = self.normalise(self.convolve(hidden, weight, stride, layer), scale, shift, layer)
            layer += 1
            return hidden

        hidden = torch.relu(unit(images, 1))
        for stage in range(self.stages):
            for block in range(self.blocks):
                stride = 2 if stage > 0 and block == 0 else 1
                skip = hidden if stride == 1 else self.shortcut(hidden, self.channels[stage])
                branch = unit(torch.relu(unit(hidden, stride)), 1)
                hidden = torch.relu(branch + skip)
        return self.classify(hidden.mean((2, 3)), parameters[3 * layer], parameters[3 * layer + 1])


def loss(network, parameters, inputs, labels):
    """Softmax cross-entropy, mean over examples."""
    return functional.cross_entropy(network(parameters, inputs), labels)


def one_hot_loss(network, parameters, inputs, targets):
    """The same from one-hot targets: cheaper to differentiate twice than the indexed form."""
    return (functional.log_softmax(network(parameters, inputs), 1) * targets).sum() / -len(targets)


def elementary_loss(network, parameters, inputs, targets):
    """The same from one-hot targets and elementary operations, whose derivatives torch 1.13 has in both modes."""
    logits = network(parameters, inputs)
    return (torch.logsumexp(logits, 1).sum() - (logits * targets).sum()) / len(targets)


def build(workload, layout="default", elementary=False):
    """The network of a workload. Layouts: mlp 'default' or 'addmm'; resnet20 'default' or 'channels_last'.

    ``elementary`` composes batch norm of elementary operations.
    """
    settings = workload.settings["network"]
    if settings["kind"] == "mlp":
        return Mlp(settings, transposed=layout != "addmm")
    if settings["kind"] == "resnet20":
        return ResNet(settings, frozen(workload, settings), layout == "channels_last", elementary)
    raise ValueError(f"network kind '{settings['kind']}' is not known here; known: mlp, resnet20")


def frozen(workload, settings):
    """The frozen statistics: for each batch norm in order, its means and then its variances."""
    if settings.get("statistics", "batch") != "frozen":
        return None
    flat = workload.tensor("statistics")
    stages, blocks = settings.get("stages", 3), settings.get("blocks", 3)
    channels = settings.get("channels", [16, 32, 64])
    sizes = [channels[0]] + [channels[stage] for stage in range(stages) for _ in range(2 * blocks)]
    statistics, at = [], 0
    for size in sizes:
        statistics.append((flat[at : at + size].clone(), flat[at + size : at + 2 * size].clone()))
        at += 2 * size
    return statistics
