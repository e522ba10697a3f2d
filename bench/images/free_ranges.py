"""Bytes of a file whose other values are as legal as the one that is there: nobody can know that they were changed.

All else is structure: lengths, offsets, counts, types, markers, and whatever a check sum covers.
"""

import struct


def png(_):
    """Check sums cover it all."""
    return []


def tiff(data):
    """Tag numbers (unknown ones have to be read), values of tags but those that say where pixels lie, and pixels without a check sum."""
    order = "<" if data[:2] == b"II" else ">"
    big = struct.unpack(order + "H", data[2:4])[0] == 43
    pointer, step, head = (8, 20, 8) if big else (4, 12, 2)
    code = order + ("Q" if big else "I")
    (at,) = struct.unpack_from(code, data, 8 if big else 4)
    (count,) = struct.unpack_from(order + ("Q" if big else "H"), data, at)
    widths = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 16: 8}
    free, found = [], {}
    for index in range(count):
        start = at + head + index * step
        tag, kind = struct.unpack_from(order + "HH", data, start)
        (number,) = struct.unpack_from(code, data, start + 4)
        length = number * widths.get(kind, 1)
        inline = start + 4 + pointer
        place = inline if length <= pointer else struct.unpack_from(code, data, inline)[0]
        values = struct.unpack_from(order + str(number) + {3: "H", 4: "I", 16: "Q"}[kind], data, place) if kind in (3, 4, 16) else ()
        found.setdefault(tag, values)
        free.append([start, start + 2])
        if tag not in (273, 279, 324, 325):
            free.append([place, place + length])
            if length <= pointer:
                free.append([inline, inline + pointer])
    if found.get(259, (1,))[0] not in (8, 32946):
        offsets = found.get(324) or found.get(273)
        counts = found.get(325) or found.get(279) or [len(data)]
        for offset, length in zip(offsets, list(counts) * len(offsets) if len(counts) == 1 else counts):
            free.append([offset, min(len(data), offset + (length or len(data)))])
    return free


def jpeg(data):
    """What segments say, and the coded pixels."""
    free, at = [], 2
    while data[at + 1] != 0xD9:
        (length,) = struct.unpack_from(">H", data, at + 2)
        free.append([at + 4, at + 2 + length])
        isScan = data[at + 1] == 0xDA
        at += 2 + length
        if not isScan:
            continue
        start = at
        while data[at] != 0xFF or data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 1
        free.append([start, at])
    return free


def gif(data):
    """Sizes, colour tables, delays, codes."""
    def table(flags):
        return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0

    at = 13 + table(data[10])
    # The version, too: both are read.
    free = [[3, at]]
    while data[at] != 0x3B:
        kind = data[at]
        if kind == 0x21:
            free.append([at + 1, at + 2])
            at += 2
        else:
            end = at + 10 + table(data[at + 9]) + 1
            free.append([at + 1, end])
            at = end
        while data[at]:
            free.append([at + 1, at + 1 + data[at]])
            at += 1 + data[at]
        at += 1
    return free


def webp(data):
    """The bodies of the parts, without VP8X's flags."""
    free, at = [], 12
    while at < len(data):
        (length,) = struct.unpack_from("<I", data, at + 4)
        start = at + 9 if data[at : at + 4] == b"VP8X" else at + 8
        free.append([start, at + 8 + length])
        at += 8 + length + length % 2
    return free


def avif(data):
    """Pixels and properties; lengths and names of boxes are structure."""
    inner = {b"meta": 4, b"iprp": 0, b"ipco": 0}
    free = []

    def walk(at, end):
        while at + 8 <= end:
            (length,) = struct.unpack_from(">I", data, at)
            name = data[at + 4 : at + 8]
            if name in inner:
                walk(at + 8 + inner[name], at + length)
            else:
                free.append([at + 8, at + length])
            at += length

    walk(0, len(data))
    return free


FREE = {"PNG": png, "TIFF": tiff, "JPEG": jpeg, "GIF": gif, "WebP": webp, "AVIF": avif}
