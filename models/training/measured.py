"""Puts what `fullconv evaluate MODEL DATA --split test --json` has measured into the model's card: pipe it in."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from network import write_atomically


def figures(evaluation: dict) -> dict[str, float]:
    """Of the split, which is a part of their names."""
    split = evaluation["split"]
    if evaluation["windowAccuracy"] is not None:
        # A classifier's boxes all have the size of its window: how well they overlap says little.
        return {f"{split}WindowAccuracy": round(evaluation["windowAccuracy"], 4)}
    found: dict[str, float | None] = {f"{split}MAP": evaluation["mAP"]}
    found |= {f"{split}AP{one['label']}": one["ap"] for one in evaluation["classes"] or []}
    found |= {f"{split}RecallAt{one['proposals']}": one["recall"] for one in evaluation["recallAt"] or []}
    return {name: round(value, 4) for name, value in found.items() if value is not None}


def main() -> None:
    evaluation = json.load(sys.stdin)
    path = Path(__file__).resolve().parents[1] / evaluation["model"] / "card.json"
    card = json.loads(path.read_text())
    card["provenance"]["metrics"] |= figures(evaluation)
    write_atomically(path, (json.dumps(card, indent=2, ensure_ascii=False) + "\n").encode())
    print(f"{path}: {card['provenance']['metrics']}")


if __name__ == "__main__":
    main()
