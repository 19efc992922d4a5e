"""Hessian-vector products at a fixed point."""

import torch
import torch.autograd.forward_ad as forward_ad

import networks
from exchange import Layout


class Product:
    """The parts all variants share."""

    def __init__(self, workload, layout="default", loss=networks.elementary_loss, elementary=True):
        self.network = networks.build(workload, layout, elementary)
        self.layout = Layout(workload.settings["parameters"], layout != "addmm")
        channels_last = layout == "channels_last"
        self.parameters = [
            p.requires_grad_() for p in self.layout.split(workload.tensor("theta"), channels_last)]
        self.direction = self.layout.split(workload.tensor("direction"), channels_last)
        self.inputs = self.network.inputs(workload.tensor("inputs"))
        self.labels = workload.labels()
        self.targets = self.labels
        if loss is not networks.loss:
            self.targets = torch.nn.functional.one_hot(self.labels, workload.settings["classes"]).to(workload.type)
        self.criterion = loss
        self.prepare()

    def prepare(self):
        pass

    def reset(self):
        pass

    def loss(self, parameters):
        return self.criterion(self.network, parameters, self.inputs, self.targets)

    def vector(self):
        return self.layout.join(self.product)


class Retained(Product):
    """Double backward on a graph built once: the cheapest product torch has at a fixed point."""

    def prepare(self):
        self.gradient = torch.autograd.grad(self.loss(self.parameters), self.parameters, create_graph=True)

    def run(self, repeats):
        for _ in range(repeats):
            self.product = torch.autograd.grad(
                self.gradient, self.parameters, self.direction, retain_graph=True)


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


def variants(workload):
    mlp = workload.settings["network"]["kind"] == "mlp"
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
    return table


def check(workload):
    product = Retained(workload, loss=networks.loss, elementary=False)
    workload.write("loss", product.loss(product.parameters).reshape(1))
    workload.write("gradient", product.layout.join(product.gradient))
    product.run(1)
    workload.write("product", product.vector())
