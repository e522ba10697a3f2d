"""Trains models/ssd-cells: a single shot detector of red cells, white cells and platelets. See README.md."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from anchored import STRIDES, Detector, anchors_of, assign, box_loss, detect
from boxes import Found, average_precision, best_f1, encode
from cards import write_model
from cells import LABELS, Smear
from detector_training import HALF, run, to_onnx, train
from settings import settings, smears_of, told
from torch import Tensor

VARIANCES = (0.1, 0.2)
OVERLAP = 0.45
# Platelets and cells that the border cuts on the finer map, whole cells on both.
ANCHORS = (
    [[36.0, 36.0], [52.0, 52.0], [84.0, 84.0], [106.0, 106.0], [52.0, 104.0], [104.0, 52.0]],
    [[106.0, 106.0], [140.0, 140.0], [190.0, 180.0], [240.0, 220.0], [110.0, 200.0], [200.0, 110.0]],
)
KNOWN = anchors_of(ANCHORS, 2 * HALF[0], 2 * HALF[1])


def loss_of(scores: Tensor, deltas: Tensor, targets: list) -> Tensor:
    """Cross-entropy with three negatives for each positive, the hardest ones, and smooth L1. Liu et al. 2016, section 2.2."""
    positives, total = 0, scores.new_zeros(())
    for own, moves, (boxes, labels) in zip(scores, deltas, targets):
        target = assign(boxes, KNOWN, 0.5, 0.4)
        matched = (target >= 0).nonzero()[:, 0]
        ground = (target == -1).nonzero()[:, 0]
        losses = -F.log_softmax(own[ground], 1)[:, 0]
        hardest = losses.topk(min(len(losses), max(3 * len(matched), 20))).values
        total = total + hardest.sum()
        if len(matched):
            which = target[matched]
            total = total + F.cross_entropy(own[matched], labels[which] + 1, reduction="sum", label_smoothing=0.02)
            total = total + box_loss(moves[matched], encode(boxes[which], KNOWN[matched], VARIANCES))
            positives += len(matched)
    return total / max(positives, 1)


def find(net: Detector, smears: list[Smear], least: float = 0.01) -> list[Found]:
    found = []
    for (scores, deltas, anchors), smear in zip(run(net, smears), smears):
        options = dict(variances=VARIANCES, overlap=OVERLAP, least=least, limit=500)
        found.append(tuple(part.numpy() for part in detect(scores.softmax(1)[:, 1:], deltas, anchors, smear.pixels.shape[:2], **options)))
    return found


def precisions(net: Detector, smears: list[Smear]) -> dict[str, float]:
    found = find(net, smears)
    values = {label: round(average_precision(found, smears, index), 4) for index, label in enumerate(LABELS)}
    return {"mAP": round(sum(values.values()) / len(values), 4), **values}


def main() -> None:
    arguments = settings(__doc__, "ssd-cells", steps=1500, rate=2e-3, more={"batch": (8, "images"), "threshold": (0.6, "of the card, chosen on val")})
    smears, val = smears_of(arguments)
    net = Detector(ANCHORS, len(LABELS) + 1).to(memory_format=torch.channels_last)
    options = dict(seed=arguments.seed, steps=arguments.steps, batch=arguments.batch, rate=arguments.rate)
    watch = (lambda average: str(precisions(average, val))) if val else None
    net = train(net, smears, loss_of, watch=watch, **options)
    metrics = told(arguments)
    if val:
        print("val", precisions(net, val), best_f1(find(net, val, 0.1), val, len(LABELS)), flush=True)
        metrics |= {f"val{key}": value for key, value in precisions(net, val).items()}
    levels = [
        {"stride": stride, "anchors": shapes, "scores": f"scores_{stride}", "boxes": f"boxes_{stride}"}
        for stride, shapes in zip(STRIDES, ANCHORS)
    ]
    write_model(
        arguments.out,
        to_onnx(net, ("scores", "boxes")),
        title={"en": "SSD, blood cells", "zh": "SSD 血细胞"},
        script="ssd_cells.py",
        split=arguments.split,
        seed=arguments.seed,
        metrics=metrics,
        size=(640, 480),
        head={
            "kind": "ssd",
            "classes": ["background", *LABELS],
            "background": 0,
            "activation": "softmax",
            "levels": levels,
            "variances": {"centre": VARIANCES[0], "size": VARIANCES[1]},
            "threshold": arguments.threshold,
            "nms": OVERLAP,
        },
    )


if __name__ == "__main__":
    main()
