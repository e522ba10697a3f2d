"""LeNet-5 in shape, trained fully convolutionally and written as the classifier it is: Conv, Conv, Flatten, Gemm, Gemm."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from torch import nn

CLASSES = 11


class LeNet(nn.Module):
    """B x 1 x H x W in 0..1 to logits B x 11 x rows x columns; one cell for a 28 x 28 window."""

    def __init__(self, first: int = 32, second: int = 96, hidden: int = 128, dropout: float = 0.0):
        super().__init__()
        self.conv1 = nn.Conv2d(1, first, 5)
        self.conv2 = nn.Conv2d(first, second, 5)
        self.fc1 = nn.Conv2d(second, hidden, 4)
        self.fc2 = nn.Conv2d(hidden, CLASSES, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        # ReLU after the pool is the same as before it, and cheaper.
        x = F.relu(F.max_pool2d(self.conv1(x), 2))
        x = F.relu(F.max_pool2d(self.conv2(x), 2))
        return self.fc2(self.dropout(F.relu(self.fc1(x))))


def widened(start: LeNet, net: LeNet) -> LeNet:
    """`net` with the weights of `start`, a narrower one: it computes what `start` does until its new channels are trained."""
    with torch.no_grad():
        for name, weight in net.state_dict().items():
            old = start.state_dict()[name]
            if name == "fc1.weight":
                weight[:, old.shape[1] :] = 0
                weight[:, : old.shape[1]] = old
            else:
                weight[: len(old)] = old
    return net


def to_onnx(net: LeNet, notes: dict[str, str]) -> onnx.ModelProto:
    """The classifier with its dense layers: input [N,1,28,28] in 0..1, output logits [N,11]."""
    weights = []
    for name, layer in net.named_children():
        if isinstance(layer, nn.Conv2d):
            kernel = layer.weight.detach().float().numpy()
            dense = name.startswith("fc")
            kernel = kernel.reshape(len(kernel), -1) if dense else kernel  # channel, row, column: Flatten's order
            weights.append(numpy_helper.from_array(np.ascontiguousarray(kernel), f"{name}.weight"))
            weights.append(numpy_helper.from_array(layer.bias.detach().float().numpy(), f"{name}.bias"))

    def node(operator: str, name: str, inputs: list[str], output: str, **attributes):
        return helper.make_node(operator, inputs, [output], name=name, **attributes)

    def convolution(name: str, source: str):
        return node("Conv", name, [source, f"{name}.weight", f"{name}.bias"], f"{name}.out", kernel_shape=[5, 5])

    def dense(name: str, source: str, output: str):
        return node("Gemm", name, [source, f"{name}.weight", f"{name}.bias"], output, transB=1)

    nodes = [
        convolution("conv1", "input"),
        node("Relu", "relu1", ["conv1.out"], "relu1.out"),
        node("MaxPool", "pool1", ["relu1.out"], "pool1.out", kernel_shape=[2, 2], strides=[2, 2]),
        convolution("conv2", "pool1.out"),
        node("Relu", "relu2", ["conv2.out"], "relu2.out"),
        node("MaxPool", "pool2", ["relu2.out"], "pool2.out", kernel_shape=[2, 2], strides=[2, 2]),
        node("Flatten", "flatten", ["pool2.out"], "flatten.out", axis=1),
        dense("fc1", "flatten.out", "fc1.out"),
        node("Relu", "relu3", ["fc1.out"], "relu3.out"),
        dense("fc2", "relu3.out", "logits"),
    ]
    graph = helper.make_graph(
        nodes,
        "lenet-digits",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["N", 1, 28, 28])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["N", CLASSES])],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    model.producer_name = "fullconv models/training"
    helper.set_model_props(model, notes)
    onnx.checker.check_model(model, full_check=True)
    return model


def write_atomically(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)
