"""Trains models/lenet-digits: a LeNet that is right at any position of a scene, in both polarities. See README.md."""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import math
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from data import read_clutter, read_mnist
from evaluate import VALIDATION_DIGITS, VALIDATION_TILES, measure, validation
from network import LeNet, to_onnx, write_atomically
from scenes import BACKGROUND, SceneMaker
from torch.utils.data import DataLoader, IterableDataset

POSITIVE = 2.0  # weight of a digit's cell against one of background


class Stream(IterableDataset):
    """Endless batches, drawn in one other process, so that the order depends on the seed alone."""

    def __init__(self, data: Path, seed: int, size: int):
        self.data, self.seed, self.size = data, seed, size

    def __iter__(self):
        torch.set_num_threads(1)
        digits, labels = read_mnist(self.data, "train")
        tiles = read_clutter(self.data, [0, 1, 2])[:VALIDATION_TILES]
        maker = SceneMaker(digits[:VALIDATION_DIGITS], labels[:VALIDATION_DIGITS], tiles, self.seed)
        while True:
            batch = maker.make(self.size)
            yield batch.pixels, batch.label, batch.share, batch.weight


def loss_of(logits, label, share, weight) -> torch.Tensor:
    """Cross-entropy against `share` of the digit and the rest of background, summed over cells, per scene."""
    log = F.log_softmax(logits.float(), 1)
    digit = log.gather(1, label[:, None])[:, 0]
    cell = -POSITIVE * share * digit - (1 - share) * log[:, BACKGROUND]
    return (weight * cell).sum() / len(label)


def train(data: Path, seed: int, steps: int, size: int, rate: float, out: Path) -> LeNet:
    torch.manual_seed(seed)
    net = LeNet().to(memory_format=torch.channels_last)
    optimizer = torch.optim.AdamW(net.parameters(), rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min(1.0, (i + 1) / 300) * (0.5 + 0.5 * math.cos(math.pi * min(i / steps, 1)))
    )
    average = copy.deepcopy(net).eval()
    stream = iter(DataLoader(Stream(data, seed, size), batch_size=None, num_workers=1, prefetch_factor=6))
    start, running = time.time(), 0.0
    for step in range(1, steps + 1):
        pixels, label, share, weight = next(stream)
        x = (pixels.float() / 255).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            logits = net(x)
        loss = loss_of(logits, label, share, weight)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        optimizer.step()
        schedule.step()
        decay = min(0.999, step / (step + 10))
        with torch.no_grad():
            for slow, fast in zip(average.parameters(), net.parameters()):
                slow.lerp_(fast, 1 - decay)
        running += loss.item()
        if step % 500 == 0:
            print(f"{step:6d}  {time.time() - start:6.0f} s  loss {running / 500:.4f}", flush=True)
            running = 0.0
        if step % 4000 == 0 and step < steps:
            write(average, data, seed, out, 10)
    return average


def write(net: LeNet, data: Path, seed: int, out: Path, scenes: int, test: bool = False) -> None:
    """model.onnx and card.json. The metrics are those of the validation split, or of the test data at the very end."""
    parts = (*read_mnist(data, "t10k"), read_clutter(data, [3])) if test else validation(data)
    measured = measure(net, *parts, scenes, seed + 1)
    print("test" if test else "validation", measured, flush=True)
    model = to_onnx(net, {"license": "CC-BY-SA-3.0", "seed": str(seed), "classes": "0..9, background"})
    content = model.SerializeToString()
    metrics = {"split": "MNIST test, CIFAR batch 3" if test else "validation"}
    metrics |= {"mnistAccuracy": measured.pop("mnist"), "mnistInvertedAccuracy": measured.pop("mnistInverted")}
    for name, value in measured.items():
        kind, ink = name.split("/")
        metrics[f"sceneF1{kind.title()}{ink.title()}Ink"] = value
    card = {
        "id": "lenet-digits",
        "title": {"en": "LeNet, handwritten digits", "zh": "LeNet 手写数字"},
        "version": "1.0.0",
        "file": "model.onnx",
        "sha256": hashlib.sha256(content).hexdigest(),
        "license": "CC-BY-SA-3.0",
        "provenance": {
            "data": "MNIST training digits (LeCun, Cortes, Burges; CC BY-SA 3.0), on grey CIFAR-10 images of ConvNetJS "
            "(batches 0 to 2; MIT; Krizhevsky 2009) and on procedural grounds",
            "script": "models/training/lenet_digits.py",
            "seed": seed,
            "metrics": metrics,
        },
        "input": {
            "width": 28,
            "height": 28,
            "color": "gray",
            "scale": 0.00392156862745098,
            "mean": [0],
            "std": [1],
            "polarity": "auto",
        },
        "head": {
            "kind": "classifier",
            "classes": [*map(str, range(10)), "background"],
            "background": BACKGROUND,
            "activation": "softmax",
        },
    }
    write_atomically(out / "model.onnx", content)
    write_atomically(out / "card.json", (json.dumps(card, indent=2, ensure_ascii=False) + "\n").encode())


def main() -> None:
    root = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=root.parent / "shared/data")
    parser.add_argument("--out", type=Path, default=root / "models/lenet-digits")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--batch", type=int, default=64, help="scenes per step")
    parser.add_argument("--rate", type=float, default=2e-3)
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    net = train(arguments.data, arguments.seed, arguments.steps, arguments.batch, arguments.rate, arguments.out)
    write(net, arguments.data, arguments.seed, arguments.out, 100, test=True)


if __name__ == "__main__":
    main()
