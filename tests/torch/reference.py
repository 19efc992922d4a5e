"""Golden numbers for Basin's tests: torch differentiates a described network in float64.

    python3 reference.py FOLDER [FOLDER ...]

Each folder holds ``network.json`` and arrays as ``.npy``; the results are written beside them as ``torch-*.npy``.
Everything is in Basin's layouts: theta is one flat vector, linear weights are [in][out], convolution weights
[kh][kw][in / groups][out], images [n][height][width][channels]; arrays are row-major.

``network.json``::

    {
      "parameters": [{"name": "dense1.weight", "offset": 0, "shape": [3, 4]}, ...],
      "nodes": [{"name": "n1", "op": "linear", "inputs": ["inputs", "dense1.weight", "dense1.bias"]}, ...],
      "head": "n7",
      "loss": "crossEntropy",
      "compute": ["gradient", "hessianProduct", "gaussNewtonProduct", "exampleGradients"]
    }

A node's inputs are names: of an earlier node, of a parameter, or of an array NAME.npy in the folder (``inputs`` is
one). The head has the examples on axis 0. Losses, with ``targets.npy``, each a mean over examples:

    crossEntropy   -log softmax(z)[t] over the last axis; further axes of the targets are summed over too
    squaredError   1/2 |z - t|^2
    logistic       log(1 + exp z) - t z, z of shape [n, 1] or [n]

Operations (``op``), inputs, settings and their defaults:

    linear             x, W [, b]                          x W + b over the last axis
    convolution        x, W [, b]                          stride [1, 1], padding [[0, 0], [0, 0]] (before, after),
                                                           dilation [1, 1], groups 1
    batchNorm          x, scale, shift [, mean, variance]  epsilon; statistics of the batch unless given; channels last
    layerNorm          x, scale, shift                     epsilon; over the last axis
    softmax            x                                   over the last axis
    attention          q, k, v   [n][s][heads * d]         heads 1, causal false; softmax(q k^T / sqrt d) v
    relu tanh sigmoid softplus gelu geluTanh silu exp log erf sqrt square     x
    negate abs reciprocal sine cosine identity                                x
    leakyRelu elu power                                                       x; leak, scale or exponent
    add subtract multiply divide                           a, b, broadcast as in numpy
    affine             x                                   factor 1, term 0: factor x + term
    matmul             a, b                                transposeA, transposeB false; leading axes broadcast
    reshape            x                                   shape
    transpose          x                                   axes
    broadcast          x                                   shape
    slice              x                                   start, stop, step: one entry an axis
    pad                x                                   before, after: one entry an axis; with zeros
    concat             x, y, ...                           axis
    gather             table, indices                      rows of the table
    sum mean           x                                   axes, keep false
    averagePool maxPool    x                               kernel, stride = kernel, padding [[0, 0], [0, 0]];
                                                           averages divide by the cells inside, maxima ignore padding

Written: ``torch-loss`` [1], ``torch-head``, and as asked ``torch-gradient`` [p], ``torch-hessianProduct`` [p] and
``torch-gaussNewtonProduct`` [p] along ``direction.npy`` [p], ``torch-exampleGradients`` [n][p] (gradients of the
single examples' losses; the network is run on one example at a time, so it must not mix them). Array inputs whose first
extent is n are cut along with the examples; name those that are not per example in "shared".

Exit code 0; 2 with one line on standard error saying what was wrong; 3 when torch is not installed.
"""

import json
import math
import os
import sys

try:
    import numpy
    import torch
    import torch.nn.functional as functional
except ImportError as error:
    print(f"torch is not installed for this Python: {error}", file=sys.stderr)
    sys.exit(3)


def channels_first(x):
    return x.permute(0, 3, 1, 2)


def channels_last(x):
    return x.permute(0, 2, 3, 1)


def padded(x, padding, value=0.0):
    """x is channels first; padding is [[top, bottom], [left, right]]."""
    (top, bottom), (left, right) = padding
    return functional.pad(x, (left, right, top, bottom), value=value)


def linear(node, x, weight, bias=None):
    y = torch.matmul(x, weight)
    return y if bias is None else y + bias


def convolution(node, x, weight, bias=None):
    x = padded(channels_first(x), node.get("padding", [[0, 0], [0, 0]]))
    y = functional.conv2d(
        x, weight.permute(3, 2, 0, 1), None, tuple(node.get("stride", [1, 1])), 0,
        tuple(node.get("dilation", [1, 1])), node.get("groups", 1))
    y = channels_last(y)
    return y if bias is None else y + bias


def batch_norm(node, x, scale, shift, mean=None, variance=None):
    if mean is None:
        axes = tuple(range(x.dim() - 1))
        mean = x.mean(axes)
        variance = ((x - mean) ** 2).mean(axes)
    return (x - mean) / torch.sqrt(variance + node["epsilon"]) * scale + shift


