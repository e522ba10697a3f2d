"""Trains models/pnet-cells: MTCNN's proposal network for blood cells, over an image pyramid. See README.md."""

from __future__ import annotations

import argparse
import io
import math

import numpy as np
import onnx
import torch
import torch.nn as nn
import torch.nn.functional as F
from boxes import Found, iou, recall_at, suppressed
from cards import write_model
from cells import LABELS, Smear, colour_jitter, normalized, planes, turned
from loop import descend
from settings import settings, smears_of, told
from torch import Tensor

WINDOW, STRIDE = 12, 2
SMALLEST, LARGEST, FACTOR = 26.0, 260.0, 0.75
NMS = {"scale": 0.5, "all": 0.5}
PROPOSALS = 100
THRESHOLD = 0.1


class PNet(nn.Module):
    """
    PNet's layers, twice as wide and more: 3×3, PReLU, pool, 3×3, PReLU, 3×3, PReLU, and three siblings 1×1. Zhang et al. 2016, figure 2.
    The third one tells the kind of cell where MTCNN has landmarks. Input N x 3 x height x width at 12 pixels a window.
    """

    def __init__(self, widths: tuple[int, int, int] = (24, 40, 64)):
        super().__init__()
        first, second, third = widths
        self.body = nn.Sequential(
            nn.Conv2d(3, first, 3), nn.PReLU(first), nn.MaxPool2d(2, 2),
            nn.Conv2d(first, second, 3), nn.PReLU(second),
            nn.Conv2d(second, third, 3), nn.PReLU(third),
        )  # fmt: skip
        self.cell, self.boxes, self.kind = nn.Conv2d(third, 2, 1), nn.Conv2d(third, 4, 1), nn.Conv2d(third, len(LABELS), 1)

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        features = self.body(images)
        return self.cell(features), self.boxes(features), self.kind(features)


class Classifier(nn.Module):
    """The network on one window: three vectors."""

    def __init__(self, net: PNet):
        super().__init__()
        self.net = net

    def forward(self, window: Tensor) -> tuple[Tensor, ...]:
        return tuple(output.flatten(1) for output in self.net(window))


def scales_of(height: int, width: int) -> list[float]:
    scales, scale = [], WINDOW / SMALLEST
    while scale >= max(WINDOW / height, WINDOW / width):
        scales.append(scale)
        if WINDOW / scale >= LARGEST:
            break
        scale *= FACTOR
    return scales


def shrunk(images: Tensor, scale: float) -> Tensor:
    """N x 3 x height x width by the mean of the area that each pixel covers, which is what the app does."""
    height, width = (math.ceil(side * scale) for side in images.shape[2:])

    def weights(before: int, after: int) -> Tensor:
        edges = torch.arange(after + 1, dtype=torch.float64) * before / after
        first = torch.arange(before, dtype=torch.float64)
        covered = torch.minimum(edges[1:, None], first + 1) - torch.maximum(edges[:-1, None], first)
        return (covered.clamp(min=0) * after / before).float()

    return weights(images.shape[2], height) @ images @ weights(images.shape[3], width).T


def windows_of(rows: int, columns: int, scale: float) -> Tensor:
    """rows·columns x 4, as the app has them: pixels counted from 1 and cut to whole ones, both borders included."""
    y, x = torch.meshgrid(torch.arange(rows) * STRIDE, torch.arange(columns) * STRIDE, indexing="ij")
    corners = torch.stack([x + 1, y + 1, x + WINDOW, y + WINDOW], -1).view(-1, 4)
    return (corners / scale).trunc()


def filled(boxes: Tensor, height: int, width: int) -> Tensor:
    """The square window that is to find each box: as large as its longer side, on the image, over what the border cut off."""
    sides = (boxes[:, 2:] - boxes[:, :2]).max(1).values.clamp(max=float(min(height, width)))
    centre = (boxes[:, :2] + boxes[:, 2:]) / 2
    corner = centre - sides[:, None] / 2
    corner = torch.stack([corner[:, 0].clamp(min=0), corner[:, 1].clamp(min=0)], 1)
    corner = torch.minimum(corner, torch.tensor([width, height]) - sides[:, None])
    return torch.cat([corner, corner + sides[:, None]], 1)


