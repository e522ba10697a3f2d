"""Small good images in every format and layout that Fullconv reads, with the pixels that other decoders see, as one JSON file.

    python3 -m venv venv && venv/bin/pip install pillow tifffile imagecodecs
    venv/bin/python bench/images/make_files.py test/fixtures/images.json

Pixels come from the arrays that were written, where the file is lossless, or from Pillow; every TIFF that tifffile can read is
held against it. All of it is made here: free of anyone's licence.
"""

import base64
import io
import json
import struct
import sys
import zlib

import numpy as np
import tifffile
from PIL import Image, ImageCms

import icc
from free_ranges import FREE
from tiff_writer import ASCII, BYTE, LONG, SHORT, tiff

WIDTH, HEIGHT = 20, 18
random = np.random.default_rng(5)
y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
GREY = (128 + 80 * np.sin(x / 5) * np.cos(y / 4) + random.integers(-9, 9, x.shape)).clip(0, 255).astype(np.uint8)
RGB = np.stack([GREY, np.roll(GREY, 4, 1), 255 - GREY], -1)
BILEVEL = (GREY > 128).astype(np.uint8)
ALPHA = random.integers(0, 256, (HEIGHT, WIDTH, 1)).astype(np.uint8)
grey = GREY[..., None]
# A second byte that changes nothing: the higher one counts.
LOW = random.integers(0, 256, (HEIGHT, WIDTH, 3)).astype(np.uint16)

files, pictures, refused = [], {}, []


def on_white(pixels, alpha):
    return ((pixels.astype(float) * alpha + 255.0 * (255 - alpha)) / 255).round().astype(np.uint8)


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


def encoded(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def seen(data, mode="RGB"):
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert(mode))


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
    put_tiff("one-strip", tiff(grey, rows=HEIGHT), GREY)
    put_tiff("white-is-zero", tiff(255 - grey, photometric=0), GREY, check=False)
    deep = RGB.astype(np.uint16) * 256 + LOW
    for order, letters in (("<", "II"), (">", "MM")):
        put(f"{letters}-16.tif", "TIFF", tiff(deep, order=order), RGB)
        put(f"{letters}-16-deflate-tiles.tif", "TIFF", tiff(deep, order=order, compression="deflate", predictor=2, tile=(16, 16)), RGB)
        put(f"{letters}-16-grey.tif", "TIFF", tiff(deep[..., :1], order=order), GREY)
    for bits in (1, 2, 4):
        small = grey >> (8 - bits)
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
    put("grey-alpha.tif", "TIFF", tiff(np.concatenate([grey, ALPHA], 2), extra=[2]), on_white(grey, ALPHA), 1)
    left = ["bands-left-out"]
    put("fourth-unspecified.tif", "TIFF", tiff(alpha, extra=[0]), RGB, 0, left)
    put("fourth-unspecified-16.tif", "TIFF", tiff(alpha.astype(np.uint16) * 257, extra=[0]), RGB, 0, left)
    put("fourth-unnamed.tif", "TIFF", tiff(alpha), RGB, 0, left)
    put("second-unspecified.tif", "TIFF", tiff(np.concatenate([grey, ALPHA], 2), extra=[0], photometric=1), GREY, 0, left)
    cmyk = np.asarray(Image.fromarray(RGB).convert("CMYK"))
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


