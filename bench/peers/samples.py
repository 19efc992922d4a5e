"""Per-sample gradients of the residual network with frozen batch-norm statistics."""

import torch
import torch.nn.functional as functional

import networks
from exchange import Layout


class Samples:
    """The parts all variants share. The result is one tensor [n, ...] for each parameter."""

    def __init__(self, workload, layout="default", elementary=False):
        self.network = networks.build(workload, layout, elementary)
        self.layout = Layout(workload.settings["parameters"])
        self.parameters = self.layout.split(workload.tensor("theta"), layout == "channels_last")
        self.inputs = self.network.inputs(workload.tensor("inputs"))
        self.labels = workload.labels()
        self.prepare()

    def prepare(self):
        pass

    def reset(self):
        self.result = None

    def vector(self):
        return self.layout.join(self.result)


LARGE = 256


class Loop(Samples):
    """One backward an example."""

    def prepare(self):
        self.parameters = [p.requires_grad_() for p in self.parameters]

    def run(self, repeats):
        n = len(self.labels)
        for _ in range(repeats):
            result = [torch.empty((n,) + tuple(p.shape), dtype=p.dtype) for p in self.parameters]
            for i in range(n):
                value = networks.loss(self.network, self.parameters, self.inputs[i : i + 1], self.labels[i : i + 1])
                for into, gradient in zip(result, torch.autograd.grad(value, self.parameters)):
                    into[i] = gradient
            self.result = result


class Vmap(Samples):
    """functorch: vmap of grad, in chunks."""

    def __init__(self, workload, chunk, layout="default", elementary=False):
        self.chunk = chunk
        super().__init__(workload, layout, elementary)

    def prepare(self):
        import functorch

        self.parameters = tuple(self.parameters)

        def loss(parameters, image, label):
            return networks.loss(self.network, parameters, image.unsqueeze(0), label.unsqueeze(0))

        self.each = functorch.vmap(functorch.grad(loss), in_dims=(None, 0, 0))

    def run(self, repeats):
        for _ in range(repeats):
            # The chunks stay as they are: to join them would cost a copy.
            self.result = [
                self.each(self.parameters, self.inputs[at : at + self.chunk], self.labels[at : at + self.chunk])
                for at in range(0, len(self.labels), self.chunk)
            ]

    def vector(self):
        return torch.cat([self.layout.join(part) for part in self.result])


class Recorded(networks.ResNet):
    """Keeps each layer's input and hands out each layer's output, so that hooks can be avoided."""

    def start(self):
        self.seen, self.made = [], []

    def convolve(self, hidden, weight, stride, index):
        output = functional.conv2d(hidden, weight, None, stride, 1)
        self.seen.append((hidden, stride))
        self.made.append(output)
        return output

    def normalise(self, hidden, scale, shift, index):
        output = super().normalise(hidden, scale, shift, index)
        self.made.append(output)
        return output

    def classify(self, hidden, weight, bias):
        output = functional.linear(hidden, weight, bias)
        self.seen.append((hidden, 1))
        self.made.append(output)
        return output


class Unfold(Samples):
    """One batch backward to every layer's output; then, a layer at a time, unfolded inputs times output gradients."""

    def __init__(self, workload, product, layout="default"):
        self.product = product
        self.statistics = networks.frozen(workload, workload.settings["network"])
        super().__init__(workload, layout)
        self.network = Recorded(workload.settings["network"], self.statistics, layout == "channels_last")

    def run(self, repeats):
        network = self.network
        for _ in range(repeats):
            network.start()
            parameters = [p.requires_grad_() for p in self.parameters]
            value = functional.cross_entropy(network(parameters, self.inputs), self.labels, reduction="sum")
            slopes = torch.autograd.grad(value, network.made)
            with torch.no_grad():
                self.result = self.assemble(network.seen, network.made, slopes)

    def assemble(self, seen, made, slopes):
        result, n = [], len(self.labels)
        for index in range(len(self.statistics)):
            hidden, stride = seen[index]
            output, to_output, to_normal = made[2 * index], slopes[2 * index], slopes[2 * index + 1]
            patches = functional.unfold(hidden, 3, padding=1, stride=stride)
            flat = to_output.reshape(n, to_output.shape[1], -1)
            if self.product == "bmm":
                weight = torch.bmm(flat, patches.transpose(1, 2))
            else:
                weight = torch.einsum("nol,nkl->nok", flat, patches)
            result.append(weight.reshape(n, to_output.shape[1], hidden.shape[1], 3, 3))
            mean, variance = self.statistics[index]
            centred = (output - mean[:, None, None]) * torch.rsqrt(variance + self.network.epsilon)[:, None, None]
            result.append((to_normal * centred).sum((2, 3)))
            result.append(to_normal.sum((2, 3)))
        hidden, slope = seen[-1][0], slopes[-1]
        result.append(slope.unsqueeze(2) * hidden.unsqueeze(1))
        result.append(slope.clone())
        return result


def variants(workload):
    n = len(workload.labels())
    if n > LARGE:
        return {
            f"vmap{words} in {chunk}s": (lambda c=chunk, e=elementary: Vmap(workload, c, elementary=e), False)
            for chunk in (32, 64, 128)
            for words, elementary in (("", False), (" elementary", True))
        }
    table = {
        "vmap": (lambda: Vmap(workload, n), False),
        "vmap channels_last": (lambda: Vmap(workload, n, "channels_last"), False),
        "vmap elementary": (lambda: Vmap(workload, n, elementary=True), False),
        "unfold einsum": (lambda: Unfold(workload, "einsum"), False),
        "unfold bmm": (lambda: Unfold(workload, "bmm"), False),
        "unfold bmm channels_last": (lambda: Unfold(workload, "bmm", "channels_last"), False),
        "loop": (lambda: Loop(workload), False),
        "loop channels_last": (lambda: Loop(workload, "channels_last"), False),
    }
    for chunk in (8, 32):
        if chunk < n:
            table[f"vmap in {chunk}s"] = (lambda c=chunk: Vmap(workload, c), False)
    return table


def agreement(first, second, precise):
    """Whether two computations of the same gradients differ by no more than rounding.

    In float32 a rectifier within rounding of zero may open in one of them only. That is rare, about one example in twenty on 512
    images, and moves that example's gradient by 1e-4 to 1e-2 of its norm; float64 shows the same distance from either. The others
    agree to 1e-6, so that three quarters of them are held to rounding and all together to what the two sides are held to.
    """
    whole = float((second - first).norm() / first.norm())
    if precise:
        return whole < 1e-11, f"relative difference {whole:.1e}"
    each = ((second - first).norm(dim=1) / first.norm(dim=1)).sort().values
    quarter = float(each[3 * (len(each) - 1) // 4])
    return quarter < 1e-5 and whole < 5e-2, f"relative difference {whole:.1e}, of the three quarters that agree best {quarter:.1e}"


def check(workload):
    samples = Loop(workload)
    samples.run(1)
    first = samples.vector()
    workload.write("samples", first)
    for other in (Vmap(workload, min(LARGE, len(first))), Unfold(workload, "bmm"), Unfold(workload, "einsum")):
        other.run(1)
        fine, words = agreement(first, other.vector(), workload.type == torch.float64)
        if not fine:
            raise ArithmeticError(f"{type(other).__name__} disagrees with the loop: {words}")