def loss_at(net: PNet, images: Tensor, targets: list, scale: float, size: tuple[int, int]) -> tuple[Tensor, int]:
    """Of one scale of a batch: the harder ones of the cells' classes, boxes, and kinds. Zhang et al. 2016, section II C."""
    cell, moves, kinds = net(normalized(255 * images))
    rows, columns = cell.shape[2:]
    windows = windows_of(rows, columns, scale)
    side = WINDOW / scale
    total, positives = cell.new_zeros(()), 0
    for index, (boxes, labels) in enumerate(targets):
        own, move, kind = (output[index].flatten(1).T for output in (cell, moves, kinds))
        overlap = iou(windows, filled(boxes, *size)) if len(boxes) else torch.zeros(len(windows), 1)
        # A window may be right by its own measure or by the box's: the better one counts.
        if len(boxes):
            overlap = torch.maximum(overlap, iou(windows, boxes))
        best, which = overlap.max(1)
        positive, part, ground = (best >= 0.6).nonzero()[:, 0], (best >= 0.45).nonzero()[:, 0], (best < 0.35).nonzero()[:, 0]
        loss = F.cross_entropy(own[positive], torch.ones(len(positive), dtype=torch.long), reduction="sum")
        negatives = F.cross_entropy(own[ground], torch.zeros(len(ground), dtype=torch.long), reduction="none")
        hardest = negatives.topk(min(len(ground), max(3 * len(positive), 12))).values
        total = total + loss + hardest.sum()
        if len(part):
            wanted = (boxes[which[part]] - windows[part]) / side
            total = total + 6 * F.smooth_l1_loss(move[part], wanted, reduction="sum", beta=0.1)
            total = total + 0.3 * F.cross_entropy(kind[part], labels[which[part]], reduction="sum")
        positives += len(positive)
    return total, positives


@torch.no_grad()
def find(net: PNet, smears: list[Smear], least: float = THRESHOLD, overlap: float = NMS["all"], after: bool = True) -> list[Found]:
    found = []
    for smear in smears:
        height, width = smear.pixels.shape[:2]
        image = planes([smear]).float()
        parts = []
        for scale in scales_of(height, width):
            cell, moves, kinds = net(normalized(shrunk(image, scale).round()))
            score = cell.softmax(1)[0, 1].flatten()
            windows = windows_of(*cell.shape[2:], scale)
            chosen = (score >= least).nonzero()[:, 0]
            inclusive = windows[chosen] + torch.tensor([0, 0, 1, 1])
            chosen = chosen[suppressed(inclusive, score[chosen], NMS["scale"])]
            sides = (windows[chosen, 2:] - windows[chosen, :2]).repeat(1, 2)
            boxes = windows[chosen] + moves[0].flatten(1).T[chosen] * sides
            parts.append((boxes, score[chosen], kinds[0].flatten(1).argmax(0)[chosen], windows[chosen] + torch.tensor([0, 0, 1, 1])))
        boxes, score, kind, windows = (torch.cat(part) for part in zip(*parts))
        boxes = torch.stack([boxes[:, 0].clamp(min=0), boxes[:, 1].clamp(min=0), boxes[:, 2].clamp(max=width), boxes[:, 3].clamp(max=height)], 1)
        kept = suppressed(boxes if after else windows, score, overlap, PROPOSALS)
        found.append((boxes[kept].numpy(), score[kept].numpy(), kind[kept].numpy()))
    return found