def others():
    image = Image.fromarray(RGB)
    chunk = lambda t, d: struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    def png(pixels, depth, colour, extra=b"", adam7=False):
        rows = [pixels]
        if adam7:
            rows = [pixels[b::d, a::c] for a, b, c, d in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))]
        raw = b"".join(b"\0" + row.astype(row.dtype.newbyteorder(">")).tobytes() for part in rows for row in part if row.size)
        packed = zlib.compress(raw)
        half = len(packed) // 2
        head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, colour, 0, 0, int(adam7))
        body = chunk(b"IDAT", packed[:half]) + chunk(b"IDAT", packed[half:])
        return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + body + chunk(b"IEND", b"")

    put("rgb.png", "PNG", png(RGB, 8, 2), RGB)
    put("grey.png", "PNG", png(grey, 8, 0), GREY)
    put("interlaced.png", "PNG", png(RGB, 8, 2, adam7=True), RGB)
    put("rgb-16.png", "PNG", png(RGB.astype(np.uint16) * 256 + LOW, 16, 2), RGB)
    put("grey-16.png", "PNG", png(grey.astype(np.uint16) * 256 + LOW[..., :1], 16, 0), GREY)
    alpha = np.concatenate([RGB, ALPHA], 2)
    put("alpha.png", "PNG", png(alpha, 8, 6), on_white(RGB, ALPHA), 1)
    put("alpha-16-profile.png", "PNG", png(alpha.astype(np.uint16) * 257, 16, 6, chunk(b"iCCP", b"s\0\0" + zlib.compress(srgb))), on_white(RGB, ALPHA), 2)
    put("text.png", "PNG", png(RGB, 8, 2, chunk(b"tEXt", b"Comment\0x") + chunk(b"prVT", b"abc")), RGB)
    put("palette.png", "PNG", encoded(image.quantize(16), "PNG"), np.asarray(image.quantize(16).convert("RGB")))
    frames = [Image.fromarray(np.roll(RGB, step, 1)) for step in (1, 2)]
    put("frames.png", "PNG", encoded(image, "PNG", save_all=True, append_images=frames), RGB, 0, ["pages-left-out"])
    put("trailing.png", "PNG", png(RGB, 8, 2) + b"behind the end", RGB)
    put("profile-broken.png", "PNG", png(RGB, 8, 2, chunk(b"iCCP", b"s\0\0" + zlib.compress(b"nonsense"))), RGB, 0, ["profile-unused"])
    half = srgb[: len(srgb) // 2]
    put("profile-cut.png", "PNG", png(RGB, 8, 2, chunk(b"iCCP", b"s\0\0" + zlib.compress(half))), RGB, 0, ["profile-unused"])
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    put("profile-lab.tif", "TIFF", tiff(RGB, more=[(34675, 7, lab)]), RGB, 0, ["profile-unused"])
    put("profile-lab.png", "PNG", png(RGB, 8, 2, chunk(b"iCCP", b"s\0\0" + zlib.compress(lab))), RGB, 0, ["profile-unused"])
    put("profile-grey.tif", "TIFF", tiff(RGB, more=[(34675, 7, icc.grey())]), RGB, 0, ["profile-unused"])
    put("profile-rgb-on-grey.tif", "TIFF", tiff(grey, more=[(34675, 7, icc.rgb())]), GREY, 0, ["profile-unused"])
    broken = icc.rgb().replace(b"curv", b"vruc")
    put("profile-no-curves.tif", "TIFF", tiff(RGB, more=[(34675, 7, broken)]), RGB, 0, ["profile-unused"])

    def converted(pixels, profile, mode):
        made = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        flat = Image.fromarray(pixels, mode)
        return np.asarray(ImageCms.profileToProfile(flat, made, ImageCms.createProfile("sRGB"), 0, "RGB"))

    wide = converted(RGB, icc.rgb(), "RGB")
    put("profile.png", "PNG", png(RGB, 8, 2, chunk(b"iCCP", b"s\0\0" + zlib.compress(icc.rgb()))), wide, 2)
    put("profile.tif", "TIFF", tiff(RGB, more=[(34675, 7, icc.rgb())]), wide, 2)
    put("profile-16.tif", "TIFF", tiff(RGB.astype(np.uint16) * 256 + LOW, more=[(34675, 7, icc.rgb())]), wide, 2)
    put("profile-16-alpha.tif", "TIFF", tiff(alpha.astype(np.uint16) * 257, extra=[2], more=[(34675, 7, icc.rgb())]), on_white(wide, ALPHA), 2)
    linear = converted(GREY, icc.grey(), "L")[..., 0]
    put("profile-of-grey.tif", "TIFF", tiff(grey, more=[(34675, 7, icc.grey())]), linear, 2)
    put("profile-of-grey-16.tif", "TIFF", tiff(grey.astype(np.uint16) * 256, more=[(34675, 7, icc.grey())]), linear, 2)
    put("gamma.png", "PNG", png(RGB, 8, 2, chunk(b"gAMA", struct.pack(">I", 100000))), RGB, 0, ["profile-unused"])
    for name, options in {
        "baseline": {"quality": 90, "subsampling": 0},
        "subsampled": {"quality": 90, "subsampling": 2},
        "progressive": {"quality": 90, "subsampling": 0, "progressive": True},
        "restarts": {"quality": 90, "subsampling": 0, "restart_marker_blocks": 3},
    }.items():
        data = encoded(image, "JPEG", **options)
        put(f"{name}.jpg", "JPEG", data, seen(data), 1)
    data = encoded(Image.fromarray(GREY), "JPEG", quality=90)
    put("grey.jpg", "JPEG", data, seen(data, "L"), 1)
    put("trailing.jpg", "JPEG", data + b"behind the end", seen(data, "L"), 1)
    palette = image.quantize(32)
    for name, interlace in (("plain", 0), ("interlaced", 1)):
        data = encoded(palette, "GIF", interlace=interlace)
        put(f"{name}.gif", "GIF", data, seen(data))
    data = encoded(palette, "GIF", save_all=True, append_images=[Image.fromarray(RGB[::-1].copy()).quantize(32)])
    put("frames.gif", "GIF", data, seen(data), 0, ["pages-left-out"])
    for name, source, options in (
        ("lossless", image, {"lossless": True}),
        ("lossy", image, {"quality": 90}),
        ("alpha", Image.fromarray(alpha), {"quality": 90}),
    ):
        data = encoded(source, "WEBP", **options)
        pixels = seen(data, source.mode)
        put(f"{name}.webp", "WebP", data, on_white(pixels[..., :3], pixels[..., 3:]) if name == "alpha" else pixels, 2)
    data = encoded(image, "AVIF", quality=95, subsampling="4:4:4")
    put("rgb.avif", "AVIF", data, seen(data), 8)


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


tiffs()
others()
lies()
with open(sys.argv[1], "w") as file:
    json.dump({"pictures": pictures, "files": files, "refused": refused}, file, indent=1)
    file.write("\n")
print(len(files), "files,", len(refused), "refused,", sum(len(f["bytes"]) for f in files) * 3 // 4, "bytes")
