"""The matrix product of two square matrices."""

import torch


class Multiply:
    def __init__(self, workload):
        self.a, self.b = workload.tensor("a"), workload.tensor("b")
        self.c = torch.empty_like(self.a)

    def reset(self):
        pass

    def run(self, repeats):
        for _ in range(repeats):
            torch.mm(self.a, self.b, out=self.c)


def variants(workload):
    return {"mm": (lambda: Multiply(workload), False)}


def check(workload):
    multiply = Multiply(workload)
    multiply.run(1)
    workload.write("c", multiply.c)
