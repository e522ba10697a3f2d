"""Boxes as left, top, right, bottom: overlap, deltas, suppression, and the figures that detectors are measured by."""

from __future__ import annotations

import numpy as np
import torch


def iou(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """N x 4 and M x 4 to N x M."""
    corner = torch.maximum(a[:, None, :2], b[None, :, :2])
    sides = (torch.minimum(a[:, None, 2:], b[None, :, 2:]) - corner).clamp(min=0)
    shared = sides[..., 0] * sides[..., 1]
    areas = [((box[:, 2] - box[:, 0]) * (box[:, 3] - box[:, 1])) for box in (a, b)]
    return shared / (areas[0][:, None] + areas[1][None] - shared).clamp(min=1e-9)


def middle(boxes: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Centres and sides."""
    return (boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]


def encode(boxes: torch.Tensor, anchors: torch.Tensor, variances: tuple[float, float]) -> torch.Tensor:
    """How an anchor has to move and grow to be the box. Girshick et al. 2014; variances as in Liu et al. 2016."""
    (centre, sides), (from_centre, from_sides) = middle(boxes), middle(anchors)
    return torch.cat([(centre - from_centre) / from_sides / variances[0], (sides / from_sides).log() / variances[1]], 1)


def decode(deltas: torch.Tensor, anchors: torch.Tensor, variances: tuple[float, float]) -> torch.Tensor:
    centre, sides = middle(anchors)
    centre = centre + deltas[:, :2] * variances[0] * sides
    sides = sides * (deltas[:, 2:] * variances[1]).exp().clamp(max=62.5)
    return torch.cat([centre - sides / 2, centre + sides / 2], 1)


def suppressed(boxes: torch.Tensor, scores: torch.Tensor, most: float, limit: int = 1000) -> torch.Tensor:
    """Indices of the boxes that greedy non-maximum suppression keeps, best first."""
    order = scores.argsort(descending=True, stable=True)[: 10 * limit]
    kept: list[int] = []
    while len(order) > 0 and len(kept) < limit:
        best = order[0]
        kept.append(int(best))
        order = order[1:][iou(boxes[best][None], boxes[order[1:]])[0] <= most]
    return torch.tensor(kept, dtype=torch.long)


Found = tuple[np.ndarray, np.ndarray, np.ndarray]  # boxes N x 4, scores N, labels N


def average_precision(found: list[Found], smears: list, label: int, least: float = 0.5) -> float:
    """Area under the precision envelope (VOC 2010 and later), over all images."""
    rows, positives = [], 0
    for (boxes, scores, labels), smear in zip(found, smears):
        truth = smear.boxes[smear.labels == label]
        positives += len(truth)
        taken = np.zeros(len(truth), bool)
        own = labels == label
        overlap = iou(torch.as_tensor(boxes[own]).float(), torch.as_tensor(truth)).numpy()
        for index in np.argsort(-scores[own], kind="stable"):
            row = np.where(taken, -1, overlap[index]) if len(truth) else np.zeros(0)
            best = int(row.argmax()) if len(row) else -1
            right = best >= 0 and row[best] >= least
            if right:
                taken[best] = True
            rows.append((scores[own][index], right))
    rows.sort(key=lambda row: -row[0])
    right = np.cumsum([hit for _, hit in rows])
    recall, precision = right / max(positives, 1), right / np.arange(1, len(rows) + 1)
    envelope = np.maximum.accumulate(precision[::-1])[::-1]
    return float(np.sum(np.diff(recall, prepend=0) * envelope)) if rows else 0.0


def best_f1(found: list[Found], smears: list, labels: int) -> tuple[float, float]:
    """The threshold with the best mean F1 of all labels at an overlap of 0.5, and that F1."""
    best = (0.5, 0.0)
    for threshold in np.arange(0.1, 0.9, 0.05):
        scores = []
        for label in range(labels):
            right = wrong = positives = 0
            for (boxes, points, kinds), smear in zip(found, smears):
                truth = smear.boxes[smear.labels == label]
                positives += len(truth)
                own = (kinds == label) & (points >= threshold)
                overlap = iou(torch.as_tensor(boxes[own]).float(), torch.as_tensor(truth)).numpy()
                taken = np.zeros(len(truth), bool)
                for index in np.argsort(-points[own], kind="stable"):
                    row = np.where(taken, -1, overlap[index]) if len(truth) else np.zeros(0)
                    hit = len(row) > 0 and row.max() >= 0.5
                    if hit:
                        taken[int(row.argmax())] = True
                    right, wrong = right + hit, wrong + (not hit)
            scores.append(2 * right / max(right + wrong + positives, 1))
        if np.mean(scores) > best[1]:
            best = (float(round(threshold, 2)), float(np.mean(scores)))
    return best


def recall_at(found: list[Found], smears: list, count: int, least: float = 0.5) -> float:
    """Share of all annotated boxes that one of the best `count` boxes of their image overlaps enough, whatever its label."""
    covered = total = 0
    for (boxes, scores, _), smear in zip(found, smears):
        total += len(smear.boxes)
        best = np.argsort(-scores, kind="stable")[:count]
        if len(best) and len(smear.boxes):
            overlap = iou(torch.as_tensor(boxes[best]).float(), torch.as_tensor(smear.boxes))
            covered += int((overlap.max(0).values >= least).sum())
    return covered / max(total, 1)