def layer_norm(node, x, scale, shift):
    centred = x - x.mean(-1, keepdim=True)
    variance = (centred**2).mean(-1, keepdim=True)
    return centred / torch.sqrt(variance + node["epsilon"]) * scale + shift


def attention(node, q, k, v):
    heads = node.get("heads", 1)

    def split(x):
        return x.reshape(x.shape[0], x.shape[1], heads, -1).transpose(1, 2)

    q, k, v = split(q), split(k), split(v)
    scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
    if node.get("causal", False):
        hidden = torch.ones(scores.shape[-2:], dtype=torch.bool).triu(1)
        scores = scores.masked_fill(hidden, float("-inf"))
    y = (torch.softmax(scores, -1) @ v).transpose(1, 2)
    return y.reshape(y.shape[0], y.shape[1], -1)


def matmul(node, a, b):
    a = a.transpose(-1, -2) if node.get("transposeA", False) else a
    b = b.transpose(-1, -2) if node.get("transposeB", False) else b
    return a @ b


def shape_of(node, x):
    """The shape asked for, its first extent following the examples at hand."""
    return [-1 if extent == node.get("examples") else extent for extent in node["shape"][:1]] + node["shape"][1:]


def slice_(node, x):
    return x[tuple(slice(*bounds) for bounds in zip(node["start"], node["stop"], node["step"]))]


def pad(node, x):
    pairs = [extent for axis in zip(node["before"], node["after"]) for extent in reversed(axis)]
    return functional.pad(x, pairs[::-1])


def reduced(reduce):
    return lambda node, x: reduce(x, tuple(node["axes"]), keepdim=node.get("keep", False))


def average_pool(node, x):
    kernel, padding = node["kernel"], node.get("padding", [[0, 0], [0, 0]])
    stride = node.get("stride", kernel)
    x = channels_first(x)
    inside = torch.ones_like(x[:1, :1]).detach()
    total = functional.avg_pool2d(padded(x, padding), kernel, stride, divisor_override=1)
    return channels_last(total / functional.avg_pool2d(padded(inside, padding), kernel, stride, divisor_override=1))


def max_pool(node, x):
    kernel, padding = node["kernel"], node.get("padding", [[0, 0], [0, 0]])
    x = padded(channels_first(x), padding, float("-inf"))
    return channels_last(functional.max_pool2d(x, kernel, node.get("stride", kernel)))


OPERATIONS = {
    "linear": linear,
    "convolution": convolution,
    "batchNorm": batch_norm,
    "layerNorm": layer_norm,
    "softmax": lambda node, x: torch.softmax(x, -1),
    "attention": attention,
    "relu": lambda node, x: torch.relu(x),
    "tanh": lambda node, x: torch.tanh(x),
    "sigmoid": lambda node, x: torch.sigmoid(x),
    # log(1 + e^x), whose torch form switches to x above a threshold.
    "softplus": lambda node, x: torch.logaddexp(x, torch.zeros_like(x)),
    "gelu": lambda node, x: 0.5 * x * (1 + torch.erf(x / math.sqrt(2))),
    "geluTanh": lambda node, x: 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))),
    "silu": lambda node, x: x * torch.sigmoid(x),
    "leakyRelu": lambda node, x: torch.where(x > 0, x, node["leak"] * x),
    "elu": lambda node, x: torch.where(x > 0, x, node["scale"] * torch.expm1(x)),
    "power": lambda node, x: x ** node["exponent"],
    "sqrt": lambda node, x: torch.sqrt(x),
    "negate": lambda node, x: -x,
    "abs": lambda node, x: torch.abs(x),
    "reciprocal": lambda node, x: 1 / x,
    "sine": lambda node, x: torch.sin(x),
    "cosine": lambda node, x: torch.cos(x),
    "exp": lambda node, x: torch.exp(x),
    "log": lambda node, x: torch.log(x),
    "erf": lambda node, x: torch.erf(x),
    "square": lambda node, x: x * x,
    "identity": lambda node, x: x,
    "add": lambda node, a, b: a + b,
    "subtract": lambda node, a, b: a - b,
    "multiply": lambda node, a, b: a * b,
    "divide": lambda node, a, b: a / b,
    "affine": lambda node, x: node.get("factor", 1) * x + node.get("term", 0),
    "matmul": matmul,
    "reshape": lambda node, x: x.reshape(shape_of(node, x)),
    "transpose": lambda node, x: x.permute(node["axes"]),
    "broadcast": lambda node, x: x.expand(shape_of(node, x)),
    "slice": slice_,
    "pad": pad,
    "concat": lambda node, *parts: torch.cat(parts, node["axis"]),
    "gather": lambda node, table, indices: table[indices.long()],
    "sum": reduced(torch.sum),
    "mean": reduced(torch.mean),
    "averagePool": average_pool,
    "maxPool": max_pool,
}


