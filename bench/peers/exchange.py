"""The folder through which the two sides of a comparison exchange one workload.

``workload.json`` says what to compute; arrays lie beside it as ``.npy``. Both sides use Basin's layouts: the
parameter vector is flat, linear weights are [in][out], convolution weights [kh][kw][in][out], images [n][h][w][c].
"""

import json
import os

import numpy
import torch

TYPES = {"float32": torch.float32, "float64": torch.float64}


class Workload:
    """What ``workload.json`` says, and the arrays beside it."""

    def __init__(self, folder):
        self.folder = folder
        with open(os.path.join(folder, "workload.json"), encoding="utf-8") as file:
            self.settings = json.load(file)
        self.kind = self.settings["workload"]
        self.type = TYPES[self.settings["precision"]]

    def has(self, name):
        return os.path.exists(os.path.join(self.folder, name + ".npy"))

    def array(self, name):
        return numpy.load(os.path.join(self.folder, name + ".npy"), allow_pickle=False)

    def tensor(self, name):
        return torch.from_numpy(self.array(name)).to(self.type)

    def labels(self):
        return torch.from_numpy(self.array("labels").astype(numpy.int64))

    def write(self, name, tensor):
        array = tensor.detach().contiguous().numpy()
        numpy.save(os.path.join(self.folder, "peer-" + name + ".npy"), array)


class Layout:
    """Moves between Basin's flat parameter vector and torch's list of tensors."""

    def __init__(self, parameters, transpose_linear=True):
        self.entries = [(p["name"], p["offset"], tuple(p["shape"])) for p in parameters]
        self.transpose_linear = transpose_linear
        self.length = sum(numpy.prod(shape, dtype=int) for _, _, shape in self.entries)

    def split(self, vector, channels_last=False):
        tensors = []
        for _, offset, shape in self.entries:
            size = int(numpy.prod(shape, dtype=int))
            tensor = self._to_torch(vector[offset : offset + size].reshape(shape)).clone(
                memory_format=torch.contiguous_format
            )
            if channels_last and tensor.dim() == 4:
                tensor = tensor.to(memory_format=torch.channels_last)
            tensors.append(tensor)
        return tensors

    def join(self, tensors):
        """The flat vector; a leading example axis, present on every tensor, stays in front."""
        examples = tensors[0].dim() - len(self.entries[0][2])
        lead = tuple(tensors[0].shape[:examples])
        vector = torch.empty(lead + (self.length,), dtype=tensors[0].dtype)
        for (_, offset, shape), tensor in zip(self.entries, tensors):
            size = int(numpy.prod(shape, dtype=int))
            vector[..., offset : offset + size] = self._from_torch(tensor.detach(), examples).reshape(lead + (size,))
        return vector

    def _to_torch(self, array):
        if array.dim() == 4:
            return array.permute(3, 2, 0, 1)
        return array.t() if array.dim() == 2 and self.transpose_linear else array

    def _from_torch(self, tensor, lead):
        if tensor.dim() - lead == 4:
            axes = [lead + axis for axis in (2, 3, 1, 0)]
            return tensor.permute(*range(lead), *axes)
        if tensor.dim() - lead == 2 and self.transpose_linear:
            return tensor.transpose(-1, -2)
        return tensor
