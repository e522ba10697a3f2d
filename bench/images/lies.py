"""Files that promise what they do not hold, or hold what is not built in."""

import struct

import numpy as np
from PIL import Image

from collection import refuse
from pixels import ALPHA, BILEVEL, HEIGHT, RGB, WIDTH, encoded
from tiff_writer import tiff


def lies():
    """What has to be refused, without a byte on the disk."""
    set_to = lambda **values: lambda entries: [(t, k, values.get(f"t{t}", v)) for t, k, v in entries]
    huge = {"t256": [60000], "t257": [60000]}
    refuse("size-none.tif", tiff(RGB, tweak=set_to(**huge)), "its header promises 7500 strips, and 3 are there")
    one = {**huge, "t278": [60000]}
    for compression in ("none", "lzw", "deflate", "packbits", "jpeg"):
        data = tiff(RGB, rows=HEIGHT, compression=compression, tweak=set_to(**one))
        refuse(f"size-{compression}-one.tif", data, "cannot hold" if compression != "none" else "it is cut off")
    tall = tiff(BILEVEL[..., None], bits=1, compression="group4", rows=HEIGHT, tweak=set_to(t257=[65000], t278=[65000]))
    refuse("rows-group4.tif", tall, "its header promises 65000 rows")
    tiles = tiff(RGB, tile=(16, 16), compression="lzw", tweak=set_to(**huge))
    refuse("size-tiles.tif", tiles, "tiles, and 4 are there")
    for compression, name in (("zstd", "Zstandard"), ("lzma", "LZMA"), ("lerc", "LERC"), ("jpeg2000", "JPEG 2000"), ("unknown", "65535")):
        for layout, options in (("strips", {}), ("tiles", {"tile": (16, 16)})):
            says = f"({name}), is not built in" if compression != "unknown" else "65535, is not built in"
            refuse(f"{compression}-{layout}.tif", tiff(RGB, compression=compression, **options), says)
    refuse("old-jpeg.tif", tiff(RGB, tweak=set_to(t259=[6])), "(old-style JPEG), is not built in")
    refuse("ycbcr.tif", tiff(RGB, photometric=6), "YCbCr without JPEG")
    refuse("five-bands.tif", tiff(np.concatenate([RGB, ALPHA, ALPHA], 2), extra=[0, 0]), "has 5 channels: save the one or the three")
    refuse("three-of-grey.tif", tiff(RGB, extra=[0, 0], photometric=1), "has 3 channels: save the one or the three")
    refuse("no-strip.tif", tiff(RGB, tweak=set_to(t273=[0, 0, 0])), "its strip 0 is not in the file")
    refuse("over-another.tif", tiff(RGB, tweak=lambda e: [(t, k, [v[0], v[0] + 2, v[2]]) if t == 273 else (t, k, v) for t, k, v in e]), "lie over one another")
    # The second strip is named twice, and the first one not at all.
    again = lambda e: [(t, k, [v[1], v[1], v[2]]) if t == 273 else (t, k, v) for t, k, v in e]
    refuse("named-twice.tif", tiff(RGB, tweak=again), "lie over one another")
    refuse("over-directory.tif", tiff(RGB, first=True, tweak=lambda e: [(t, k, [16, *v[1:]]) if t == 273 else (t, k, v) for t, k, v in e]), "lies over its directory")
    refuse("float.tif", tiff((RGB[..., :1].astype(np.uint16)), tweak=set_to(t258=[24])), "")
    for compression in ("lzw", "packbits", "deflate"):
        cut = lambda e: [(t, k, [v[0] - 20, *v[1:]]) if t == 279 else (t, k, v) for t, k, v in e]
        refuse(f"strip-short-{compression}.tif", tiff(RGB, compression=compression, tweak=cut), "is no whole image")
        cut = lambda e: [(t, k, [*v[:-1], v[-1] - 20]) if t == 325 else (t, k, v) for t, k, v in e]
        refuse(f"tile-short-{compression}.tif", tiff(RGB, compression=compression, tile=(16, 16), tweak=cut), "is no whole image")
    jpeg = encoded(Image.fromarray(RGB), "JPEG", quality=90, subsampling=0)
    frame = jpeg.index(b"\xff\xc0") + 5
    for side in (5000, 60000):
        refuse(f"size-{side}.jpg", jpeg[:frame] + struct.pack(">HH", side, side) + jpeg[frame + 4 :], f"promises {side}×{side} pixels")
    refuse("higher.jpg", jpeg[:frame] + struct.pack(">HH", HEIGHT * 2, WIDTH) + jpeg[frame + 4 :], "is no whole image")
    refuse("no-end.jpg", jpeg[:-2], "before its end marker")
    refuse("half-with-end.jpg", jpeg[: len(jpeg) * 3 // 4] + b"\xff\xd9", "is no whole image")
    scans = encoded(Image.fromarray(RGB), "JPEG", quality=90, progressive=True)
    last = scans.rindex(b"\xff\xda")
    refuse("scan-missing.jpg", scans[:last] + b"\xff\xd9", "scans are missing")
    gif = encoded(Image.fromarray(RGB).quantize(32), "GIF")
    refuse("taller.gif", gif[:8] + struct.pack("<H", HEIGHT * 2) + gif[10:].replace(struct.pack("<HH", WIDTH, HEIGHT), struct.pack("<HH", WIDTH, HEIGHT * 2), 1), "its first frame ends after")
    webp = encoded(Image.fromarray(np.concatenate([RGB, ALPHA], 2)), "WEBP", quality=90)
    refuse("opacity-lost.webp", webp.replace(b"ALPH", b"ALPX"), "do not agree")
    refuse("cut.webp", webp[:-4], "it is cut off")
