"""
Puts what `fullconv evaluate MODEL DATA --split test --json` has measured into the model's card: pipe it in. The thresholds of best F1, where
`--choose-thresholds` has found them, become those of the card.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from network import write_atomically


def figures(evaluation: dict) -> dict[str, float]:
    """Of the split, which is a part of their names."""
    split = evaluation["split"]
    found: dict[str, float | None] = {f"{split}WindowAccuracy": evaluation["windowAccuracy"], f"{split}MAP": evaluation["mAP"]}
    found |= {f"{split}AP{one['label']}": one["ap"] for one in evaluation["classes"] or []}
    if evaluation["iou"] != 0.5:
        found[f"{split}IoU"] = evaluation["iou"]
    for name in ("precision", "recall", "f1"):
        found |= {f"{split}{name.capitalize()}{one['label']}": one[name] for one in evaluation["classes"] or []}
    found |= {f"{split}RecallAt{one['proposals']}": one["recall"] for one in evaluation["recallAt"] or []}
    return {name: round(value, 4) for name, value in found.items() if value is not None}


def main() -> None:
    evaluation = json.load(sys.stdin)
    path = Path(__file__).resolve().parents[1] / evaluation["model"] / "card.json"
    card = json.loads(path.read_text())
    card["provenance"]["metrics"] |= figures(evaluation)
    if evaluation.get("thresholds"):
        card["head"]["thresholds"] = evaluation["thresholds"]
    write_atomically(path, (json.dumps(card, indent=2, ensure_ascii=False) + "\n").encode())
    print(f"{path}: {card['provenance']['metrics']}")


if __name__ == "__main__":
    main()
