"""SGD with label noise, one example a step, on f = a . relu(W x): autograd, and steps written by hand in NumPy and torch."""

import numpy
import torch


class Steps:
    """The point, the examples, and the draws of the steps; draws are made beforehand and used again and again."""

    def __init__(self, workload):
        settings = workload.settings
        self.rate, self.shape = settings["learningRate"], (settings["inputs"], settings["width"])
        self.theta = workload.array("theta")
        self.inputs, self.targets = workload.array("inputs"), workload.array("targets")
        self.drawn = [int(i) for i in workload.array("drawn")]
        self.noise = [float(e) for e in workload.array("noise")]
        self.reset()

    def reset(self):
        d, m = self.shape
        self.start(numpy.ascontiguousarray(self.theta[: d * m].reshape(d, m).T), self.theta[d * m :].copy())

    def draws(self, repeats):
        steps = len(self.drawn)
        for k in range(repeats):
            yield self.drawn[k % steps], self.noise[k % steps]

    def vector(self):
        w, a = (numpy.asarray(x.detach() if isinstance(x, torch.Tensor) else x) for x in (self.w, self.a))
        return torch.from_numpy(numpy.concatenate([w.T.ravel(), a]))


class Autograd(Steps):
    def __init__(self, workload, update="optim", traced=False):
        self.update, self.traced = update, traced
        super().__init__(workload)
        self.xs, self.ys = list(torch.from_numpy(self.inputs)), [float(y) for y in self.targets]

    def start(self, w, a):
        self.w, self.a = torch.from_numpy(w).requires_grad_(), torch.from_numpy(a).requires_grad_()
        self.optimiser = torch.optim.SGD([self.w, self.a], lr=self.rate, foreach=self.update == "foreach")
        self.network = lambda w, a, x: torch.dot(a, torch.relu(torch.mv(w, x)))
        if self.traced:
            self.network = torch.jit.trace(self.network, (self.w, self.a, torch.from_numpy(self.inputs[0])))

    def run(self, repeats):
        w, a, network, xs, ys, optimiser, rate = self.w, self.a, self.network, self.xs, self.ys, self.optimiser, self.rate
        by_hand = self.update == "by hand"
        for i, noise in self.draws(repeats):
            loss = 0.5 * (network(w, a, xs[i]) - (ys[i] + noise)).square()
            if by_hand:
                gw, ga = torch.autograd.grad(loss, (w, a))
                with torch.no_grad():
                    w.sub_(gw, alpha=rate)
                    a.sub_(ga, alpha=rate)
            else:
                optimiser.zero_grad(set_to_none=True)
                loss.backward()
                optimiser.step()


class TorchByHand(Steps):
    def __init__(self, workload):
        super().__init__(workload)
        self.xs, self.ys = list(torch.from_numpy(self.inputs)), [float(y) for y in self.targets]

    def start(self, w, a):
        self.w, self.a = torch.from_numpy(w), torch.from_numpy(a)

    @torch.no_grad()
    def run(self, repeats):
        w, a, xs, ys, rate = self.w, self.a, self.xs, self.ys, self.rate
        for i, noise in self.draws(repeats):
            x = xs[i]
            h = torch.mv(w, x).relu_()
            e = float(torch.dot(a, h)) - (ys[i] + noise)
            s = a * (h > 0)
            w.addr_(s, x, alpha=-rate * e)
            a.sub_(h, alpha=rate * e)


class NumpyByHand(Steps):
    def __init__(self, workload, buffers=False):
        self.buffers = buffers
        super().__init__(workload)
        self.xs, self.ys = list(self.inputs), [float(y) for y in self.targets]

    def start(self, w, a):
        self.w, self.a = w, a
        self.outer, self.hidden, self.back = numpy.empty_like(w), numpy.empty_like(a), numpy.empty_like(a)

    def run(self, repeats):
        w, a, xs, ys, rate = self.w, self.a, self.xs, self.ys, self.rate
        if not self.buffers:
            for i, noise in self.draws(repeats):
                x = xs[i]
                z = w @ x
                h = numpy.maximum(z, 0)
                e = a @ h - ys[i] - noise
                s = rate * e * a * (z > 0)
                a -= rate * e * h
                w -= s[:, None] * x
            return
        outer, h, s = self.outer, self.hidden, self.back
        for i, noise in self.draws(repeats):
            x = xs[i]
            numpy.dot(w, x, out=h)
            numpy.maximum(h, 0, out=h)
            e = rate * (a.dot(h) - ys[i] - noise)
            numpy.multiply(a, h > 0, out=s)
            s *= e
            h *= e
            a -= h
            numpy.multiply(s[:, None], x, out=outer)
            w -= outer


def variants(workload):
    return {
        "optim": (lambda: Autograd(workload), False),
        "optim foreach": (lambda: Autograd(workload, "foreach"), False),
        "autograd, update by hand": (lambda: Autograd(workload, "by hand"), False),
        "traced, update by hand": (lambda: Autograd(workload, "by hand", traced=True), False),
        "hand-written": (lambda: TorchByHand(workload), True),
        "numpy": (lambda: NumpyByHand(workload), True),
        "numpy, buffers kept": (lambda: NumpyByHand(workload, buffers=True), True),
    }


def check(workload):
    """The point after the steps that were drawn."""
    first = None
    for name, (make, _) in variants(workload).items():
        each = make()
        each.run(len(each.drawn))
        vector = each.vector()
        if first is None:
            first = vector
            workload.write("stepped", vector)
        difference = float((vector - first).norm() / first.norm())
        if not difference < 1e-11:
            raise ArithmeticError(f"variant '{name}' steps elsewhere: relative difference {difference:.1e}")
