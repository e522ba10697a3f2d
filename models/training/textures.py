"""Patterns of no photograph: gratings, clouds, checks, blocks, blobs and strokes, for the grounds of training scenes."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F

TEXTURE = 160  # side of a texture


def procedural_textures(count: int, random: np.random.Generator) -> np.ndarray:
    """Gratings, cloud-like noise of several scales, checks, blocks, blobs, and tangles of strokes; count x 160 x 160."""
    result = np.empty((count, TEXTURE, TEXTURE), np.uint8)
    y, x = np.mgrid[0:TEXTURE, 0:TEXTURE].astype(np.float32)
    for index in range(count):
        kind = index % 6
        if kind == 0:  # gratings
            field = sum(
                np.sin((x * np.cos(a) + y * np.sin(a)) * 2 * np.pi / random.uniform(4, 50) + random.uniform(0, 6.3))
                for a in random.uniform(0, np.pi, random.integers(1, 4))
            )
        elif kind == 1:  # clouds
            field = np.zeros((TEXTURE, TEXTURE), np.float32)
            for scale in (2, 4, 8, 16, 32):
                grid = random.normal(size=(TEXTURE // scale, TEXTURE // scale)).astype(np.float32)
                field += enlarge(grid) * scale ** random.uniform(0, 1)
        elif kind == 2:  # checks
            a, b = random.integers(3, 24, 2)
            field = ((x // a).astype(int) + (y // b).astype(int)) % 2 + random.normal(0, 0.1, x.shape)
        elif kind == 3:  # blocks
            a = int(random.integers(4, 40))
            grid = random.random((TEXTURE // a + 1, TEXTURE // a + 1))
            field = np.kron(grid, np.ones((a, a)))[:TEXTURE, :TEXTURE]
        elif kind == 4:  # blobs
            field = np.zeros((TEXTURE, TEXTURE), np.float32)
            for _ in range(random.integers(5, 40)):
                cy, cx, radius = random.uniform(0, TEXTURE), random.uniform(0, TEXTURE), random.uniform(2, 25)
                field += random.uniform(-1, 1) * (np.hypot(y - cy, x - cx) < radius)
        else:  # long strokes
            field = np.zeros((TEXTURE, TEXTURE), np.float32)
            for _ in range(random.integers(3, 14)):
                bend = random.uniform(-20, TEXTURE + 20, (3, 2))
                t = np.linspace(0, 1, 160)[:, None]
                path = (1 - t) ** 2 * bend[0] + 2 * t * (1 - t) * bend[1] + t**2 * bend[2]
                radius, level = random.uniform(0.7, 3), random.uniform(0.3, 1)
                for cy, cx in path:
                    r0, c0 = int(cy) - 4, int(cx) - 4
                    if 0 <= r0 < TEXTURE - 9 and 0 <= c0 < TEXTURE - 9:
                        patch = np.s_[r0 : r0 + 9, c0 : c0 + 9]
                        near = np.clip(radius + 0.5 - np.hypot(y[patch] - cy, x[patch] - cx), 0, 1) * level
                        field[patch] = np.maximum(field[patch], near)
        field = (field - field.min()) / max(float(np.ptp(field)), 1e-6)
        low, high = np.sort(random.uniform(0, 255, 2))
        result[index] = low + field * max(high - low, min(60, 255 - low))
    return result


def enlarge(grid: np.ndarray) -> np.ndarray:
    tensor = torch.from_numpy(grid)[None, None]
    return F.interpolate(tensor, (TEXTURE, TEXTURE), mode="bicubic", align_corners=False)[0, 0].numpy()