def train(net: PNet, smears: list[Smear], arguments: argparse.Namespace, val: list[Smear] | None) -> PNet:
    random = torch.Generator().manual_seed(arguments.seed)
    images = planes(smears).float()
    size = tuple(images.shape[2:])
    # Between the scales of the app as well: cells of every size fill a window at some of them.
    scales = [scale * 1.07**shift for scale in scales_of(*size) for shift in (-1, 0, 1)]
    pyramid = [(scale, shrunk(images, scale) / 255) for scale in scales if scale <= 1]

    def loss_of() -> Tensor:
        chosen = torch.randint(len(smears), (arguments.batch,), generator=random).tolist()
        way = int(torch.randint(8, (), generator=random))
        loss, positives = torch.zeros(()), 0
        for index in torch.randperm(len(pyramid), generator=random)[: arguments.scales].tolist():
            scale, shrunken = pyramid[index]
            laid = [turned(shrunken[one], torch.from_numpy(smears[one].boxes) * scale, way) for one in chosen]
            batch = colour_jitter(torch.stack([image for image, _ in laid]), random)
            targets = [(boxes / scale, torch.from_numpy(smears[one].labels)) for one, (_, boxes) in zip(chosen, laid)]
            seen = (size[1], size[0]) if way & 4 else size
            more, count = loss_at(net, batch, targets, scale, seen)
            loss, positives = loss + more, positives + count
        return loss / max(positives, 1)

    watch = (lambda average: recalls(average, val)) if val else None
    return descend(net, loss_of, steps=arguments.steps, rate=arguments.rate, decay=0.005, rise=100, watch=watch)


def recalls(net: PNet, smears: list[Smear], **options) -> dict[str, float]:
    found = find(net, smears, **options)
    counts = {"candidates": round(float(np.mean([len(scores) for _, scores, _ in found])), 1)}
    return counts | {f"recallAt{count}": round(recall_at(found, smears, count), 4) for count in (30, 50, 100)}


def to_onnx(net: PNet) -> onnx.ModelProto:
    exported = io.BytesIO()
    names = ["cell", "boxes", "kind"]
    torch.onnx.export(
        Classifier(net).eval(),
        (torch.zeros(1, 3, WINDOW, WINDOW),),
        exported,
        input_names=["image"],
        output_names=names,
        dynamic_axes={name: {0: "batch"} for name in ["image", *names]},
        opset_version=17,
        dynamo=False,
    )
    return onnx.load_model_from_string(exported.getvalue())


def main() -> None:
    arguments = settings(__doc__, "pnet-cells", steps=3000, rate=2e-3, more={"batch": (8, "images"), "scales": (4, "of the pyramid in each step")})
    smears, val = smears_of(arguments)
    net = train(PNet(), smears, arguments, val)
    metrics = told(arguments)
    if val:
        for least in (0.1, 0.2, 0.3):
            for after in (True, False):
                for overlap in (0.5, 0.6, 0.7):
                    print("val", least, after, overlap, recalls(net, val, least=least, after=after, overlap=overlap), flush=True)
        metrics |= {f"val{key[0].upper()}{key[1:]}": value for key, value in recalls(net, val).items()}
    write_model(
        arguments.out,
        to_onnx(net),
        title={"en": "PNet, blood cells", "zh": "PNet 血细胞"},
        script="pnet_cells.py",
        split=arguments.split,
        seed=arguments.seed,
        metrics=metrics,
        size=(WINDOW, WINDOW),
        head={
            "kind": "pnet",
            "classes": ["background", "cell"],
            "background": 0,
            "activation": "softmax",
            "kinds": LABELS,
            "outputs": {"scores": "cell", "boxes": "boxes", "kinds": "kind"},
            "threshold": THRESHOLD,
            "nms": NMS,
            "nmsAfterRegression": True,
            "pyramid": {"smallest": SMALLEST, "largest": LARGEST, "factor": FACTOR},
            "proposals": PROPOSALS,
            "proposalsPer": {"width": 640, "height": 480},  # the smears that it is made for
        },
    )


if __name__ == "__main__":
    main()
