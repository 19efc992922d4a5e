"""Hessian-vector products at a fixed point."""

import numpy
import torch
import torch.autograd.forward_ad as forward_ad

import networks
from exchange import Layout


class Product:
    """The parts all variants share; ``piece`` examples go through at a time, all when None."""

    def __init__(self, workload, layout="default", loss=networks.elementary_loss, elementary=True, piece=None):
        self.network = networks.build(workload, layout, elementary)
        self.layout = Layout(workload.settings["parameters"], layout != "addmm")
        self.channels_last = layout == "channels_last"
        self.parameters = [
            p.requires_grad_() for p in self.layout.split(workload.tensor("theta"), self.channels_last)]
        self.length = sum(p.numel() for p in self.parameters)
        self.numpy_type = numpy.float32 if workload.type == torch.float32 else numpy.float64
        self.direction = [torch.zeros_like(p) for p in self.parameters]
        if workload.has("direction"):
            self.direction = self.layout.split(workload.tensor("direction"), self.channels_last)
        labels = workload.labels()
        targets = labels
        if loss is not networks.loss:
            targets = torch.nn.functional.one_hot(labels, workload.settings["classes"]).to(workload.type)
        inputs, n = self.network.inputs(workload.tensor("inputs")), len(labels)
        piece = piece or n
        self.pieces = [
            (inputs[at : at + piece], targets[at : at + piece], min(piece, n - at) / n) for at in range(0, n, piece)]
        self.criterion = loss
        self.prepare()

    def prepare(self):
        pass

    def reset(self):
        pass

    def losses(self, parameters):
        """The mean loss in parts, one a piece; their sum is the loss."""
        for inputs, targets, weight in self.pieces:
            value = self.criterion(self.network, parameters, inputs, targets)
            yield value if weight == 1 else value * weight

    def loss(self, parameters):
        return sum(self.losses(parameters))

    def vector(self):
        return self.layout.join(self.product)


class Retained(Product):
    """Double backward on graphs built once: the cheapest product torch has at a fixed point."""

    def prepare(self):
        self.gradients = [
            torch.autograd.grad(value, self.parameters, create_graph=True) for value in self.losses(self.parameters)]

    def run(self, repeats):
        for _ in range(repeats):
            self.product = self.times(self.direction)

    def times(self, direction):
        total = None
        for gradient in self.gradients:
            product = torch.autograd.grad(gradient, self.parameters, direction, retain_graph=True)
            if total is None:
                total = product
            else:
                torch._foreach_add_(total, product)
        return total

    def multiply_tensor(self, vector):
        """H times a flat vector; flat in an order of torch's own, which spares copies and leaves eigenvalues alone."""
        direction, at = [], 0
        for parameter in self.parameters:
            window = vector[at : at + parameter.numel()]
            if self.channels_last and parameter.dim() == 4:
                direction.append(window.view(parameter.permute(0, 2, 3, 1).shape).permute(0, 3, 1, 2))
            else:
                direction.append(window.view(parameter.shape))
            at += parameter.numel()
        return torch.cat([self.flat(part) for part in self.times(direction)])

    def multiply(self, vector):
        """The same for numpy's arrays."""
        return self.multiply_tensor(torch.from_numpy(vector.reshape(-1))).numpy()

    def flat(self, part):
        return (part.permute(0, 2, 3, 1) if self.channels_last and part.dim() == 4 else part).reshape(-1)


class Forward(Product):
    """Forward mode over reverse mode with torch's dual tensors; the primal is computed again."""

    def run(self, repeats):
        for _ in range(repeats):
            with forward_ad.dual_level():
                duals = [forward_ad.make_dual(p, v) for p, v in zip(self.parameters, self.direction)]
                gradient = torch.autograd.grad(self.loss(duals), duals, create_graph=False)
                self.product = [forward_ad.unpack_dual(g).tangent for g in gradient]


class Functorch(Product):
    """functorch: jvp of grad."""

    def prepare(self):
        import functorch

        self.jvp = functorch.jvp
        self.parameters = tuple(p.detach() for p in self.parameters)
        self.direction = tuple(self.direction)
        self.grad = functorch.grad(lambda parameters: self.loss(parameters))

    def run(self, repeats):
        for _ in range(repeats):
            self.product = self.jvp(self.grad, (self.parameters,), (self.direction,))[1]


LARGE = 256


def variants(workload):
    mlp, n = workload.settings["network"]["kind"] == "mlp", len(workload.labels())
    if not mlp and n > LARGE:
        return {name: (make, False) for name, make in of_many_images(workload).items()}
    table = {}
    for layout in ("default", "addmm") if mlp else ("default", "channels_last"):
        suffix = "" if layout == "default" else " " + layout
        retained = {
            "double backward": (networks.loss, False),
            "double backward one-hot": (networks.one_hot_loss, False),
        }
        if not mlp:
            retained["double backward elementary"] = (networks.one_hot_loss, True)
        for name, (loss, elementary) in retained.items():
            table[name + suffix] = (
                lambda l=layout, c=loss, e=elementary: Retained(workload, l, c, e), False)
        table["forward over reverse" + suffix] = (lambda l=layout: Forward(workload, l), False)
        table["functorch" + suffix] = (lambda l=layout: Functorch(workload, l), False)
    if n > LARGE:
        for piece in (500, 250):
            table[f"double backward one-hot addmm in {piece}s"] = (
                lambda p=piece: Retained(workload, "addmm", networks.one_hot_loss, False, p), False)
    return table


def of_many_images(workload):
    """Retained products of a residual network over more images than the caches hold: in pieces, and with the pieces that won for fewer."""
    table = {}
    for words, layout, elementary, piece in (
        ("elementary in 128s", "default", True, 128),
        ("elementary in 32s", "default", True, 32),
        ("one-hot in 32s", "default", False, 32),
        ("elementary channels_last in 128s", "channels_last", True, 128),
    ):
        table["double backward " + words] = (
            lambda l=layout, e=elementary, p=piece: Retained(workload, l, networks.one_hot_loss, e, p))
    return table


def cheapest(workload):
    """The products that have been found fastest, for whatever is built on products."""
    if workload.settings["network"]["kind"] == "resnet20":
        return {"elementary in 32s": lambda: Retained(workload, "default", networks.one_hot_loss, True, 32)}
    return {
        "one-hot": lambda: Retained(workload, "default", networks.one_hot_loss, False),
        "addmm": lambda: Retained(workload, "addmm", networks.loss, False),
    }


def check(workload):
    product = Retained(workload, loss=networks.loss, elementary=False)
    workload.write("loss", product.loss(product.parameters).reshape(1))
    workload.write("gradient", product.layout.join([sum(parts) for parts in zip(*product.gradients)]))
    product.run(1)
    workload.write("product", product.vector())
