"""Writes TIFFs in every layout that the format allows: byte order, BigTIFF, directory first or last, strips or tiles, planes together
or apart, every compression. Nothing of Fullconv's own is used: what it reads is held against these pixels.

Source: TIFF 6.0; BigTIFF by Aware Systems; TIFF Technical Notes 1 to 3.
"""

import io
import struct

import imagecodecs
import numpy as np
from PIL import Image

COMPRESSIONS = {
    "none": 1,
    "ccitt-rle": 2,
    "group3": 3,
    "group4": 4,
    "lzw": 5,
    "jpeg": 7,
    "deflate": 8,
    "old-deflate": 32946,
    "packbits": 32773,
    "webp": 50001,
    "lzma": 34925,
    "zstd": 50000,
    "jpeg2000": 34712,
    "lerc": 34887,
    "unknown": 65535,
}

BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED, LONG8 = 1, 2, 3, 4, 5, 7, 16
WIDTHS = {BYTE: 1, ASCII: 1, SHORT: 2, LONG: 4, RATIONAL: 8, UNDEFINED: 1, LONG8: 8}


def fax(segment, compression):
    """Rows of 0 and 1 → CCITT; libtiff by way of Pillow is the only free encoder of it."""
    kind = {"ccitt-rle": "tiff_ccitt", "group3": "group3", "group4": "group4"}[compression]
    file = io.BytesIO()
    Image.fromarray(segment[..., 0] != 0).save(file, "TIFF", compression=kind, strip_size=10**6)
    with Image.open(file) as image:
        offset, count = image.tag_v2[273], image.tag_v2[279]
    assert len(offset) == 1
    return file.getvalue()[offset[0] : offset[0] + count[0]], image.tag_v2[262]


def encode(segment, compression, order, predictor):
    """height × width × samples → the bytes of one strip or tile."""
    if predictor == 2:
        segment = np.concatenate([segment[:, :1], np.diff(segment, axis=1)], axis=1).astype(segment.dtype)
    raw = segment.astype(segment.dtype.newbyteorder(order)).tobytes()
    if compression in ("none", "unknown"):
        return raw
    if compression == "lzw":
        return imagecodecs.lzw_encode(raw)
    if compression in ("deflate", "old-deflate"):
        return imagecodecs.zlib_encode(raw)
    if compression == "packbits":
        # A run ends with its row.
        rows = segment.astype(segment.dtype.newbyteorder(order))
        return b"".join(imagecodecs.packbits_encode(row.tobytes()) for row in rows)
    if compression == "zstd":
        return imagecodecs.zstd_encode(raw)
    if compression == "lzma":
        return imagecodecs.lzma_encode(raw)
    plain = np.ascontiguousarray(segment if segment.shape[2] > 1 else segment[..., 0])
    if compression == "jpeg":
        return imagecodecs.jpeg8_encode(plain, level=95, outcolorspace="rgb" if plain.ndim == 3 else None)
    if compression == "webp":
        return imagecodecs.webp_encode(plain, lossless=True)
    if compression == "jpeg2000":
        return imagecodecs.jpeg2k_encode(plain, level=0, codecformat="j2k")
    if compression == "lerc":
        return imagecodecs.lerc_encode(plain)
    raise ValueError(compression)


def segments(pixels, tile, rows, apart):
    """The strips or tiles of an image, in their order; tiles are padded with their last pixels."""
    height, width, samples = pixels.shape
    planes = [pixels[..., [s]] for s in range(samples)] if apart else [pixels]
    for plane in planes:
        if tile is None:
            for top in range(0, height, rows):
                yield plane[top : top + rows]
            continue
        wide, high = tile
        padded = np.pad(plane, ((0, -height % high), (0, -width % wide), (0, 0)), mode="edge")
        for top in range(0, height, high):
            for left in range(0, width, wide):
                yield padded[top : top + high, left : left + wide]


def pack_bits(pixels, bits):
    """Samples of fewer than 8 bits → bytes, each row for itself."""
    height = pixels.shape[0]
    rows = pixels.reshape(height, -1)
    shifts = np.arange(bits - 1, -1, -1)
    expanded = (rows[..., None] >> shifts) & 1
    return np.packbits(expanded.reshape(height, -1), axis=1)[..., None]


