"""The pixels of the files, and what other decoders see of a file."""

import io

import numpy as np
from PIL import Image

WIDTH, HEIGHT = 20, 18
random = np.random.default_rng(5)
y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
GREY = (128 + 80 * np.sin(x / 5) * np.cos(y / 4) + random.integers(-9, 9, x.shape)).clip(0, 255).astype(np.uint8)
RGB = np.stack([GREY, np.roll(GREY, 4, 1), 255 - GREY], -1)
BILEVEL = (GREY > 128).astype(np.uint8)
ALPHA = random.integers(0, 256, (HEIGHT, WIDTH, 1)).astype(np.uint8)
GREYS = GREY[..., None]  # height × width × 1
# A second byte that changes nothing: the higher one counts.
LOW = random.integers(0, 256, (HEIGHT, WIDTH, 3)).astype(np.uint16)


def on_white(pixels, alpha):
    return ((pixels.astype(float) * alpha + 255.0 * (255 - alpha)) / 255).round().astype(np.uint8)


def encoded(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def seen(data, mode="RGB"):
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert(mode))
