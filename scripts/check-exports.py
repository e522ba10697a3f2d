"""Reads what Fullconv exported with other people's libraries, and says what it saw.

    python3 scripts/check-exports.py out/a      # a.map.npy, a.map.ome.zarr, a.detections.csv, a.detections.geojson

Needs numpy and zarr 3. A file that is not there is left out; where none is there it fails.
"""

import csv
import json
import sys
import uuid
from pathlib import Path

import numpy as np
import zarr


def pooled(scores):
    """Highest of every 2 x 2 cells, of fewer at an odd border; NaN only where there is nothing else."""
    classes, rows, columns = scores.shape
    even = np.full((classes, rows + rows % 2, columns + columns % 2), np.nan, np.float32)
    even[:, :rows, :columns] = scores
    blocks = even.reshape(classes, even.shape[1] // 2, 2, even.shape[2] // 2, 2)
    return np.fmax.reduce(np.fmax.reduce(blocks, axis=4), axis=2)


def check_zarr(path, scores):
    group = zarr.open_group(path, mode="r")
    ome = group.attrs["ome"]
    assert ome["version"] == "0.5", ome["version"]
    (image,) = ome["multiscales"]
    assert [axis["name"] for axis in image["axes"]] == ["c", "y", "x"]
    below = None
    first = None
    for level, dataset in enumerate(image["datasets"]):
        array = group[dataset["path"]]
        values = array[:]
        assert array.dtype == np.float32 and array.metadata.dimension_names == ("c", "y", "x")
        scale, translation = (step[step["type"]] for step in dataset["coordinateTransformations"])
        first = first or (scale, translation)
        for axis in (1, 2):
            # A cell of a level lies in the middle of the cells of level 0 that it covers.
            stride = first[0][axis]
            assert scale[axis] == stride * 2**level
            assert translation[axis] == first[1][axis] + stride * (2**level - 1) / 2
        if below is None:
            if scores is not None:
                assert np.array_equal(values, scores, equal_nan=True), "level 0 is not the NPY"
        else:
            assert np.array_equal(values, pooled(below), equal_nan=True), f"level {level}"
        below = values
        print(f"{path.name}: level {level} {values.shape}, chunks {array.chunks}, scale {scale}, translation {translation}")
    channels = [channel["label"] for channel in ome["omero"]["channels"]]
    assert len(channels) == below.shape[0]
    print(f"{path.name}: channels {', '.join(channels)}")


def check_geojson(path):
    collection = json.loads(path.read_text("utf-8"))
    assert collection["type"] == "FeatureCollection"
    boxes = []
    for feature in collection["features"]:
        uuid.UUID(feature["id"])
        assert feature["type"] == "Feature" and feature["geometry"]["type"] == "Polygon"
        (ring,) = feature["geometry"]["coordinates"]
        assert len(ring) == 5 and ring[0] == ring[-1]
        properties = feature["properties"]
        assert properties["objectType"] == "detection"
        assert len(properties["classification"]["color"]) == 3
        assert all(0 <= value <= 255 for value in properties["classification"]["color"])
        (left, top), (right, bottom) = ring[0], ring[2]
        boxes.append((properties["measurements"]["score"], left, top, right - left, bottom - top))
    print(f"{path.name}: {len(boxes)} objects")
    return boxes


def check_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    boxes = []
    for row in rows:
        assert row["label"][:1] not in ("=", "+", "-", "@")
        score, x, y, width, height = (float(row[name]) for name in ("score", "x", "y", "width", "height"))
        assert float(row["centreX"]) == x + width / 2 and float(row["centreY"]) == y + height / 2
        boxes.append((score, x, y, width, height))
    print(f"{path.name}: {len(boxes)} detections")
    return boxes


def main(prefix):
    file = {name: Path(prefix + name) for name in (".map.npy", ".map.ome.zarr", ".detections.csv", ".detections.geojson")}
    there = {name for name, path in file.items() if path.exists()}
    assert there, f"nothing was exported as {prefix}.*"
    scores = None
    if ".map.npy" in there:
        scores = np.load(file[".map.npy"])
        assert scores.dtype == np.float32 and scores.ndim == 3
        print(f"{file['.map.npy'].name}: {scores.shape}, {np.nanmin(scores)} to {np.nanmax(scores)}")
    if ".map.ome.zarr" in there:
        check_zarr(file[".map.ome.zarr"], scores)
    tables = []
    if ".detections.csv" in there:
        tables.append(check_csv(file[".detections.csv"]))
    if ".detections.geojson" in there:
        tables.append(check_geojson(file[".detections.geojson"]))
    if len(tables) == 2:
        assert np.allclose(tables[0], tables[1]), "table and GeoJSON differ"
    print("all is well")


if __name__ == "__main__":
    main(sys.argv[1])
