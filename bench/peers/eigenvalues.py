"""The largest eigenvalues of the Hessian: scipy's ARPACK over the cheapest products."""

import numpy
import torch
from scipy.sparse.linalg import LinearOperator, eigsh

import products


class Arpack:
    """eigsh to a relative residual; ``subspace`` is the number of Lanczos vectors, None scipy's choice."""

    def __init__(self, workload, product, subspace):
        self.product = product
        self.task = workload.settings["task"]
        self.subspace = subspace
        size = product.length
        self.start = numpy.random.default_rng(1).standard_normal(size).astype(product.numpy_type)
        self.operator = LinearOperator((size, size), matvec=product.multiply, dtype=product.numpy_type)

    def warm(self):
        self.product.multiply(self.start)

    def reset(self):
        pass

    def run(self, repeats):
        for _ in range(repeats):
            self.values = eigsh(
                self.operator, self.task["count"], which="LA", tol=self.task["residual"], ncv=self.subspace,
                v0=self.start, return_eigenvectors=False)


def variants(workload):
    count = workload.settings["task"]["count"]
    table = {}
    for name, make in products.cheapest(workload).items():
        for subspace in (4, 8) if count == 1 else (None, 3 * count):
            words = f"eigsh ncv {subspace or max(2 * count + 1, 20)}, {name}"
            table[words] = (lambda m=make, s=subspace: Arpack(workload, m(), s), False)
    return table


def check(workload):
    first = next(iter(products.cheapest(workload).values()))
    arpack = Arpack(workload, first(), 8 if workload.settings["task"]["count"] == 1 else None)
    arpack.run(1)
    workload.write("eigenvalues", torch.from_numpy(numpy.sort(arpack.values)[::-1].astype(numpy.float64)))