def cross_entropy(z, targets):
    picked = torch.log_softmax(z, -1).gather(-1, targets.long().unsqueeze(-1))
    return -picked.sum() / len(z)


def squared_error(z, targets):
    return 0.5 * ((z - targets.reshape(z.shape)) ** 2).sum() / len(z)


def logistic(z, targets):
    z = z.reshape(len(z))
    return (torch.logaddexp(z, torch.zeros_like(z)) - targets.reshape(len(z)) * z).sum() / len(z)


LOSSES = {"crossEntropy": cross_entropy, "squaredError": squared_error, "logistic": logistic}


class Network:
    def __init__(self, folder):
        self.folder = folder
        with open(os.path.join(folder, "network.json"), encoding="utf-8") as file:
            self.settings = json.load(file)
        self.nodes = self.settings["nodes"]
        self.loss_of = LOSSES[self.settings["loss"]]
        self.targets = self.array("targets")
        self.examples = len(self.targets)
        made = {node["name"] for node in self.nodes} | {p["name"] for p in self.settings["parameters"]}
        names = {name for node in self.nodes for name in node["inputs"]} - made
        self.arrays = {name: self.array(name) for name in names}
        shared = set(self.settings.get("shared", []))
        self.cut = {n for n, a in self.arrays.items() if n not in shared and a.dim() > 0 and len(a) == self.examples}
        for node in self.nodes:
            if node["op"] not in OPERATIONS:
                raise ValueError(f"operation '{node['op']}' is not known; known: {', '.join(OPERATIONS)}")
            node["examples"] = self.examples

    def array(self, name):
        array = numpy.load(os.path.join(self.folder, name + ".npy"), allow_pickle=False)
        return torch.from_numpy(array.astype(numpy.float64))

    def write(self, name, tensor):
        array = tensor.detach().contiguous().numpy()
        numpy.save(os.path.join(self.folder, f"torch-{name}.npy"), array)

    def head(self, theta, example=None):
        """The network's output for all examples, or for one of them as a batch of one."""
        cut = slice(None) if example is None else slice(example, example + 1)
        values = {name: array[cut] if name in self.cut else array for name, array in self.arrays.items()}
        for parameter in self.settings["parameters"]:
            length = math.prod(parameter["shape"])
            window = theta[parameter["offset"] : parameter["offset"] + length]
            values[parameter["name"]] = window.reshape(parameter["shape"])
        for node in self.nodes:
            values[node["name"]] = OPERATIONS[node["op"]](node, *[values[name] for name in node["inputs"]])
        return values[self.settings["head"]]

    def loss(self, theta, example=None):
        targets = self.targets if example is None else self.targets[example : example + 1]
        return self.loss_of(self.head(theta, example), targets)


def jacobian_product(outputs, theta, direction):
    """J v by differentiating the pull-back, which is linear in its cotangent."""
    cotangent = torch.zeros_like(outputs, requires_grad=True)
    (pulled,) = torch.autograd.grad(outputs, theta, cotangent, create_graph=True)
    return torch.autograd.grad(pulled, cotangent, direction)[0]


def compute(folder):
    network = Network(folder)
    wanted = network.settings.get("compute", [])
    theta = network.array("theta").requires_grad_()
    head = network.head(theta)
    loss = network.loss_of(head, network.targets)
    network.write("loss", loss.reshape(1))
    network.write("head", head)
    (gradient,) = torch.autograd.grad(loss, theta, create_graph=True)
    if "gradient" in wanted:
        network.write("gradient", gradient)
    if "hessianProduct" in wanted:
        direction = network.array("direction")
        network.write("hessianProduct", torch.autograd.grad(gradient, theta, direction, retain_graph=True)[0])
    if "gaussNewtonProduct" in wanted:
        direction = network.array("direction")
        pushed = jacobian_product(head, theta, direction).detach()
        outputs = head.detach().requires_grad_()
        (slope,) = torch.autograd.grad(network.loss_of(outputs, network.targets), outputs, create_graph=True)
        (bent,) = torch.autograd.grad(slope, outputs, pushed)
        network.write("gaussNewtonProduct", torch.autograd.grad(head, theta, bent, retain_graph=True)[0])
    if "exampleGradients" in wanted:
        rows = [torch.autograd.grad(network.loss(theta, e), theta)[0] for e in range(network.examples)]
        network.write("exampleGradients", torch.stack(rows))


def main(folders):
    torch.set_num_threads(1)
    try:
        for folder in folders:
            compute(folder)
    except Exception as error:
        print(f"{folder}: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
