"""SGD on many diagonal linear networks at once, x -> <u*u - v*v, x>, one example a step and network: NumPy and torch, batched."""

import numpy
import torch


class Steps:
    """The start, the examples, and the draws, which are made beforehand and used again and again."""

    def __init__(self, workload):
        settings = workload.settings
        self.type = numpy.dtype(settings["precision"])
        self.rate, self.alpha = settings["learningRate"], settings["alpha"]
        rows, truth = workload.array("rows"), workload.array("truth")
        self.networks, self.examples, self.inputs = rows.shape
        self.targets = numpy.einsum("kij,kj->ki", rows, truth).astype(self.type)
        self.rows = rows.astype(self.type)
        drawn = workload.array("drawn").astype(numpy.int64)
        # Indices into the examples of all networks, one after the other.
        self.drawn = list(drawn + self.examples * numpy.arange(self.networks))
        self.flat, self.flat_targets = self.rows.reshape(-1, self.inputs), self.targets.reshape(-1)
        self.reset()

    def reset(self):
        shape = (self.networks, self.inputs)
        self.u, self.v = numpy.full(shape, self.alpha, self.type), numpy.full(shape, self.alpha, self.type)


class Plain(Steps):
    def run(self, repeats):
        u, v, rows, targets, drawn, rate = self.u, self.v, self.flat, self.flat_targets, self.drawn, self.rate
        steps = len(drawn)
        for t in range(repeats):
            index = drawn[t % steps]
            x = rows[index]
            e = numpy.einsum("kj,kj->k", u * u - v * v, x) - targets[index]
            x = x * (rate * e)[:, None]
            u -= u * x
            v += v * x


class Kept(Steps):
    """Every array is kept; (u - v)(u + v) saves a product."""

    def __init__(self, workload, contract="einsum"):
        super().__init__(workload)
        self.contract = contract
        shape = (self.networks, self.inputs)
        self.x, self.sum, self.difference = (numpy.empty(shape, self.type) for _ in range(3))
        self.e = numpy.empty(self.networks, self.type)

    def run(self, repeats):
        u, v, rows, targets, drawn, rate = self.u, self.v, self.flat, self.flat_targets, self.drawn, self.type.type(self.rate)
        x, total, difference, e = self.x, self.sum, self.difference, self.e
        steps, by_matrix = len(drawn), self.contract == "matmul"
        column, left, right = e[:, None], total[:, None, :], x[:, :, None]
        block = e[:, None, None]
        for t in range(repeats):
            index = drawn[t % steps]
            rows.take(index, axis=0, out=x, mode="clip")
            numpy.add(u, v, out=total)
            numpy.subtract(u, v, out=difference)
            total *= difference
            if by_matrix:
                numpy.matmul(left, right, out=block)
            else:
                numpy.einsum("kj,kj->k", total, x, out=e)
            e -= targets[index]
            e *= rate
            x *= column
            numpy.multiply(u, x, out=total)
            u -= total
            x *= v
            v += x


class Torch(Steps):
    def reset(self):
        shape, kind = (self.networks, self.inputs), getattr(torch, self.type.name)
        self.u, self.v = torch.full(shape, self.alpha, dtype=kind), torch.full(shape, self.alpha, dtype=kind)
        self.index = [torch.from_numpy(index) for index in self.drawn]
        self.all_rows, self.all_targets = torch.from_numpy(self.flat), torch.from_numpy(self.flat_targets)

    @torch.no_grad()
    def run(self, repeats):
        u, v, rows, targets, drawn, rate = self.u, self.v, self.all_rows, self.all_targets, self.index, self.rate
        steps = len(drawn)
        for t in range(repeats):
            index = drawn[t % steps]
            x = rows.index_select(0, index)
            e = ((u + v) * (u - v) * x).sum(1).sub_(targets.index_select(0, index)).mul_(rate)
            x.mul_(e[:, None])
            u.addcmul_(u, x, value=-1)
            v.addcmul_(v, x)


def variants(workload):
    return {
        "numpy": (lambda: Plain(workload), False),
        "numpy, arrays kept, einsum": (lambda: Kept(workload), False),
        "numpy, arrays kept, matmul": (lambda: Kept(workload, "matmul"), False),
        "torch": (lambda: Torch(workload), False),
    }


def check(workload):
    """The coefficients after the steps that were drawn."""
    first = None
    for name, (make, _) in variants(workload).items():
        each = make()
        each.run(len(each.drawn))
        u, v = (torch.as_tensor(w).double() for w in (each.u, each.v))
        vector = (u - v) * (u + v)
        if first is None:
            first = vector
            workload.write("stepped", vector.reshape(-1).to(workload.type))
        difference = float((vector - first).norm() / first.norm())
        if not difference < (1e-4 if workload.type == torch.float32 else 1e-11):
            raise ArithmeticError(f"variant '{name}' steps elsewhere: relative difference {difference:.1e}")
