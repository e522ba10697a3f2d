"""Trains models/alexnet-cells: AlexNet, smaller, as a classifier of windows of a blood smear. See README.md."""

from __future__ import annotations

import math

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from anchored import folded
from cards import write_model
from cells import LABELS, Smear, colour_jitter, normalized
from loop import descend
from onnx import TensorProto, helper, numpy_helper
from settings import settings, smears_of, told
from torch import Tensor, nn
from torch.utils.data import DataLoader, IterableDataset
from windows import balanced, ground

WINDOW = 115
CLASSES = ["background", *LABELS]


def convolution(before: int, after: int, kernel: int, *, stride: int = 1, groups: int = 1) -> nn.Sequential:
    """With a BatchNorm while it is trained: afterwards that is a part of the weights."""
    layer = nn.Conv2d(before, after, kernel, stride, groups=groups, bias=False)
    return nn.Sequential(layer, nn.BatchNorm2d(after), nn.ReLU())


def alexnet() -> nn.Sequential:
    """
    Its layers in their order, with smaller kernels and fewer channels. Krizhevsky et al. 2012, section 3.5.
    N x 3 x 115 x 115 to logits N x 4. Nothing is padded: each cell of the map sees what its window shows.
    """
    norm = dict(size=5, alpha=1e-4, beta=0.75, k=2.0)
    return nn.Sequential(
        convolution(3, 48, 7, stride=2), nn.LocalResponseNorm(**norm), nn.MaxPool2d(3, 2),
        convolution(48, 96, 5, groups=2), nn.LocalResponseNorm(**norm), nn.MaxPool2d(3, 2),
        convolution(96, 128, 3),
        convolution(128, 128, 3, groups=2),
        convolution(128, 96, 3, groups=2), nn.MaxPool2d(3, 2),
        nn.Flatten(),
        nn.Dropout(0.5), nn.Linear(2 * 2 * 96, 256), nn.ReLU(),
        nn.Dropout(0.5), nn.Linear(256, 128), nn.ReLU(),
        nn.Linear(128, len(CLASSES)),
    )  # fmt: skip


class Windows(IterableDataset):
    """Endless batches: uint8 windows N x 3 x 115 x 115 and their classes, as many of each."""

    def __init__(self, smears: list[Smear], seed: int, each: int):
        self.smears, self.seed, self.each = smears, seed, each
        self.boxes = [
            [(index, box) for index, smear in enumerate(smears) for box in smear.boxes[smear.labels == label]]
            for label in range(len(LABELS))
        ]
        self.ground = [(index, x, y) for index, smear in enumerate(smears) for x, y in ground(smear, WINDOW)]

    def __iter__(self):
        torch.set_num_threads(1)
        random = np.random.default_rng(self.seed)
        while True:
            windows, classes = [], []
            for kind in range(len(CLASSES)):
                for _ in range(self.each):
                    windows.append(self.on_ground(random) if kind == 0 else self.on_object(random, kind - 1))
                    classes.append(kind)
            yield torch.stack(windows), torch.tensor(classes)

    def on_object(self, random: np.random.Generator, label: int) -> Tensor:
        """Not only around its centre: a map has a cell every 16 pixels, and none that is centred."""
        while True:
            index, box = self.boxes[label][random.integers(len(self.boxes[label]))]
            left, top, right, bottom = box
            reach = [min(12.0, 0.25 * (right - left)), min(12.0, 0.25 * (bottom - top))]
            x, y = (left + right) / 2 + random.uniform(-1, 1) * reach[0], (top + bottom) / 2 + random.uniform(-1, 1) * reach[1]
            window = self.cut(random, index, x, y)
            if window is not None:
                return window

    def on_ground(self, random: np.random.Generator) -> Tensor:
        while True:
            index, x, y = self.ground[random.integers(len(self.ground))]
            window = self.cut(random, index, x + WINDOW / 2, y + WINDOW / 2)
            if window is not None:
                return window

    def cut(self, random: np.random.Generator, index: int, x: float, y: float) -> Tensor | None:
        """A window around a point, somewhat larger or smaller, moved into the image if it need not be moved far."""
        pixels = self.smears[index].pixels
        side = int(round(WINDOW * math.exp(random.uniform(-0.12, 0.12))))
        wanted = [math.floor(at - side / 2 + 0.5) for at in (x, y)]
        place = [max(0, min(at, length - side)) for at, length in zip(wanted, (pixels.shape[1], pixels.shape[0]))]
        if max(abs(a - b) for a, b in zip(place, wanted)) > 10:
            return None
        piece = torch.from_numpy(pixels[place[1] : place[1] + side, place[0] : place[0] + side].copy()).permute(2, 0, 1)
        window = F.interpolate(piece[None].float(), (WINDOW, WINDOW), mode="bilinear", align_corners=False)[0]
        window = torch.rot90(window, int(random.integers(4)), (1, 2))
        return window.flip(2) if random.integers(2) else window


