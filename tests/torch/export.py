"""Whole networks for Basin's tests: exported to ONNX by torch, with what torch's float64 differentiation says of them.

    python3 export.py FOLDER [NAME ...]

Writes for every case (or those named) NAME.onnx, and NAME.npz with

    inputs, targets             the examples, images as [n][height][width][channels]
    MODE/loss                   MODE is batch or frozen: how batch norm is meant; networks without it are frozen
    MODE/head                   [n][outputs]
    MODE/gradient/PARAMETER     by the name and in the shape that the parameter has in the file
    MODE/direction/PARAMETER    of random signs, int8
    MODE/product/PARAMETER      the Hessian times the direction
    MODE/gaussNewton/PARAMETER  the Gauss-Newton matrix times the direction
    MODE/norms                  squared norms of the single examples' gradients, where asked

float64 throughout, at the weights as the file stores them. Exit codes as those of reference.py.
"""

import os
import sys
import warnings

try:
    import numpy
    import torch
    from torch import nn
except ImportError as error:
    print(f"torch is not installed for this Python: {error}", file=sys.stderr)
    sys.exit(3)

import networks
import onnx_file
import zoo
from reference import LOSSES, jacobian_product

EXAMPLES, EXPORTED = 5, 2  # how many are evaluated, and how many the exporter sees unless fixed
WORDS, TOKENS = 11, 6


class Case:
    def __init__(self, make, example, outputs, opset, loss="crossEntropy", modes=("frozen",), folded=False, fixed=None,
                 norms=False, kind=torch.float32, labelled=False, change=None, gauss_newton=True, of=lambda network: network,
                 same=lambda network: network):
        self.make, self.example, self.outputs, self.opset, self.loss, self.modes = make, example, outputs, opset, loss, modes
        self.folded, self.fixed, self.norms, self.kind, self.labelled = folded, fixed, norms, kind, labelled
        self.change, self.gauss_newton, self.of, self.same = change, gauss_newton, of, same

    @property
    def is_text(self):
        return self.example is None

    @property
    def is_image(self):
        return len(self.example or ()) == 3


def fused(network):
    """The network with each batch norm multiplied into the convolution before it, as a folding exporter does."""
    layers = list(network.eval())
    for i, (layer, after) in enumerate(zip(layers, layers[1:])):
        if isinstance(after, nn.BatchNorm2d):
            layers[i : i + 2] = [nn.utils.fuse_conv_bn_eval(layer, after), nn.Identity()]
    return nn.Sequential(*layers)


