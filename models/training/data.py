"""Readers of the shared data: MNIST (idx.gz) and the CIFAR-10 images of ConvNetJS (one image per PNG row)."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np
from PIL import Image


def read_idx(path: Path) -> np.ndarray:
    """An idx.gz file as uint8, in the shape its header states."""
    if not path.exists():
        raise SystemExit(f"{path} is missing: pass the folder that holds mnist/ and cifar10-images/ with --data")
    with gzip.open(path, "rb") as file:
        _, dimensions = struct.unpack(">HxB", file.read(4))
        shape = struct.unpack(f">{dimensions}I", file.read(4 * dimensions))
        return np.frombuffer(file.read(), np.uint8).reshape(shape)


def read_mnist(data: Path, part: str) -> tuple[np.ndarray, np.ndarray]:
    """`part` is "train" or "t10k": images N x 28 x 28 and labels N."""
    folder = data / "mnist"
    return read_idx(folder / f"{part}-images-idx3-ubyte.gz"), read_idx(folder / f"{part}-labels-idx1-ubyte.gz")


def read_clutter(data: Path, batches: list[int]) -> np.ndarray:
    """Natural images, N x 32 x 32, grey with the Rec. 601 weights."""
    tiles = []
    for batch in batches:
        rows = np.asarray(Image.open(data / "cifar10-images" / f"cifar10_batch_{batch}.png").convert("RGB"))
        tiles.append(rows.reshape(-1, 32, 32, 3).astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32))
    return np.concatenate(tiles).round().clip(0, 255).astype(np.uint8)
