"""Every eigenvalue of the Hessian of a small network: the matrix, then LAPACK."""

import torch

import networks
import products


class Rows(products.Retained):
    """The Hessian on a retained graph, so many rows at a time (1: a backward each; more: vectorised)."""

    def __init__(self, workload, layout, at_once):
        self.at_once = at_once
        super().__init__(workload, layout, networks.one_hot_loss, False)

    def prepare(self):
        super().prepare()
        self.flat_gradient = torch.cat([g.reshape(-1) for g in self.gradients[0]])
        self.units = torch.eye(self.length, dtype=self.flat_gradient.dtype)

    def run(self, repeats):
        for _ in range(repeats):
            self.values = torch.linalg.eigvalsh(self.hessian())

    def hessian(self):
        rows = []
        for at in range(0, self.length, self.at_once):
            units = self.units[at] if self.at_once == 1 else self.units[at : at + self.at_once]
            parts = torch.autograd.grad(
                self.flat_gradient, self.parameters, units, retain_graph=True, is_grads_batched=self.at_once > 1)
            shape = (-1,) if self.at_once == 1 else (len(units), -1)
            rows.append(torch.cat([part.reshape(shape) for part in parts], dim=-1))
        return torch.stack(rows) if self.at_once == 1 else torch.cat(rows)


class Functorch(products.Product):
    """functorch: the Jacobian, forward or reverse, of the gradient."""

    def __init__(self, workload, outer):
        self.outer = outer
        super().__init__(workload, "addmm", networks.elementary_loss, False)

    def prepare(self):
        import functorch

        shapes = [p.shape for p in self.parameters]

        def loss(theta):
            parts = torch.split(theta, [shape.numel() for shape in shapes])
            return self.loss([part.view(shape) for part, shape in zip(parts, shapes)])

        self.theta = torch.cat([p.detach().reshape(-1) for p in self.parameters])
        self.matrix = getattr(functorch, self.outer)(functorch.grad(loss))

    def run(self, repeats):
        for _ in range(repeats):
            self.values = torch.linalg.eigvalsh(self.matrix(self.theta))


def variants(workload):
    table = {"rows by double backward addmm": (lambda: Rows(workload, "addmm", 1), False)}
    for at_once in (32, 128, 1024):
        table[f"{at_once} rows by double backward addmm"] = (lambda a=at_once: Rows(workload, "addmm", a), False)
    for outer in ("jacrev", "jacfwd"):
        table[f"functorch {outer} of grad"] = (lambda o=outer: Functorch(workload, o), False)
    return table


def check(workload):
    spectrum = Rows(workload, "default", 1)
    spectrum.run(1)
    workload.write("spectrum", spectrum.values)