BOTH = ("batch", "frozen")
IMAGE = (3, 8, 8)
CASES = {
    "mlp": Case(lambda: networks.mlp(6, [7, 5], 3), (6,), 3, 13, norms=True),
    "mlp-fixed-batch": Case(
        lambda: nn.Sequential(networks.View(), networks.mlp(24, [7], 2)), (2, 3, 4), 2, 17, "squaredError", folded=True, fixed=2),
    "mlp-float64": Case(lambda: networks.mlp(6, [7], 3, nn.Softplus), (6,), 3, 14, kind=torch.float64),
    "mlp-float16": Case(lambda: networks.mlp(6, [7], 3), (6,), 3, 15, change=onnx_file.to_float16),
    "mlp-cast": Case(lambda: networks.HalfWeights(6, 7, 3), (6,), 3, 13, kind=torch.float16),
    "mlp-external": Case(lambda: networks.mlp(6, [7], 3, nn.Sigmoid), (6,), 3, 16, change=onnx_file.to_external),
    "mlp-logistic": Case(
        lambda: nn.Sequential(networks.mlp(6, [7], 1), networks.Squeeze()), (6,), 1, 13, "logistic", norms=True),
    "mlp-loss": Case(
        lambda: networks.LossInside(networks.mlp(6, [7], 3)), (6,), 3, 13, labelled=True, of=lambda loss: loss.network),
    "cnn": Case(lambda: networks.cnn(4), IMAGE, 4, 13, modes=BOTH, norms=True),
    "cnn-fixed-batch": Case(lambda: networks.cnn(4), IMAGE, 4, 15, "squaredError", modes=BOTH, fixed=2),
    "cnn-folded": Case(lambda: networks.cnn(4), IMAGE, 4, 17, folded=True, norms=True, same=fused),
    "resnet18-narrow": Case(lambda: networks.ResNet18(10, 4, small_stem=True), (3, 16, 16), 10, 17, modes=BOTH, norms=True),
    "resnet18": Case(lambda: networks.ResNet18(10), (3, 32, 32), 10, 13, gauss_newton=False),
    "vit": Case(lambda: networks.VisionTransformer(4), IMAGE, 4, 17, norms=True),
    "vit-decomposed": Case(lambda: networks.VisionTransformer(4), IMAGE, 4, 13, folded=True, norms=True),
    "vit-fixed-batch": Case(lambda: networks.VisionTransformer(4), IMAGE, 4, 14, fixed=2),
    "vit-fixed-one": Case(lambda: networks.VisionTransformer(4), IMAGE, 4, 17, folded=True, fixed=1),
    "vit-encoder": Case(lambda: networks.VisionTransformer(4, networks.encoder_layer), IMAGE, 4, 14, norms=True),
    "text-attention": Case(lambda: networks.TextAttention(WORDS, TOKENS, 3), None, 3, 17, norms=True),
    "text-convolution": Case(lambda: networks.TextConvolution(WORDS, 3), None, 3, 13, norms=True),
    "text-tied": Case(lambda: networks.TextTied(WORDS), None, WORDS, 14, norms=True),
    "mobile": Case(lambda: zoo.mobile(4), IMAGE, 4, 14, modes=BOTH, norms=True),
    "dense": Case(lambda: zoo.Dense(4), IMAGE, 4, 17, modes=BOTH, norms=True),
    "normalised": Case(lambda: zoo.Normalised(4), IMAGE, 4, 16, norms=True),
    "causal": Case(lambda: zoo.Causal(WORDS, TOKENS, 3), None, 3, 17, norms=True),
    "causal-fixed": Case(lambda: zoo.Causal(WORDS, TOKENS, 3), None, 3, 14, norms=True, fixed=2, folded=True),
    "einsum": Case(lambda: zoo.Einsum(5, 3), (5, 6), 3, 13, norms=True),
    "mixer": Case(lambda: zoo.Mixer(4), IMAGE, 4, 17, norms=True, folded=True),
    "tabular": Case(lambda: zoo.Tabular(6, 3), (6,), 3, 16, "squaredError", modes=BOTH, norms=True),
    "signal": Case(lambda: zoo.Signal(3), (2, 16), 3, 13, modes=BOTH, norms=True),
    "unrolled": Case(lambda: zoo.Unrolled(WORDS, 3), None, 3, 15, norms=True),
    "decoder": Case(zoo.Decoder, IMAGE, 192, 13, "squaredError", norms=True),
    "encoded": Case(lambda: zoo.Encoded(WORDS, 3), None, 3, 14, norms=True),
}


def examples_of(case, chance):
    if case.is_text:
        inputs = torch.randint(WORDS, (EXAMPLES, TOKENS), generator=chance)
    else:
        inputs = torch.randn((EXAMPLES, *case.example), generator=chance, dtype=torch.float64)
    if case.loss == "squaredError":
        return inputs, torch.randn((EXAMPLES, case.outputs), generator=chance, dtype=torch.float64)
    classes = 2 if case.loss == "logistic" else case.outputs
    return inputs, torch.randint(classes, (EXAMPLES,), generator=chance)


def disturb(network, chance):
    """Weights and statistics far from every special point: no zero biases, no unit scales, no two tensors alike."""
    with torch.no_grad():
        for name, value in network.state_dict().items():
            if not value.dtype.is_floating_point:
                continue
            noise = torch.randn(value.shape, generator=chance)
            if name.endswith("running_var"):
                value.copy_(0.5 + noise.abs())
            elif value.dim() > 1:
                value.copy_(noise / (value[0].numel() ** 0.5))
            else:
                value.copy_((1 if "norm" in name or "bn" in name else 0) + 0.3 * noise)


def export(case, network, folder, name, inputs, targets):
    kind = torch.float32 if case.kind == torch.float16 else case.kind
    seen = case.fixed or EXPORTED
    arguments, names = (inputs[:seen] if case.is_text else inputs[:seen].to(kind),), ["x"]
    if case.labelled:
        arguments, names = (*arguments, targets[:seen]), ["x", "y"]
    dynamic = {} if case.fixed else {each: {0: "n"} for each in names}
    mode = torch.onnx.TrainingMode.EVAL if case.folded else torch.onnx.TrainingMode.TRAINING
    torch.onnx.export(
        network.to(case.kind), arguments, os.path.join(folder, name + ".onnx"), opset_version=case.opset, training=mode,
        do_constant_folding=case.folded, input_names=names, output_names=["out"], dynamic_axes=dynamic)


