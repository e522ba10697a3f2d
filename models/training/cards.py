"""A model's folder: model.onnx and the card.json that says what it is."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import onnx
from cells import MEAN, STD
from network import write_atomically

SOURCE = "(cosmicad, akshaylamba, Shenggan; MIT)"
DATA = {
    "train": f"BCCD, 205 blood smears of its train list; settings chosen on the 87 of its val list {SOURCE}",
    "trainval": f"BCCD, 292 blood smears of its train and val lists {SOURCE}",
}


def write_model(
    out: Path,
    model: onnx.ModelProto,
    *,
    title: dict[str, str],
    script: str,
    split: str,
    seed: int,
    metrics: dict[str, float | str],
    size: tuple[int, int],
    head: dict,
) -> None:
    """@param size: width and height of the input"""
    onnx.checker.check_model(model)
    content = model.SerializeToString()
    card = {
        "id": out.name,
        "title": title,
        "version": "1.0.0",
        "file": "model.onnx",
        "sha256": hashlib.sha256(content).hexdigest(),
        "license": "MIT",
        "provenance": {"data": DATA[split], "script": f"models/training/{script}", "seed": seed, "metrics": metrics},
        "input": {
            "width": size[0],
            "height": size[1],
            "color": "rgb",
            "scale": 0.00392156862745098,
            "mean": [MEAN] * 3,
            "std": [STD] * 3,
            "polarity": "auto",
        },
        "head": head,
    }
    out.mkdir(parents=True, exist_ok=True)
    write_atomically(out / "model.onnx", content)
    write_atomically(out / "card.json", (json.dumps(card, indent=2, ensure_ascii=False) + "\n").encode())
