"""The windows on which a classifier of cells is tested. The same as the app's own: see docs/evaluation.md, window accuracy."""

from __future__ import annotations

import math

import numpy as np
from cells import Smear

MARGIN, GRID = 8, 16


def near(x: np.ndarray, y: np.ndarray, boxes: np.ndarray, margin: float = MARGIN) -> np.ndarray:
    """Whether points lie in a box or closer to one than the margin."""
    left, top, right, bottom = boxes.T
    inside_x = (x[..., None] > left - margin) & (x[..., None] < right + margin)
    inside_y = (y[..., None] > top - margin) & (y[..., None] < bottom + margin)
    return (inside_x & inside_y).any(-1)


def centred(box: np.ndarray, side: int, height: int, width: int) -> tuple[int, int] | None:
    """Corner of the window around a box, moved into the image; none where that is too far."""
    wanted = [math.floor((box[axis] + box[axis + 2]) / 2 - side / 2 + 0.5) for axis in (0, 1)]
    place = [max(0, min(at, length - side)) for at, length in zip(wanted, (width, height))]
    return (place[0], place[1]) if max(abs(a - b) for a, b in zip(place, wanted)) <= MARGIN else None


def ground(smear: Smear, side: int) -> list[tuple[int, int]]:
    """Corners of the windows whose centre lies away from all boxes, row by row."""
    height, width = smear.pixels.shape[:2]
    y, x = np.meshgrid(np.arange(0, height - side + 1, GRID), np.arange(0, width - side + 1, GRID), indexing="ij")
    free = ~near(x + side / 2, y + side / 2, smear.boxes)
    return list(zip(x[free].tolist(), y[free].tolist()))


def balanced(smears: list[Smear], side: int, classes: int) -> list[tuple[int, int, int, int]]:
    """Smear, x, y and class (0: background, label + 1) of as many windows of each class as the rarest one has."""
    found: list[list[tuple[int, int, int, int]]] = [[] for _ in range(classes)]
    for index, smear in enumerate(smears):
        for box, label in zip(smear.boxes, smear.labels):
            corner = centred(box, side, *smear.pixels.shape[:2])
            if corner:
                found[label + 1].append((index, *corner, int(label) + 1))
        found[0] += [(index, x, y, 0) for x, y in ground(smear, side)]
    count = min(len(own) for own in found)
    return [own[len(own) * i // count] for own in found for i in range(count)]
