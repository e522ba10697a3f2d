"""Scores a model.onnx: MNIST in both polarities and whole scenes. Scenes are drawn here apart from the training's maker."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from data import read_clutter, read_mnist
from detection import f1, find_peaks, score
from network import LeNet
from onnx import numpy_helper
from PIL import Image

HEIGHT, WIDTH = 384, 512
BACKGROUND = 10
GROUNDS = ("plain", "noise", "clutter")
VALIDATION_DIGITS, VALIDATION_TILES = 55_000, 2_700  # training stops here; the rest selects the model


def ground(kind: str, tiles: np.ndarray, random: np.random.Generator) -> np.ndarray:
    if kind == "plain":
        return np.full((HEIGHT, WIDTH), float(random.integers(0, 140)))
    if kind == "noise":
        if random.random() < 0.5:
            return random.normal(random.uniform(0, 110), random.uniform(10, 40), (HEIGHT, WIDTH)).clip(0, 255)
        return random.uniform(0, random.uniform(60, 255), (HEIGHT, WIDTH))
    if random.random() < 0.6:
        chosen = tiles[random.integers(0, len(tiles), (HEIGHT // 32, WIDTH // 32))]
        field = chosen.transpose(0, 2, 1, 3).reshape(HEIGHT, WIDTH).astype(np.float64)
    else:
        size = int(random.choice([64, 128]))
        enlarged = [
            np.asarray(Image.fromarray(tiles[i]).resize((size, size), Image.Resampling.BICUBIC))
            for i in random.integers(0, len(tiles), HEIGHT // size * (WIDTH // size))
        ]
        grid = np.stack(enlarged).reshape(HEIGHT // size, WIDTH // size, size, size)
        field = grid.transpose(0, 2, 1, 3).reshape(HEIGHT, WIDTH).astype(np.float64)
    return field * random.choice([0.4, 0.6, 0.8])


def make_scene(kind: str, light: bool, digits, labels, tiles, random) -> tuple[np.ndarray, list[tuple]]:
    """A scene in uint8 and its truth (class, x, y)."""
    scene = ground(kind, tiles, random)
    truth: list[tuple] = []
    wanted = int(random.integers(8, 16))
    while len(truth) < wanted:
        x, y = int(random.integers(0, WIDTH - 27)), int(random.integers(0, HEIGHT - 27))
        if any(abs(x - t[1]) < 28 and abs(y - t[2]) < 28 for t in truth):
            continue
        index = int(random.integers(0, len(digits)))
        alpha, patch = digits[index] / 255.0, scene[y : y + 28, x : x + 28]
        patch[:] = patch * (1 - alpha) + 255 * alpha if random.random() < 0.7 else np.maximum(patch, 255 * alpha)
        truth.append((int(labels[index]), x, y))
    scene = scene if light else 255 - scene
    return scene.round().clip(0, 255).astype(np.uint8), truth


def load(path: Path) -> LeNet:
    """The dense layers of the file, as convolutions."""
    weights = {w.name: torch.from_numpy(numpy_helper.to_array(w).copy()) for w in onnx.load(path).graph.initializer}
    second, hidden = len(weights["conv2.bias"]), len(weights["fc1.bias"])
    net = LeNet(len(weights["conv1.bias"]), second, hidden)
    weights["fc1.weight"] = weights["fc1.weight"].view(hidden, second, 4, 4)
    weights["fc2.weight"] = weights["fc2.weight"].view(11, hidden, 1, 1)
    net.load_state_dict(weights)
    return net.eval()


@torch.no_grad()
def accuracy(net: LeNet, digits: np.ndarray, labels: np.ndarray) -> float:
    right = 0
    for start in range(0, len(digits), 1000):
        x = torch.from_numpy(digits[start : start + 1000].astype(np.float32))[:, None] / 255
        right += int((net(x)[:, :, 0, 0].argmax(1).numpy() == labels[start : start + 1000]).sum())
    return right / len(digits)


@torch.no_grad()
def scene_logits(net: LeNet, digits, labels, tiles, count: int, seed: int) -> list[tuple]:
    """`count` scenes per ground and ink: (ground/ink, logits classes x rows x columns, truth)."""
    result = []
    for kind in GROUNDS:
        for light in (True, False):
            random = np.random.default_rng([seed, GROUNDS.index(kind), int(light)])
            for _ in range(count):
                scene, truth = make_scene(kind, light, digits, labels, tiles, random)
                logits = net(torch.from_numpy(scene).float()[None, None] / 255)[0]
                result.append((f"{kind}/{'light' if light else 'dark'}", logits, truth))
    return result


def scene_scores(scenes: list[tuple], shift: float = 0.0) -> dict[str, float]:
    """F1 per ground and ink, with `shift` added to the background's logits."""
    counts: dict[str, np.ndarray] = {}
    for group, logits, truth in scenes:
        moved = logits.clone()
        moved[BACKGROUND] += shift
        found = score(find_peaks(F.softmax(moved, 0).numpy()), truth)
        counts[group] = counts.get(group, 0) + np.array(found)
    return {group: round(f1(found), 4) for group, found in counts.items()}


def validation(data: Path):
    digits, labels = read_mnist(data, "train")
    tiles = read_clutter(data, [0, 1, 2])[VALIDATION_TILES:]
    return digits[VALIDATION_DIGITS:], labels[VALIDATION_DIGITS:], tiles


def measure(net: LeNet, digits, labels, tiles, scenes: int, seed: int) -> dict[str, float]:
    return {
        "mnist": accuracy(net, digits, labels),
        "mnistInverted": accuracy(net, 255 - digits, labels),
        **scene_scores(scene_logits(net, digits, labels, tiles, scenes, seed)),
    }


if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=root.parent / "shared/data")
    parser.add_argument("--model", type=Path, default=root / "models/lenet-digits/model.onnx")
    parser.add_argument("--scenes", type=int, default=40, help="per ground and polarity")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--test", action="store_true", help="MNIST test and CIFAR batch 3 instead of the validation split")
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    if arguments.test:
        parts = (*read_mnist(arguments.data, "t10k"), read_clutter(arguments.data, [3]))
    else:
        parts = validation(arguments.data)
    for name, value in measure(load(arguments.model), *parts, arguments.scenes, arguments.seed).items():
        print(f"{name:16s} {value:.4f}")