@torch.no_grad()
def accuracy(net: nn.Module, smears: list[Smear]) -> dict[str, float]:
    chosen = balanced(smears, WINDOW, len(CLASSES))
    right = np.zeros(len(CLASSES))
    for start in range(0, len(chosen), 64):
        batch = chosen[start : start + 64]
        pixels = np.stack([smears[index].pixels[y : y + WINDOW, x : x + WINDOW] for index, x, y, _ in batch])
        said = net(normalized(torch.from_numpy(pixels).permute(0, 3, 1, 2))).argmax(1).numpy()
        for (*_, kind), answer in zip(batch, said):
            right[kind] += kind == answer
    each = len(chosen) / len(CLASSES)
    shares = {name: round(float(count) / each, 4) for name, count in zip(CLASSES, right)}
    return {"windowAccuracy": round(float(right.sum()) / len(chosen), 4), **shares}


def to_onnx(net: nn.Sequential) -> onnx.ModelProto:
    """Layer by layer: LRN and Flatten stay what they are."""
    nodes, weights, source = [], [], "image"

    def add(operator: str, parameters: list[Tensor], **attributes: object) -> None:
        nonlocal source
        name = f"{operator.lower()}{1 + sum(node.op_type == operator for node in nodes)}"
        names = [f"{name}.{part}" for part, _ in zip(("weight", "bias"), parameters)]
        weights.extend(numpy_helper.from_array(value.detach().numpy(), own) for value, own in zip(parameters, names))
        nodes.append(helper.make_node(operator, [source, *names], [f"{name}.out"], name=name, **attributes))
        source = f"{name}.out"

    for layer in folded(net.eval()).modules():
        match layer:
            case nn.Conv2d():
                add("Conv", [layer.weight, layer.bias], kernel_shape=list(layer.kernel_size), strides=list(layer.stride), group=layer.groups)
            case nn.ReLU():
                add("Relu", [])
            case nn.LocalResponseNorm():
                add("LRN", [], size=layer.size, alpha=layer.alpha, beta=layer.beta, bias=layer.k)
            case nn.MaxPool2d():
                add("MaxPool", [], kernel_shape=[layer.kernel_size] * 2, strides=[layer.stride] * 2)
            case nn.Flatten():
                add("Flatten", [], axis=1)
            case nn.Linear():
                add("Gemm", [layer.weight, layer.bias], transB=1)
    nodes[-1].output[0] = "logits"
    graph = helper.make_graph(
        nodes,
        "alexnet-cells",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["batch", 3, WINDOW, WINDOW])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", len(CLASSES)])],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model, full_check=True)
    return model


def main() -> None:
    arguments = settings(__doc__, "alexnet-cells", steps=3000, rate=1.5e-3, more={"each": (12, "windows of each class in a batch")})
    smears, val = smears_of(arguments)
    windows = Windows(smears, arguments.seed, arguments.each)
    stream = iter(DataLoader(windows, batch_size=None, num_workers=1, prefetch_factor=8))
    random = torch.Generator().manual_seed(arguments.seed)
    net = alexnet().to(memory_format=torch.channels_last)

    def loss_of() -> Tensor:
        images, classes = next(stream)
        images = normalized(255 * colour_jitter(images / 255, random)).contiguous(memory_format=torch.channels_last)
        return F.cross_entropy(net(images), classes, label_smoothing=0.05)

    watch = (lambda average: accuracy(average, val)) if val else None
    net = descend(net, loss_of, steps=arguments.steps, rate=arguments.rate, decay=0.02, watch=watch)
    metrics = told(arguments)
    if val:
        measured = accuracy(net, val)
        print("val", measured, flush=True)
        metrics |= {f"val{name[0].upper()}{name[1:]}": value for name, value in measured.items()}
    write_model(
        arguments.out,
        to_onnx(net),
        title={"en": "AlexNet, blood cells", "zh": "AlexNet 血细胞"},
        script="alexnet_cells.py",
        split=arguments.split,
        seed=arguments.seed,
        metrics=metrics,
        size=(WINDOW, WINDOW),
        head={"kind": "classifier", "classes": CLASSES, "background": 0, "activation": "softmax"},
    )


if __name__ == "__main__":
    main()
