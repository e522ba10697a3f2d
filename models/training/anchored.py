"""What SSD and RPN have in common: a small backbone on the image at half its size, maps at strides 16 and 32, anchors, loss."""

from __future__ import annotations

import torch
import torch.nn as nn
import torch.nn.functional as F
from boxes import decode, encode, iou, suppressed
from torch import Tensor

STRIDES = (16, 32)


def block(before: int, after: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(before, after, 3, stride, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU(inplace=True)
    )


class Detector(nn.Module):
    """
    Input: N x 3 x height x width. Of each stride the scores N x anchors·classes x rows x columns and the deltas
    N x anchors·4 x rows x columns; the anchors of a cell one after the other.
    Cells look at 142 and 270 pixels of the image.
    """

    def __init__(self, anchors: tuple[list, list], classes: int, width: int = 96):
        super().__init__()
        self.anchors, self.classes = anchors, classes
        self.stem = nn.Sequential(block(3, 32, 2), block(32, 64, 2), block(64, 64))
        self.fine = nn.Sequential(block(64, width, 2), block(width, width), block(width, width), block(width, width))
        self.coarse = nn.Sequential(block(width, 128, 2), block(128, 128), block(128, 128))
        self.heads = nn.ModuleList()
        for channels, shapes in zip((width, 128), anchors):
            head = nn.ModuleList([nn.Conv2d(channels, len(shapes) * classes, 3, 1, 1), nn.Conv2d(channels, len(shapes) * 4, 3, 1, 1)])
            for convolution in head:
                nn.init.normal_(convolution.weight, std=0.01)
                nn.init.zeros_(convolution.bias)
            self.heads.append(head)

    def forward(self, images: Tensor) -> list[Tensor]:
        half = F.avg_pool2d(images, 2)
        fine = self.fine(self.stem(half))
        return [out for level, head in zip((fine, self.coarse(fine)), self.heads) for out in (head[0](level), head[1](level))]

    def on_half(self, halves: Tensor) -> tuple[Tensor, Tensor]:
        """Of images that are at half their size already: all anchors' scores N x all x classes, and deltas N x all x 4."""
        fine = self.fine(self.stem(halves))
        scores, deltas = [], []
        for level, head in zip((fine, self.coarse(fine)), self.heads):
            for out, each, numbers in ((scores, self.classes, head[0](level)), (deltas, 4, head[1](level))):
                count, channels, rows, columns = numbers.shape
                planes = numbers.view(count, channels // each, each, rows, columns)
                out.append(planes.permute(0, 3, 4, 1, 2).reshape(count, -1, each))
        return torch.cat(scores, 1), torch.cat(deltas, 1)


def anchors_of(anchors: tuple[list, list], height: int, width: int) -> Tensor:
    """All anchors of an image as boxes, in the order of `on_half`: level by level, row by row, cell by cell."""
    boxes = []
    for stride, shapes in zip(STRIDES, anchors):
        rows, columns = -(-height // stride), -(-width // stride)
        y, x = torch.meshgrid((torch.arange(rows) + 0.5) * stride, (torch.arange(columns) + 0.5) * stride, indexing="ij")
        centres = torch.stack([x, y], -1).view(rows * columns, 1, 2)
        sides = torch.tensor(shapes).view(1, -1, 2)
        boxes.append(torch.cat([centres - sides / 2, centres + sides / 2], -1).view(-1, 4))
    return torch.cat(boxes)


def assign(boxes: Tensor, anchors: Tensor, positive: float, negative: float) -> Tensor:
    """
    For each anchor the box that it stands for: −1 none, −2 too close to one to count as ground. Each box has its best anchor.
    """
    target = torch.full((len(anchors),), -1, dtype=torch.long)
    if len(boxes) == 0:
        return target
    overlap = iou(anchors, boxes)
    best, which = overlap.max(1)
    target[best >= negative] = -2
    target[best >= positive] = which[best >= positive]
    # Backwards: of two boxes with one best anchor the first one keeps it.
    for box in reversed(range(len(boxes))):
        target[overlap[:, box].argmax()] = box
    return target


def box_loss(deltas: Tensor, wanted: Tensor) -> Tensor:
    return F.smooth_l1_loss(deltas, wanted, reduction="sum", beta=1.0)


def folded(net: nn.Module) -> nn.Module:
    """BatchNorm as a part of the convolution before it, and nothing else changed."""
    for name, child in net.named_children():
        if isinstance(child, nn.Sequential) and len(child) == 3 and isinstance(child[1], nn.BatchNorm2d):
            fused = nn.utils.fusion.fuse_conv_bn_eval(child[0], child[1])
            setattr(net, name, nn.Sequential(fused, child[2]))
        else:
            folded(child)
    return net


def detect(
    scores: Tensor, deltas: Tensor, anchors: Tensor, size: tuple[int, int], *, variances: tuple[float, float], overlap: float, least: float, limit: int
) -> tuple[Tensor, Tensor, Tensor]:
    """
    Boxes, scores and labels of one image (height, width), best first.
    @param scores: probabilities of the labels, all anchors x labels @param overlap: most of two boxes of one label
    """
    boxes = decode(deltas, anchors, variances)
    height, width = size
    boxes = torch.stack([boxes[:, 0].clamp(min=0), boxes[:, 1].clamp(min=0), boxes[:, 2].clamp(max=width), boxes[:, 3].clamp(max=height)], 1)
    inside = (boxes[:, 2:] > boxes[:, :2]).all(1)
    parts = []
    for label in range(scores.shape[1]):
        chosen = (inside & (scores[:, label] >= least)).nonzero()[:, 0]
        kept = chosen[suppressed(boxes[chosen], scores[chosen, label], overlap, limit)]
        parts.append((boxes[kept], scores[kept, label], torch.full((len(kept),), label)))
    found = [torch.cat(part) for part in zip(*parts)]
    order = found[1].argsort(descending=True, stable=True)[:limit]
    return found[0][order], found[1][order], found[2][order]
