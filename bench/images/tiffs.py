"""TIFF in every layout and compression that is read."""

import io

import numpy as np
import tifffile
from PIL import Image

from collection import put, put_tiff
from pixels import ALPHA, BILEVEL, GREY, GREYS, HEIGHT, LOW, RGB, encoded, on_white, seen
from tiff_writer import ASCII, BYTE, LONG, SHORT, tiff


def tiffs():
    for order, letters in (("<", "II"), (">", "MM")):
        for big in (False, True):
            for first in (False, True):
                for tile in (None, (16, 16)):
                    layout = f"{letters}-{'big' if big else 'classic'}-{'first' if first else 'last'}-{'tiles' if tile else 'strips'}"
                    for compression in ("none", "lzw", "deflate", "packbits"):
                        options = {"order": order, "big": big, "first": first, "tile": tile, "compression": compression}
                        put_tiff(f"{layout}-{compression}", tiff(RGB, **options), RGB)
    put_tiff("predictor-lzw", tiff(RGB, compression="lzw", predictor=2), RGB)
    put_tiff("predictor-deflate-tiles", tiff(RGB, compression="deflate", predictor=2, tile=(16, 16)), RGB)
    put_tiff("old-deflate", tiff(RGB, compression="old-deflate"), RGB)
    put("apart.tif", "TIFF", tiff(RGB, apart=True), RGB)
    put("apart-lzw.tif", "TIFF", tiff(RGB, apart=True, compression="lzw"), RGB)
    # Equal strips are stored once by some writers.
    even = np.tile(RGB[:6], (3, 1, 1))
    once = lambda e: [(t, k, v[:1] * 3) if t == 273 else (t, k, v) for t, k, v in e]
    put("stored-once.tif", "TIFF", tiff(even, rows=6, tweak=once, stored=1), even)
    put_tiff("one-strip", tiff(GREYS, rows=HEIGHT), GREY)
    put_tiff("white-is-zero", tiff(255 - GREYS, photometric=0), GREY, check=False)
    deep = RGB.astype(np.uint16) * 256 + LOW
    for order, letters in (("<", "II"), (">", "MM")):
        put(f"{letters}-16.tif", "TIFF", tiff(deep, order=order), RGB)
        put(f"{letters}-16-deflate-tiles.tif", "TIFF", tiff(deep, order=order, compression="deflate", predictor=2, tile=(16, 16)), RGB)
        put(f"{letters}-16-grey.tif", "TIFF", tiff(deep[..., :1], order=order), GREY)
    for bits in (1, 2, 4):
        small = GREYS >> (8 - bits)
        put(f"bits-{bits}.tif", "TIFF", tiff(small, bits=bits), (small * (255 // (2**bits - 1))).astype(np.uint8))
    for compression in ("ccitt-rle", "group3", "group4"):
        put(f"{compression}.tif", "TIFF", tiff(BILEVEL[..., None], compression=compression, bits=1), BILEVEL * 255)
    put("webp-strips.tif", "TIFF", tiff(RGB, compression="webp"), RGB)
    put("webp-tiles.tif", "TIFF", tiff(RGB, compression="webp", tile=(16, 16)), RGB)
    for name, options in (("strips", {}), ("tiles", {"tile": (16, 16)})):
        data = tiff(RGB, compression="jpeg", **options)
        put(f"jpeg-{name}.tif", "TIFF", data, tifffile.imread(io.BytesIO(data)), 1)
    data = encoded(Image.fromarray(RGB), "TIFF", compression="jpeg", quality=95)
    put("jpeg-ycbcr.tif", "TIFF", data, seen(data), 1)
    palette = Image.fromarray(RGB).quantize(16)
    put("palette.tif", "TIFF", encoded(palette, "TIFF"), np.asarray(palette.convert("RGB")))
    alpha = np.concatenate([RGB, ALPHA], 2)
    put("alpha.tif", "TIFF", tiff(alpha, extra=[2]), on_white(RGB, ALPHA), 1)
    put("alpha-16-tiles.tif", "TIFF", tiff(alpha.astype(np.uint16) * 257, extra=[2], tile=(16, 16)), on_white(RGB, ALPHA), 1)
    premultiplied = (RGB.astype(float) * ALPHA / 255).round().astype(np.uint8)
    put(
        "premultiplied.tif",
        "TIFF",
        tiff(np.concatenate([premultiplied, ALPHA], 2), extra=[1]),
        premultiplied + (255 - ALPHA),
        1,
    )
    put("grey-alpha.tif", "TIFF", tiff(np.concatenate([GREYS, ALPHA], 2), extra=[2]), on_white(GREYS, ALPHA), 1)
    left = ["bands-left-out"]
    put("fourth-unspecified.tif", "TIFF", tiff(alpha, extra=[0]), RGB, 0, left)
    put("fourth-unspecified-16.tif", "TIFF", tiff(alpha.astype(np.uint16) * 257, extra=[0]), RGB, 0, left)
    put("fourth-unnamed.tif", "TIFF", tiff(alpha), RGB, 0, left)
    put("second-unspecified.tif", "TIFF", tiff(np.concatenate([GREYS, ALPHA], 2), extra=[0], photometric=1), GREY, 0, left)
    pages = [np.roll(RGB, 3, 0), np.roll(RGB, 5, 0)]
    put("pages.tif", "TIFF", tiff(RGB, pages=pages), RGB, 0, ["pages-left-out"])
    odd = {
        "unsorted": {"tweak": lambda e: e[::-1]},
        "unknown-tags": {"more": [(65000, SHORT, [1]), (40999, LONG, [7])]},
        "text-without-end": {"more": [(270, ASCII, b"hello world"), (305, ASCII, b"abc\0\0\0\0\0\0")]},
        "padded-in-front": {"more": [(0, BYTE, [0]), (0, BYTE, [0])]},
        "padded-behind": {"tweak": lambda e: [*e, (0, 0, b""), (0, 0, b"")]},
        "tag-twice": {"tweak": lambda e: sorted([*e, (259, SHORT, [1])], key=lambda t: t[0])},
        "rows-unlimited": {"rows": HEIGHT, "tweak": lambda e: [(t, LONG, [2**32 - 1]) if t == 278 else (t, k, v) for t, k, v in e]},
        "rows-unnamed": {"rows": HEIGHT, "tweak": lambda e: [q for q in e if q[0] != 278]},
        "lengths-zero": {"rows": HEIGHT, "tweak": lambda e: [(t, k, [0] * len(v)) if t == 279 else (t, k, v) for t, k, v in e]},
        "lengths-missing": {"rows": HEIGHT, "tweak": lambda e: [q for q in e if q[0] != 279]},
        "bits-once": {"tweak": lambda e: [(t, k, [8]) if t == 258 else (t, k, v) for t, k, v in e]},
        "compression-unnamed": {"tweak": lambda e: [q for q in e if q[0] != 259]},
        "size-long": {"tweak": lambda e: [(t, LONG, v) if t in (256, 257) else (t, k, v) for t, k, v in e]},
    }
    for name, options in odd.items():
        put_tiff(f"odd-{name}", tiff(RGB, **options), RGB)
        put(f"odd-{name}-MM.tif", "TIFF", tiff(RGB, order=">", **options), RGB)
