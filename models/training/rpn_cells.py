"""Trains models/rpn-cells: region proposals of cells, whatever their kind. See README.md."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from anchored import STRIDES, Detector, anchors_of, assign, box_loss, detect
from boxes import Found, encode, recall_at
from cards import write_model
from cells import Smear
from detector_training import HALF, run, to_onnx, train
from settings import settings, smears_of, told
from torch import Tensor

VARIANCES = (1.0, 1.0)
OVERLAP = 0.55
PROPOSALS = 100
SCALES = ([34.0, 48.0, 72.0, 104.0], [104.0, 150.0, 210.0])
RATIOS = (0.5, 1.0, 2.0)
# Of each scale and ratio, height / width.
ANCHORS = tuple([[round(side / ratio**0.5, 3), round(side * ratio**0.5, 3)] for side in sides for ratio in RATIOS] for sides in SCALES)
KNOWN = anchors_of(ANCHORS, 2 * HALF[0], 2 * HALF[1])


def loss_of(scores: Tensor, deltas: Tensor, targets: list) -> Tensor:
    """Cross-entropy of 128 anchors of each image, at most half of them positive, and smooth L1. Ren et al. 2015, section 3.1.2."""
    total, images = scores.new_zeros(()), len(targets)
    for own, moves, (boxes, _) in zip(scores, deltas, targets):
        target = assign(boxes, KNOWN, 0.6, 0.35)
        matched = (target >= 0).nonzero()[:, 0]
        ground = (target == -1).nonzero()[:, 0]
        matched = matched[torch.randperm(len(matched))[:64]]
        # Half of the ground at random, as published, and half of it the hardest: most of a smear is easy.
        hardest = ground[own[ground, 0].detach().topk(min(len(ground), 64 - len(matched) // 2)).indices]
        chance = ground[torch.randint(len(ground), (128 - len(matched) - len(hardest),))]
        chosen = torch.cat([matched, hardest, chance])
        wanted = torch.zeros(len(chosen))
        wanted[: len(matched)] = 1
        total = total + F.binary_cross_entropy_with_logits(own[chosen, 0], wanted, reduction="sum") / 64
        if len(matched):
            wanted = encode(boxes[target[matched]], KNOWN[matched], VARIANCES)
            total = total + 10 * box_loss(moves[matched], wanted) / 64
    return total / images


def find(net: Detector, smears: list[Smear], overlap: float = OVERLAP) -> list[Found]:
    found = []
    for (scores, deltas, anchors), smear in zip(run(net, smears), smears):
        options = dict(variances=VARIANCES, overlap=overlap, least=0.01, limit=PROPOSALS)
        found.append(tuple(part.numpy() for part in detect(scores.sigmoid(), deltas, anchors, smear.pixels.shape[:2], **options)))
    return found


def recalls(net: Detector, smears: list[Smear], overlap: float = OVERLAP) -> dict[str, float]:
    found = find(net, smears, overlap)
    return {f"recallAt{count}": round(recall_at(found, smears, count), 4) for count in (10, 30, 50, 100)}


def main() -> None:
    arguments = settings(__doc__, "rpn-cells", steps=1500, rate=2e-3, more={"batch": (8, "images")})
    smears, val = smears_of(arguments)
    net = Detector(ANCHORS, 1).to(memory_format=torch.channels_last)
    options = dict(seed=arguments.seed, steps=arguments.steps, batch=arguments.batch, rate=arguments.rate)
    watch = (lambda average: str(recalls(average, val))) if val else None
    net = train(net, smears, loss_of, watch=watch, **options)
    metrics = told(arguments)
    if val:
        for overlap in (0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
            print("val", overlap, recalls(net, val, overlap), flush=True)
        metrics |= {f"val{key[0].upper()}{key[1:]}": value for key, value in recalls(net, val).items()}
    levels = [
        {
            "stride": stride,
            "anchors": shapes,
            "scores": f"objectness_{stride}",
            "boxes": f"deltas_{stride}",
        }
        for stride, shapes in zip(STRIDES, ANCHORS)
    ]
    write_model(
        arguments.out,
        to_onnx(net, ("objectness", "deltas")),
        title={"en": "RPN, any blood cell", "zh": "RPN 任意血细胞"},
        script="rpn_cells.py",
        split=arguments.split,
        seed=arguments.seed,
        metrics=metrics,
        size=(640, 480),
        head={
            "kind": "rpn",
            "classes": ["cell"],
            "activation": "sigmoid",
            "levels": levels,
            "variances": {"centre": VARIANCES[0], "size": VARIANCES[1]},
            "threshold": 0.5,
            "nms": OVERLAP,
            "proposals": PROPOSALS,
        },
    )


if __name__ == "__main__":
    main()