def bind(network, weights):
    """Takes the file's weights; returns the parameters by their names there, and whether the file has them transposed."""
    state, found, left = network.state_dict(), {}, {}
    with torch.no_grad():
        for name, array in weights.items():
            tensor = torch.from_numpy(array.copy())
            if name in state:
                state.pop(name).copy_(tensor)
            else:
                left[name] = tensor
        of = dict(network.named_parameters())
        for name in weights:
            if name in of:
                found[name] = (of[name], False)
        # What folding has renamed is known by its numbers.
        for name, tensor in left.items():
            for turned in (False, True):
                own = tensor.t() if turned and tensor.dim() == 2 else tensor
                match = [each for each in of if each in state and state[each].shape == own.shape and torch.allclose(state[each], own, 1e-4, 1e-5)]
                if match:
                    state.pop(match[0]).copy_(own)
                    found[name] = (of[match[0]], turned)
                    break
            else:
                raise ValueError(f"no parameter is '{name}' {list(tensor.shape)}")
    forgotten = [name for name in state if name in of and all(of[name] is not parameter for parameter, _ in found.values())]
    if forgotten:
        raise ValueError(f"the file has no {', '.join(forgotten)}")
    return {name: found[name] for name in weights if name in found}


def differentiate(case, network, parameters, inputs, targets, chance):
    names, leaves = list(parameters), [parameter for parameter, _ in parameters.values()]
    loss_of = LOSSES[case.loss]
    head = network(inputs)
    loss = loss_of(head, targets)
    direction = [torch.randint(2, leaf.shape, generator=chance).to(torch.float64) * 2 - 1 for leaf in leaves]
    gradient = torch.autograd.grad(loss, leaves, create_graph=True)
    along = sum((g * d).sum() for g, d in zip(gradient, direction))
    product = torch.autograd.grad(along, leaves, retain_graph=True)
    results = {"loss": loss.reshape(1), "head": head}
    vectors = {"gradient": gradient, "direction": [d.to(torch.int8) for d in direction], "product": product}
    if case.gauss_newton:
        vectors["gaussNewton"] = gauss_newton(head, loss_of, targets, leaves, direction)
    for quantity, tensors in vectors.items():
        for name, tensor in zip(names, tensors):
            results[f"{quantity}/{name}"] = tensor.t() if parameters[name][1] else tensor
    if case.norms and not network.training:
        rows = [torch.autograd.grad(loss_of(network(inputs[e : e + 1]), targets[e : e + 1]), leaves) for e in range(EXAMPLES)]
        results["norms"] = torch.stack([sum((g**2).sum() for g in row) for row in rows])
    return results


def gauss_newton(head, loss_of, targets, leaves, direction):
    cotangent = torch.zeros_like(head, requires_grad=True)
    pulled = torch.autograd.grad(head, leaves, cotangent, create_graph=True)
    pushed = torch.autograd.grad(pulled, cotangent, direction)[0]
    outputs = head.detach().requires_grad_()
    (slope,) = torch.autograd.grad(loss_of(outputs, targets), outputs, create_graph=True)
    (bent,) = torch.autograd.grad(slope, outputs, pushed)
    return torch.autograd.grad(head, leaves, bent, retain_graph=True)


def write(name, case, folder):
    chance = torch.Generator().manual_seed(1)
    inputs, targets = examples_of(case, chance)
    network = case.make()
    disturb(network, chance)
    export(case, network, folder, name, inputs, targets)
    path = os.path.join(folder, name + ".onnx")
    if case.change:
        case.change(path)
    weights = onnx_file.weights(path)
    network = case.same(network).double()
    if case.opset < 17:
        # Layer norm is then written as its parts, with an epsilon in float32.
        for layer in network.modules():
            if isinstance(layer, nn.LayerNorm):
                layer.eps = float(torch.tensor(layer.eps))
    results = {"inputs": inputs.permute(0, 2, 3, 1) if case.is_image else inputs, "targets": targets}
    for mode in case.modes:
        parameters = bind(network, weights)
        network.train(mode == "batch")
        for quantity, tensor in differentiate(case, case.of(network), parameters, inputs, targets, chance).items():
            results[f"{mode}/{quantity}"] = tensor
    arrays = {quantity: tensor.detach().contiguous().numpy() for quantity, tensor in results.items()}
    numpy.savez(os.path.join(folder, name + ".npz"), **arrays)


def main(folder, names):
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    try:
        for name in names or CASES:
            write(name, CASES[name], folder)
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
