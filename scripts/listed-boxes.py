"""Writes test/fixtures/listed-boxes/: a network that gives its boxes as a list, and what a plain decoding makes of it.

The levels are those of torchvision's SSDlite at 320 pixels (20, 10, 5, 3, 2 and 1 cells a side: strides of 16, 32, 64, 107, 160
and 320, which do not divide one another) or, with `--steps`, of SSD at 300 pixels (38, 19, 10, 5, 3 and 1 cells; steps of 8, 16,
32, 64, 100 and 300). Anchors, decoding and thinning follow torchvision's anchor_utils.py, _utils.py and ssd.py, in loops.

    python3 -m venv /tmp/listed && /tmp/listed/bin/pip install numpy onnx onnxruntime pillow
    /tmp/listed/bin/python scripts/listed-boxes.py
"""

import json
import math
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

FOLDER = Path(__file__).parent.parent / "test" / "fixtures" / "listed-boxes"
CLASSES = 3  # the first one is the background
THRESHOLD, NMS = 0.6, 0.45
VARIANCES = (0.1, 0.2)


def network(side, maps, anchors, seed):
    """Each level: means of its cells' pixels, a 1×1 convolution, and the list row by row, the anchors of a cell side by side."""
    rng = np.random.default_rng(seed)
    nodes, weights, lists = [], [], {"scores": [], "boxes": []}
    for level, (cells, count) in enumerate(zip(maps, anchors)):
        # Pools of ⌈side / cells⌉ pixels, the last one incomplete.
        step = math.ceil(side / cells)
        nodes.append(helper.make_node("AveragePool", ["image"], [f"mean{level}"], kernel_shape=[step, step],
                                      strides=[step, step], ceil_mode=1))
        for name, numbers in (("scores", CLASSES), ("boxes", 4)):
            spread = 0.6 if name == "scores" else 1.0
            weight = rng.normal(0, spread, (count * numbers, 3, 1, 1)).astype(np.float32)
            bias = rng.normal(0, 1, count * numbers).astype(np.float32)
            if name == "scores":
                bias[::CLASSES] += 1
            prefix = f"{name}{level}"
            weights += [numpy_helper.from_array(weight, f"{prefix}_w"), numpy_helper.from_array(bias, f"{prefix}_b"),
                        numpy_helper.from_array(np.array([1, -1, numbers], np.int64), f"{prefix}_s")]
            nodes += [helper.make_node("Conv", [f"mean{level}", f"{prefix}_w", f"{prefix}_b"], [f"{prefix}_map"]),
                      helper.make_node("Transpose", [f"{prefix}_map"], [f"{prefix}_last"], perm=[0, 2, 3, 1]),
                      helper.make_node("Reshape", [f"{prefix}_last", f"{prefix}_s"], [prefix])]
            lists[name].append(prefix)
    nodes += [helper.make_node("Concat", lists[name], [name], axis=1) for name in lists]
    boxes = sum(cells * cells * count for cells, count in zip(maps, anchors))
    graph = helper.make_graph(
        nodes, "listed", [helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 3, side, side])],
        [helper.make_tensor_value_info("boxes", TensorProto.FLOAT, [1, boxes, 4]),
         helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, boxes, CLASSES])], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def decoded(side, maps, shapes, steps, scores, deltas):
    """Boxes over the threshold, thinned class by class, and the best score of each class in every cell of the finest map."""
    centres, sizes = [], []
    for level, cells in enumerate(maps):
        pitch = steps[level] if steps else side / cells
        for row in range(cells):
            for column in range(cells):
                for width, height in shapes[level]:
                    centres.append(((column + 0.5) * pitch, (row + 0.5) * pitch, level))
                    sizes.append((min(width, side), min(height, side)) if not steps else (width, height))
    shares = np.exp(scores - scores.max(-1, keepdims=True))
    shares /= shares.sum(-1, keepdims=True)
    found = []
    for index, (x, y, _) in enumerate(centres):
        width, height = sizes[index]
        dx, dy, dw, dh = (float(value) for value in deltas[index])
        middle = (x + dx * VARIANCES[0] * width, y + dy * VARIANCES[0] * height)
        grown = [length * min(math.exp(d * VARIANCES[1]), 1000 / 16) for length, d in ((width, dw), (height, dh))]
        left, top = max(middle[0] - grown[0] / 2, 0), max(middle[1] - grown[1] / 2, 0)
        right, bottom = min(middle[0] + grown[0] / 2, side), min(middle[1] + grown[1] / 2, side)
        for label in range(1, CLASSES):
            if shares[index, label] >= THRESHOLD and right > left and bottom > top:
                found.append((float(shares[index, label]), label, left, top, right, bottom))
    found.sort(key=lambda box: -box[0])
    kept = []
    for box in found:
        if all(box[1] != other[1] or overlap(box, other) <= NMS for other in kept):
            kept.append(box)
    finest = maps[0]
    pitch = [steps[level] if steps else side / cells for level, cells in enumerate(maps)]
    heat = np.zeros((CLASSES, finest, finest))
    first = np.cumsum([0] + [cells * cells * len(shapes[level]) for level, cells in enumerate(maps)])
    for row in range(finest):
        for column in range(finest):
            best = [1.0] + [0.0] * (CLASSES - 1)
            for level, cells in enumerate(maps):
                # Half way between two anchors, the later one.
                near = [min(range(cells), key=lambda i: (abs((i + 0.5) * pitch[level] - (place + 0.5) * pitch[0]), -i))
                        for place in (row, column)]
                start = first[level] + (near[0] * cells + near[1]) * len(shapes[level])
                for anchor in range(start, start + len(shapes[level])):
                    best[0] = min(best[0], shares[anchor, 0])
                    best[1:] = [max(known, shares[anchor, 1 + i]) for i, known in enumerate(best[1:])]
            heat[:, row, column] = best
    return kept, heat


