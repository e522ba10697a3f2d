"""Blood cells (BCCD, Pascal VOC annotations): images and boxes, and the ways in which training changes them."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

LABELS = ["RBC", "WBC", "Platelets"]
MEAN, STD = 0.5, 0.25  # of all channels, of pixels in 0…1
GROUND = 0.75  # grey of what lies outside of an image: about that of a smear


@dataclass
class Smear:
    """Pixels height x width x 3, uint8; boxes left, top, right, bottom in pixels; labels as indices of LABELS."""

    pixels: np.ndarray
    boxes: np.ndarray
    labels: np.ndarray


def read_smears(data: Path, split: str) -> list[Smear]:
    """In the order of the list; boxes less than 2 pixels wide or high are left out."""
    folder = data / "bccd"
    names = folder / "ImageSets/Main" / f"{split}.txt"
    if not names.exists():
        raise SystemExit(f"{names} is missing: pass the folder that holds bccd/ with --data")
    return [read_smear(folder, name) for name in names.read_text().split()]


def read_smear(folder: Path, name: str) -> Smear:
    pixels = np.asarray(Image.open(folder / "JPEGImages" / f"{name}.jpg").convert("RGB"))
    boxes, labels = [], []
    for item in ElementTree.parse(folder / "Annotations" / f"{name}.xml").getroot().iter("object"):
        box = [float(item.findtext(f"bndbox/{edge}")) for edge in ("xmin", "ymin", "xmax", "ymax")]
        if box[2] - box[0] >= 2 and box[3] - box[1] >= 2:
            boxes.append(box)
            labels.append(LABELS.index(item.findtext("name")))
    return Smear(pixels, np.array(boxes, np.float32).reshape(-1, 4), np.array(labels, np.int64))


def planes(smears: list[Smear]) -> torch.Tensor:
    """N x 3 x height x width, uint8."""
    return torch.from_numpy(np.stack([smear.pixels for smear in smears])).permute(0, 3, 1, 2).contiguous()


def normalized(pixels: torch.Tensor) -> torch.Tensor:
    """uint8 or 0…255 to what the networks see; the card says the same."""
    return (pixels.float() / 255 - MEAN) / STD


def colour_jitter(images: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """Another lamp and another stain for each image: brightness, contrast, and the balance of the channels; 0…1."""

    def uniform(low: float, high: float, *shape: int) -> torch.Tensor:
        return torch.rand(shape, generator=random) * (high - low) + low

    count = len(images)
    images = images * uniform(0.85, 1.15, count, 1, 1, 1) * uniform(0.92, 1.08, count, 3, 1, 1)
    mean = images.mean((2, 3), keepdim=True)
    return ((images - mean) * uniform(0.75, 1.3, count, 1, 1, 1) + mean + uniform(-0.06, 0.06, count, 1, 1, 1)).clamp(0, 1)


def turned(image: torch.Tensor, boxes: torch.Tensor, way: int) -> tuple[torch.Tensor, torch.Tensor]:
    """One of the eight ways to lay an image (3 x height x width) down, with its boxes."""
    left, top, right, bottom = boxes.unbind(1)
    height, width = image.shape[1:]
    if way & 1:
        image, left, right = image.flip(2), width - right, width - left
    if way & 2:
        image, top, bottom = image.flip(1), height - bottom, height - top
    if way & 4:
        image, left, top, right, bottom = image.transpose(1, 2), top, left, bottom, right
    return image, torch.stack([left, top, right, bottom], 1)


def placed(
    image: torch.Tensor, boxes: torch.Tensor, scale: float, shift: tuple[float, float], size: tuple[int, int]
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """
    The image, scaled and with its corner at `shift`, on a canvas of `size` (height, width).
    Boxes are cut at its border; those of which less than 30 % are left are gone. The third result says which stay.
    """
    height, width = size
    theta = torch.tensor(
        [
            [width / (scale * image.shape[2]), 0, (width - 2 * shift[0]) / (scale * image.shape[2]) - 1],
            [0, height / (scale * image.shape[1]), (height - 2 * shift[1]) / (scale * image.shape[1]) - 1],
        ]
    )
    grid = F.affine_grid(theta[None], [1, 3, height, width], align_corners=False)
    canvas = F.grid_sample(image[None] - GROUND, grid, padding_mode="zeros", align_corners=False)[0] + GROUND
    moved = boxes * scale + torch.tensor([shift[0], shift[1], shift[0], shift[1]])
    cut = torch.stack([moved[:, 0].clamp(min=0), moved[:, 1].clamp(min=0), moved[:, 2].clamp(max=width), moved[:, 3].clamp(max=height)], 1)
    sides = (cut[:, 2:] - cut[:, :2]).clamp(min=0)
    area = (moved[:, 2:] - moved[:, :2]).prod(1)
    stay = (sides.prod(1) >= 0.3 * area) & (sides.min(1).values >= 3)
    return canvas, cut, stay
