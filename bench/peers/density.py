"""The spectral density: Lanczos with full reorthogonalisation by matrix-vector products, written by hand."""

import numpy
import torch
from scipy.linalg import eigh_tridiagonal

import products


class Lanczos:
    """``sweeps`` is how often each new vector is orthogonalised against all."""

    def __init__(self, workload, product, sweeps):
        task = workload.settings["task"]
        self.product, self.sweeps, self.steps = product, sweeps, task["steps"]
        # The product's vectors are in an order of torch's own.
        self.signs = torch.stack([
            torch.cat([product.flat(part) for part in product.layout.split(signs, product.channels_last)]) for signs in workload.tensor("signs")])
        self.basis = torch.empty(self.steps, self.signs.shape[1], dtype=workload.type)

    def warm(self):
        self.product.multiply_tensor(self.signs[0])

    def reset(self):
        pass

    def run(self, repeats):
        for _ in range(repeats):
            self.quadratures = [self.quadrature(signs) for signs in self.signs]

    @torch.no_grad()
    def quadrature(self, start):
        basis, diagonal, off_diagonal = self.basis, [], []
        basis[0] = start / start.norm()
        for j in range(self.steps):
            rest = self.product.multiply_tensor(basis[j])
            alpha = torch.dot(rest, basis[j])
            rest.sub_(basis[j] * alpha)
            if j > 0:
                rest.sub_(basis[j - 1] * off_diagonal[-1])
            known = basis[: j + 1]
            for _ in range(self.sweeps):
                rest.addmv_(known.t(), known.mv(rest), alpha=-1)
            diagonal.append(float(alpha))
            if j + 1 < self.steps:
                beta = float(rest.norm())
                off_diagonal.append(beta)
                torch.mul(rest, 1 / beta, out=basis[j + 1])
        nodes, vectors = eigh_tridiagonal(numpy.array(diagonal), numpy.array(off_diagonal))
        return nodes, vectors[0] ** 2


def variants(workload):
    name, make = next(iter(products.cheapest(workload).items()))
    return {
        f"Lanczos, orthogonalised {words}, {name}": (lambda s=sweeps: Lanczos(workload, make(), s), False)
        for sweeps, words in ((1, "once"), (2, "twice"))
    }


def check(workload):
    first = next(iter(products.cheapest(workload).values()))
    lanczos = Lanczos(workload, first(), 2)
    lanczos.run(1)
    powers = range(1, workload.settings["task"]["moments"] + 1)
    moments = [numpy.mean([(weights * nodes**power).sum() for nodes, weights in lanczos.quadratures]) for power in powers]
    workload.write("moments", torch.tensor(moments, dtype=torch.float64))
