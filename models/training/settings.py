"""What all scripts of the cell models ask for, and the smears that they train on."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from cells import Smear, read_smears

Number = float | int


def settings(description: str | None, model: str, *, steps: int, rate: float, more: dict[str, tuple[Number, str]]) -> argparse.Namespace:
    """Seeds PyTorch, too. @param more: further options of the model's own, each with its default and what it is"""
    root = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, default=root.parent / "shared/data")
    parser.add_argument("--out", type=Path, default=root / "models" / model)
    parser.add_argument("--split", choices=["train", "trainval"], default="train", help="train measures on val, trainval takes both")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=steps)
    parser.add_argument("--rate", type=float, default=rate)
    for name, (default, about) in more.items():
        parser.add_argument(f"--{name}", type=type(default), default=default, help=about)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(2)
    return arguments


def smears_of(arguments: argparse.Namespace) -> tuple[list[Smear], list[Smear] | None]:
    """To train on, and to measure on; none where both lists are trained on."""
    val = read_smears(arguments.data, "val") if arguments.split == "train" else None
    return read_smears(arguments.data, arguments.split), val


def told(arguments: argparse.Namespace) -> dict[str, float | str]:
    """The first of a card's metrics."""
    return {"trainedOn": f"BCCD {arguments.split}", "steps": arguments.steps}
