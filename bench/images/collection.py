"""The files that are made, with the pixels that have to be seen of them, and those that have to be refused."""

import base64
import io
import zlib

import numpy as np
import tifffile

from free_ranges import FREE

files, pictures, refused = [], {}, []


def put(name, kind, data, pixels, tolerance=0, notices=()):
    """pixels: height × width, or × samples: what has to be seen, up to `tolerance` per sample."""
    pixels = np.ascontiguousarray(pixels if pixels.ndim == 3 else pixels[..., None])
    height, width, channels = pixels.shape
    key = base64.b64encode(zlib.compress(pixels.tobytes(), 9)).decode()
    picture = next((n for n, value in pictures.items() if value == key), None)
    if picture is None:
        picture = name
        pictures[name] = key
    files.append(
        {
            "name": name,
            "format": kind,
            **{"width": width, "height": height, "channels": channels},
            "picture": picture,
            "tolerance": tolerance,
            "notices": list(notices),
            "free": merged(FREE[kind](data)),
            "bytes": base64.b64encode(zlib.compress(data, 9)).decode(),
        }
    )


def refuse(name, data, says):
    """says: part of the one line that is told."""
    refused.append({"name": name, "says": says, "bytes": base64.b64encode(zlib.compress(data, 9)).decode()})


def merged(ranges):
    result = []
    for start, end in sorted(ranges):
        if end <= start:
            continue
        if result and start <= result[-1][1]:
            result[-1][1] = max(end, result[-1][1])
        else:
            result.append([start, end])
    return result


def put_tiff(name, data, pixels, tolerance=0, notices=(), check=True):
    if check:
        seen = tifffile.imread(io.BytesIO(data), key=0)
        if not np.array_equal(seen.reshape(check_shape(seen, pixels)), check_pixels(pixels)):
            raise AssertionError(f"{name}: tifffile sees other pixels")
    put(f"{name}.tif", "TIFF", data, pixels, tolerance, notices)


check_shape = lambda seen, pixels: pixels.shape
check_pixels = lambda pixels: pixels
