"""Training of the detectors with anchors, and their ONNX files."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from anchored import STRIDES, Detector, anchors_of, folded
from cells import Smear, colour_jitter, normalized, placed, planes, turned
from loop import descend
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset

HALF = (240, 320)  # what the backbone sees of 480 x 640 pixels


class Stream(IterableDataset):
    """Endless batches at half size: images N x 3 x 240 x 320, and each one's boxes (in pixels of the whole size) and labels."""

    def __init__(self, smears: list[Smear], seed: int, batch: int):
        self.smears, self.seed, self.batch = smears, seed, batch
        self.halves = F.avg_pool2d(planes(smears).float() / 255, 2)

    def __iter__(self):
        torch.set_num_threads(1)
        random = torch.Generator().manual_seed(self.seed)

        def uniform(low: float, high: float) -> float:
            return float(torch.rand((), generator=random)) * (high - low) + low

        order: list[int] = []
        while True:
            images, targets = [], []
            for _ in range(self.batch):
                order = order or torch.randperm(len(self.smears), generator=random).tolist()
                index = order.pop()
                smear = self.smears[index]
                image, boxes = turned(
                    self.halves[index], torch.from_numpy(smear.boxes) / 2, int(torch.randint(8, (), generator=random))
                )
                scale = float(np.exp(uniform(-0.25, 0.3)))
                free = [HALF[1] - scale * image.shape[2], HALF[0] - scale * image.shape[1]]
                shift = tuple(uniform(min(0.0, side), max(0.0, side)) for side in free)
                image, boxes, stay = placed(image, boxes, scale, shift, HALF)
                images.append(image)
                targets.append((2 * boxes[stay], torch.from_numpy(smear.labels)[stay]))
            yield colour_jitter(torch.stack(images), random), targets


def train(
    net: Detector,
    smears: list[Smear],
    loss_of: Callable[[Tensor, Tensor, list], Tensor],
    *,
    seed: int,
    steps: int,
    batch: int,
    rate: float,
    watch: Callable[[Detector], str] | None = None,
) -> Detector:
    """@param loss_of: of scores, deltas and targets of a batch @returns the moving average of the weights"""
    stream = iter(DataLoader(Stream(smears, seed, batch), batch_size=None, num_workers=1, prefetch_factor=8))

    def loss() -> Tensor:
        images, targets = next(stream)
        return loss_of(*net.on_half(normalized(images * 255).contiguous(memory_format=torch.channels_last)), targets)

    return descend(net, loss, steps=steps, rate=rate, decay=0.02, watch=watch)


@torch.no_grad()
def run(net: Detector, smears: list[Smear]) -> list[tuple[Tensor, Tensor, Tensor]]:
    """Scores, deltas and anchors of each image, from the very pixels that the app has."""
    results = []
    for smear in smears:
        pixels = torch.from_numpy(smear.pixels.copy()).permute(2, 0, 1)[None]
        scores, deltas = net.on_half(F.avg_pool2d(normalized(pixels), 2))
        results.append((scores[0], deltas[0], anchors_of(net.anchors, *smear.pixels.shape[:2])))
    return results


def to_onnx(net: Detector, names: tuple[str, str]) -> onnx.ModelProto:
    """@param names: of scores and boxes, the stride follows"""
    exported = io.BytesIO()
    net = folded(copy.deepcopy(net).eval())
    outputs = [f"{name}_{stride}" for stride in STRIDES for name in names]
    sizes = {2: "height", 3: "width"}
    maps = {output: {0: "batch", 2: f"rows_{output}", 3: f"columns_{output}"} for output in outputs}
    torch.onnx.export(
        net,
        (torch.zeros(1, 3, 480, 640),),
        exported,
        input_names=["image"],
        output_names=outputs,
        dynamic_axes={"image": {0: "batch", **sizes}, **maps},
        opset_version=17,
        dynamo=False,
    )
    return onnx.load_model_from_string(exported.getvalue())
