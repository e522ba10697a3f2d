"""PNG, JPEG, GIF, WebP and AVIF, and colour profiles in files of every kind."""

import io
import struct
import zlib

import numpy as np
from PIL import Image, ImageCms

import icc
from collection import put
from pixels import ALPHA, GREY, GREYS, HEIGHT, LOW, RGB, WIDTH, encoded, on_white, seen
from tiff_writer import tiff


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
    put("grey.png", "PNG", png(GREYS, 8, 0), GREY)
    put("interlaced.png", "PNG", png(RGB, 8, 2, adam7=True), RGB)
    put("rgb-16.png", "PNG", png(RGB.astype(np.uint16) * 256 + LOW, 16, 2), RGB)
    put("grey-16.png", "PNG", png(GREYS.astype(np.uint16) * 256 + LOW[..., :1], 16, 0), GREY)
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
    put("profile-rgb-on-grey.tif", "TIFF", tiff(GREYS, more=[(34675, 7, icc.rgb())]), GREY, 0, ["profile-unused"])
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
    put("profile-of-grey.tif", "TIFF", tiff(GREYS, more=[(34675, 7, icc.grey())]), linear, 2)
    put("profile-of-grey-16.tif", "TIFF", tiff(GREYS.astype(np.uint16) * 256, more=[(34675, 7, icc.grey())]), linear, 2)
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
