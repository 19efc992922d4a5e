"""SGD steps: autograd with torch.optim, and a hand-written step for comparison."""

import torch

import networks
from exchange import Layout


class AutogradStep:
    """Forward, backward, torch.optim.SGD."""

    def __init__(self, workload, layout="default", foreach=False, traced=False):
        settings = workload.settings
        self.network = networks.build(workload, layout)
        self.layout = Layout(settings["parameters"], layout != "addmm")
        self.theta = workload.tensor("theta")
        self.inputs = self.network.inputs(workload.tensor("inputs"))
        self.labels = workload.labels()
        self.rate = settings["learningRate"]
        self.foreach = foreach
        self.channels_last = layout == "channels_last"
        self.reset()
        if traced:
            network = self.network
            def forward(inputs, *parameters):
                return network(parameters, inputs)
            self.traced = torch.jit.trace(forward, (self.inputs, *[p.detach() for p in self.parameters]))
            self.forward = lambda parameters, inputs: self.traced(inputs, *parameters)
        else:
            self.forward = self.network

    def reset(self):
        self.parameters = [p.requires_grad_() for p in self.layout.split(self.theta, self.channels_last)]
        self.optimiser = torch.optim.SGD(self.parameters, lr=self.rate, foreach=self.foreach)

    def run(self, repeats):
        parameters, inputs, labels, optimiser, forward = (
            self.parameters, self.inputs, self.labels, self.optimiser, self.forward)
        cross_entropy = torch.nn.functional.cross_entropy
        for _ in range(repeats):
            optimiser.zero_grad(set_to_none=True)
            cross_entropy(forward(parameters, inputs), labels).backward()
            optimiser.step()

    def vector(self):
        return self.layout.join(self.parameters)


class HandStep:
    """A two-layer ReLU network differentiated by hand under no_grad, every buffer reused."""

    def __init__(self, workload):
        settings = workload.settings
        self.layout = Layout(settings["parameters"], False)
        self.theta = workload.tensor("theta")
        self.inputs = workload.tensor("inputs")
        self.labels = workload.labels()
        self.rate = settings["learningRate"]
        batch, (_, hidden, classes) = len(self.labels), settings["network"]["widths"]
        self.targets = torch.nn.functional.one_hot(self.labels, classes).to(workload.type)
        self.hidden = torch.empty(batch, hidden, dtype=workload.type)
        self.delta = torch.empty(batch, hidden, dtype=workload.type)
        self.logits = torch.empty(batch, classes, dtype=workload.type)
        self.reset()

    def reset(self):
        self.parameters = self.layout.split(self.theta)

    @torch.no_grad()
    def run(self, repeats):
        w1, b1, w2, b2 = self.parameters
        x, targets, hidden, delta, logits = self.inputs, self.targets, self.hidden, self.delta, self.logits
        xt, ht, w2t = x.t(), hidden.t(), w2.t()
        rate, scale = self.rate, -self.rate / len(self.labels)
        for _ in range(repeats):
            torch.addmm(b1, x, w1, out=hidden).relu_()
            torch.addmm(b2, hidden, w2, out=logits)
            error = logits.softmax(1).sub_(targets)
            torch.mm(error, w2t, out=delta)
            delta.mul_(hidden > 0)
            w2.addmm_(ht, error, alpha=scale)
            b2.add_(error.sum(0), alpha=scale)
            w1.addmm_(xt, delta, alpha=scale)
            b1.add_(delta.sum(0), alpha=scale)

    def vector(self):
        return self.layout.join(self.parameters)


def variants(workload):
    settings = workload.settings["network"]
    if settings["kind"] == "mlp":
        table = {
            "optim": (lambda: AutogradStep(workload), False),
            "optim foreach": (lambda: AutogradStep(workload, foreach=True), False),
            "optim addmm": (lambda: AutogradStep(workload, "addmm"), False),
            "optim traced": (lambda: AutogradStep(workload, traced=True), False),
            "optim traced addmm": (lambda: AutogradStep(workload, "addmm", traced=True), False),
        }
        if len(settings["widths"]) == 3 and settings["activation"] == "relu":
            table["hand-written"] = (lambda: HandStep(workload), True)
        return table
    return {
        "nchw": (lambda: AutogradStep(workload), False),
        "nchw foreach": (lambda: AutogradStep(workload, foreach=True), False),
        "channels_last": (lambda: AutogradStep(workload, "channels_last"), False),
        "channels_last foreach": (lambda: AutogradStep(workload, "channels_last", foreach=True), False),
    }


def check(workload):
    """Loss and gradient at theta, and theta after a few steps."""
    step = AutogradStep(workload)
    value = networks.loss(step.network, step.parameters, step.inputs, step.labels)
    gradient = torch.autograd.grad(value, step.parameters)
    workload.write("loss", value.reshape(1))
    workload.write("gradient", step.layout.join(gradient))
    for name, (make, _) in variants(workload).items():
        each = make()
        each.run(workload.settings["steps"])
        vector = each.vector()
        if name in ("optim", "nchw"):
            workload.write("stepped", vector)
            first = vector
        elif workload.type == torch.float64:
            difference = float((vector - first).norm() / first.norm())
            if not difference < 1e-11:
                raise ArithmeticError(f"variant '{name}' steps elsewhere: relative difference {difference:.1e}")
