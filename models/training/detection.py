"""The app's detection (src-core/detection/peaks.ts) once more in Python, and the scene score, to select a model with."""

from __future__ import annotations

import numpy as np

WINDOW, STRIDE, TOLERANCE = 28, 4, 4.0


def find_peaks(scores: np.ndarray, threshold: float = 0.5, iou: float = 0.2, background: int = 10) -> list[tuple]:
    """Scores classes x rows x columns to (class, score, x, y), best first: local maxima, refined, then greedy NMS."""
    digits = np.delete(scores, background, axis=0)
    best, kind = digits.max(0), digits.argmax(0)
    rows, columns = best.shape
    padded = np.pad(best, 1, constant_values=-1.0)
    around = np.stack([padded[i : i + rows, j : j + columns] for i in range(3) for j in range(3)])
    found = np.argwhere((best >= threshold) & (best >= around.max(0)))
    order = sorted(found.tolist(), key=lambda cell: (-best[cell[0], cell[1]], cell[0], cell[1]))
    kept: list[tuple] = []
    for row, column in order:
        y, x = (refine(best, kind, row, column, axis) for axis in (0, 1))
        if all(overlap(x - other[2], y - other[3]) <= iou for other in kept):
            kept.append((int(kind[row, column]), float(best[row, column]), x, y))
    return kept


def refine(best: np.ndarray, kind: np.ndarray, row: int, column: int, axis: int) -> int:
    rows, columns = best.shape
    total = moment = 0.0
    for i in range(max(row - 1, 0), min(row + 2, rows)):
        for j in range(max(column - 1, 0), min(column + 2, columns)):
            weight = max(float(best[i, j]) - float(best[row, column]) / 2, 0.0)
            if kind[i, j] == kind[row, column]:
                total += weight
                moment += weight * ((i, j)[axis] - (row, column)[axis])
    return int(np.floor(((row, column)[axis] + moment / total) * STRIDE + 0.5))


def overlap(dx: int, dy: int) -> float:
    inner = max(WINDOW - abs(dx), 0) * max(WINDOW - abs(dy), 0)
    return inner / (2 * WINDOW * WINDOW - inner)


def score(detections: list[tuple], truth: list[tuple]) -> tuple[int, int, int]:
    """True positives, false positives, misses. Truth is (class, x, y); a digit is found once, centre within 4 pixels."""
    left = list(truth)
    for kind, _, x, y in detections:
        match = [t for t in left if t[0] == kind and np.hypot(x - t[1], y - t[2]) <= TOLERANCE]
        if match:
            left.remove(min(match, key=lambda t: np.hypot(x - t[1], y - t[2])))
    hits = len(truth) - len(left)
    return hits, len(detections) - hits, len(left)


def f1(counts: np.ndarray) -> float:
    hits, wrong, missed = counts
    return float(2 * hits / max(2 * hits + wrong + missed, 1))