def tiff(
    pixels,
    *,
    order="<",
    big=False,
    first=False,
    tile=None,
    rows=8,
    compression="none",
    predictor=1,
    apart=False,
    photometric=None,
    extra=(),
    bits=None,
    more=(),
    tweak=None,
    pages=None,
    stored=None,
):
    """One image (or several `pages`) as the bytes of a TIFF.

    pixels: height × width × samples; uint8 or uint16, with `bits` below 8 one sample per pixel
    first: the directory lies before the pixels
    more: further entries (tag, type, values)
    tweak: changes the list of entries before it is written
    stored: how many of the strips or tiles are written
    """
    items = [pixels, *(pages or [])]
    prepared = []
    for item in items:
        height, width, samples = item.shape
        depth = bits or item.dtype.itemsize * 8
        if compression in ("ccitt-rle", "group3", "group4"):
            parts = [fax(segment, compression) for segment in segments(item, tile, rows, apart)]
            data, kind = [part for part, _ in parts], parts[0][1]
            photometric = kind
        elif depth < 8:
            data = [encode(pack_bits(s, depth), compression, order, 1) for s in segments(item, tile, rows, apart)]
        else:
            data = [encode(s, compression, order, predictor) for s in segments(item, tile, rows, apart)]
        if photometric is None:
            photometric = 2 if samples - len(extra) >= 3 else 1
        entries = [
            (256, SHORT, [width]),
            (257, SHORT, [height]),
            (258, SHORT, [depth] * samples),
            (259, SHORT, [COMPRESSIONS[compression]]),
            (262, SHORT, [photometric]),
            (277, SHORT, [samples]),
            (284, SHORT, [2 if apart else 1]),
        ]
        if predictor != 1:
            entries.append((317, SHORT, [predictor]))
        if extra:
            entries.append((338, SHORT, list(extra)))
        if tile:
            entries += [(322, SHORT, [tile[0]]), (323, SHORT, [tile[1]])]
        else:
            entries.append((278, SHORT, [rows]))
        entries += list(more)
        prepared.append((entries, data, (324, 325) if tile else (273, 279)))
    return lay(prepared, order, big, first, tweak, stored)


def lay(prepared, order, big, first, tweak, stored):
    pointer = LONG8 if big else LONG
    size = 8 if big else 4
    head = 16 if big else 8
    file = bytearray(head)
    link = 8 if big else 4

    def number(value, width):
        return value.to_bytes(width, "little" if order == "<" else "big")

    def packed(kind, values):
        if isinstance(values, bytes):
            return values
        codes = {BYTE: "B", ASCII: "B", SHORT: "H", LONG: "I", UNDEFINED: "B", LONG8: "Q", RATIONAL: "I"}
        return struct.pack(f"{order}{len(values)}{codes[kind]}", *values)

    def count_of(kind, values):
        return len(values) // 2 if kind == RATIONAL and not isinstance(values, bytes) else len(values)

    file[: 4] = (b"II" if order == "<" else b"MM") + number(43 if big else 42, 2)
    if big:
        file[4:8] = number(8, 2) + number(0, 2)
    for entries, data, (offsets_tag, counts_tag) in prepared:
        counts = [len(part) for part in data]

        def directory(start, offsets):
            every = sorted([*entries, (offsets_tag, pointer, offsets), (counts_tag, pointer, counts)], key=lambda e: e[0])
            if tweak:
                every = tweak(every)
            length = (8 if big else 2) + len(every) * (20 if big else 12) + size
            body, beyond = bytearray(number(len(every), 8 if big else 2)), bytearray()
            for tag, kind, values in every:
                value = packed(kind, values)
                body += number(tag, 2) + number(kind, 2) + number(count_of(kind, values), size)
                if len(value) <= size:
                    body += value.ljust(size, b"\0")
                else:
                    body += number(start + length + len(beyond), size)
                    beyond += value + b"\0" * (len(value) % 2)
            return bytes(body), bytes(beyond)

        def place(start):
            at, offsets = start, []
            for part in data:
                offsets.append(at)
                at += len(part) + len(part) % 2
            return offsets

        pixels = b"".join(part + b"\0" * (len(part) % 2) for part in data[:stored])
        if first:
            start = len(file)
            body, beyond = directory(start, place(0))
            body, beyond = directory(start, place(start + len(body) + size + len(beyond)))
            file[link : link + size] = number(start, size)
            link = start + len(body)
            file += body + b"\0" * size + beyond + pixels
        else:
            offsets = place(len(file))
            file += pixels
            start = len(file)
            body, beyond = directory(start, offsets)
            file[link : link + size] = number(start, size)
            link = start + len(body)
            file += body + b"\0" * size + beyond
    return bytes(file)
