"""Trains a small network in torch, and writes it and its data for basin inspect.

    python3 samples/torch/export_mlp.py
    basin inspect spirals.onnx --data spirals.npz --lr 0.1 --batch 32
"""

import math

import numpy
import torch
from torch import nn

torch.manual_seed(1)

# Three arms of a spiral, 400 points each.
classes = torch.arange(3).repeat_interleave(400)
radius = torch.rand(1200)
angle = 4 * radius + classes * 2 * math.pi / 3 + 0.2 * torch.randn(1200)
points = torch.stack([radius * angle.cos(), radius * angle.sin()], dim=1)

network = nn.Sequential(nn.Linear(2, 32), nn.Tanh(), nn.Linear(32, 32), nn.Tanh(), nn.Linear(32, 3))
optimiser = torch.optim.SGD(network.parameters(), lr=0.1)
for epoch in range(100):
    for batch in torch.randperm(1200).split(32):
        optimiser.zero_grad()
        nn.functional.cross_entropy(network(points[batch]), classes[batch]).backward()
        optimiser.step()

accuracy = (network(points).argmax(dim=1) == classes).float().mean()
numpy.savez("spirals.npz", x=points.numpy(), y=classes.numpy())
torch.onnx.export(
    network, points[:2], "spirals.onnx", opset_version=17, input_names=["x"], output_names=["z"],
    dynamic_axes={"x": {0: "n"}, "z": {0: "n"}},
    # Keep every layer as it was trained: nothing folded into its neighbour, nothing renamed or merged.
    training=torch.onnx.TrainingMode.TRAINING, do_constant_folding=False)
print(f"Wrote spirals.onnx and spirals.npz; {accuracy:.1%} of the points are classified rightly.")
