"""The squared norms of per-sample gradients of a fully connected network."""

import torch
import torch.nn.functional as functional

import networks
from exchange import Layout


class Norms:
    """The parts all variants share; ``chunk`` examples go through at a time."""

    def __init__(self, workload, chunk, layout="default"):
        self.network = networks.build(workload, layout)
        self.parameters = Layout(workload.settings["parameters"], layout != "addmm").split(workload.tensor("theta"))
        self.inputs, self.labels = workload.tensor("inputs"), workload.labels()
        self.targets = functional.one_hot(self.labels, workload.settings["classes"]).to(workload.type)
        self.chunks = [slice(at, at + chunk) for at in range(0, len(self.labels), chunk)]
        self.prepare()

    def prepare(self):
        pass

    def reset(self):
        pass

    def run(self, repeats):
        for _ in range(repeats):
            self.result = torch.cat([self.norms(part) for part in self.chunks])


class ByHand(Norms):
    """Forward and backward by hand; ‖x dᵀ‖² = ‖x‖²‖d‖² for every layer."""

    def __init__(self, workload, chunk):
        super().__init__(workload, chunk, "addmm")

    @torch.no_grad()
    def norms(self, part):
        parameters, relu = self.parameters, self.network.activation is torch.relu
        seen = [self.inputs[part]]
        for index in range(0, len(parameters) - 2, 2):
            hidden = torch.addmm(parameters[index + 1], seen[-1], parameters[index])
            seen.append(hidden.relu_() if relu else hidden.tanh_())
        slope = torch.addmm(parameters[-1], seen[-1], parameters[-2]).softmax(1).sub_(self.targets[part])
        total = torch.zeros(len(slope), dtype=slope.dtype)
        for index in range(len(parameters) - 2, -1, -2):
            hidden = seen.pop()
            total.addcmul_(self.squares(hidden).add_(1), self.squares(slope))
            if index > 0:
                slope = slope.mm(parameters[index].t())
                if relu:
                    slope.mul_(hidden > 0)
                else:
                    slope.addcmul_(slope * hidden, hidden, value=-1)
        return total

    @staticmethod
    def squares(rows):
        return torch.linalg.vector_norm(rows, dim=1).square_()


class ByAutograd(Norms):
    """One backward to every layer's output, then the same formula."""

    def norms(self, part):
        parameters, hidden, seen, made = self.parameters, self.inputs[part], [], []
        for index in range(0, len(parameters), 2):
            seen.append(hidden)
            made.append(functional.linear(hidden, parameters[index], parameters[index + 1]))
            if index == 0:
                made[0].requires_grad_()
            hidden = self.network.activation(made[-1])
        value = functional.cross_entropy(made[-1], self.labels[part], reduction="sum")
        slopes = torch.autograd.grad(value, made)
        with torch.no_grad():
            return sum(((x * x).sum(1) + 1) * (d * d).sum(1) for x, d in zip(seen, slopes))


class ByVmap(Norms):
    """functorch: vmap of grad, then the norms of what it stores."""

    def prepare(self):
        import functorch

        def loss(parameters, example, label):
            return networks.loss(self.network, parameters, example.unsqueeze(0), label.unsqueeze(0))

        self.each = functorch.vmap(functorch.grad(loss), in_dims=(None, 0, 0))
        self.parameters = tuple(self.parameters)

    def norms(self, part):
        rows = self.each(self.parameters, self.inputs[part], self.labels[part])
        return sum(gradient.flatten(1).square().sum(1) for gradient in rows)


def variants(workload):
    n = len(workload.labels())
    table = {}
    for chunk in sorted({n, min(500, n), min(250, n)}, reverse=True):
        words = "" if chunk == n else f" in {chunk}s"
        table["outer products by hand" + words] = (lambda c=chunk: ByHand(workload, c), False)
        table["outer products by autograd" + words] = (lambda c=chunk: ByAutograd(workload, c), False)
    table["vmap in 50s"] = (lambda: ByVmap(workload, 50), False)
    return table


def check(workload):
    n = len(workload.labels())
    results = []
    for variant in (ByVmap(workload, min(50, n)), ByHand(workload, n), ByAutograd(workload, n)):
        variant.run(1)
        results.append(variant.result)
    for other in results[1:]:
        difference = float((other - results[0]).norm() / results[0].norm())
        if not difference < (1e-11 if workload.type == torch.float64 else 1e-3):
            raise ArithmeticError(f"{type(variant).__name__} disagrees with vmap: relative difference {difference:.1e}")
    workload.write("norms", results[0])