def overlap(one, other):
    across = min(one[4], other[4]) - max(one[2], other[2])
    down = min(one[5], other[5]) - max(one[3], other[3])
    if across <= 0 or down <= 0:
        return 0
    areas = [(box[4] - box[2]) * (box[5] - box[3]) for box in (one, other)]
    return across * down / (sum(areas) - across * down)


def write(name, side, maps, shapes, steps, strides, seed):
    model = network(side, maps, [len(level) for level in shapes], seed)
    onnx.save(model, FOLDER / f"{name}.onnx")
    pixels = np.asarray(Image.open(FOLDER / f"{name}.png").convert("RGB"), np.float32)
    image = ((pixels / 255 - 0.5) / 0.25).transpose(2, 0, 1)[None].astype(np.float32)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    scores, deltas = session.run(["scores", "boxes"], {"image": image})
    boxes, heat = decoded(side, maps, shapes, steps, scores[0].astype(np.float64), deltas[0])
    card = {
        "input": {"width": side, "height": side, "color": "rgb", "scale": 1 / 255, "mean": [0.5] * 3, "std": [0.25] * 3,
                  "polarity": "auto"},
        "head": {"kind": "ssd", "classes": ["background", "one", "two"], "background": 0, "activation": "softmax",
                 "centres": "stride" if steps else "image", "outputs": {"scores": "scores", "boxes": "boxes"},
                 "levels": [{"stride": stride, "anchors": level} for stride, level in zip(strides, shapes)],
                 "variances": {"centre": VARIANCES[0], "size": VARIANCES[1]}, "threshold": THRESHOLD, "nms": NMS}}
    (FOLDER / f"{name}.card.json").write_text(json.dumps(card) + "\n")
    told = {"boxes": [[round(value, 4) for value in box] for box in boxes],
            "heat": [round(float(value), 6) for value in heat.ravel()]}
    (FOLDER / f"{name}.expected.json").write_text(json.dumps(told) + "\n")
    print(name, "boxes", len(boxes), "of", len(scores[0]))


def picture(name, side, seed):
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 256, (9, 9, 3), dtype=np.uint8)
    Image.fromarray(coarse).resize((side, side), Image.BILINEAR).save(FOLDER / f"{name}.png")


def default_boxes(side, count, low, high):
    """torchvision's: a square, one between this level and the next, and lying and standing ones."""
    scales = [low + (high - low) * k / (count - 1) for k in range(count)] + [1.0]
    levels = []
    for k in range(count):
        own, between = side * scales[k], side * math.sqrt(scales[k] * scales[k + 1])
        flat = [(own * math.sqrt(ratio), own / math.sqrt(ratio)) for ratio in (2, 0.5)]
        levels.append([[round(w, 3), round(h, 3)] for w, h in [(own, own), (between, between), *flat]])
    return levels


FOLDER.mkdir(parents=True, exist_ok=True)
picture("ssdlite", 320, 1)
write("ssdlite", 320, [20, 10, 5, 3, 2, 1], default_boxes(320, 6, 0.2, 0.95), None, [16, 32, 64, 107, 160, 320], 2)
picture("ssd300", 300, 3)
write("ssd300", 300, [38, 19, 10, 5, 3, 1], default_boxes(300, 6, 0.1, 0.9), [8, 16, 32, 64, 100, 300],
      [8, 16, 32, 64, 100, 300], 4)
