"""Small colour profiles, made by hand. Source: ICC.1:2022, sections 7 to 10."""

import struct


def s15(value):
    return struct.pack(">i", round(value * 65536))


def xyz(values):
    return b"XYZ \0\0\0\0" + b"".join(s15(v) for v in values)


def gamma(exponent):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(exponent * 256)) + b"\0\0"


def profile(space, tags):
    head = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags:
        table += name + struct.pack(">II", head + len(body), len(data))
        body += data
    header = struct.pack(">I4sI4s4s4s", head + len(body), b"lcms", 0x02100000, b"mntr", space, b"XYZ ")
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    header += s15(0.9642) + s15(1) + s15(0.8249)
    return header.ljust(128, b"\0") + table + body


TEXT = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"made\0" + b"\0" * 78
WHITE = (b"wtpt", xyz((0.9642, 1, 0.8249)))


def rgb(exponent=2.2):
    """Primaries wider than sRGB's (those of Adobe RGB, adapted to D50)."""
    primaries = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
    tags = [(b"desc", TEXT + b"\0" * (-len(TEXT) % 4)), WHITE]
    tags += [(name, xyz(values)) for name, values in zip((b"rXYZ", b"gXYZ", b"bXYZ"), primaries)]
    tags += [(name, gamma(exponent)) for name in (b"rTRC", b"gTRC", b"bTRC")]
    return profile(b"RGB ", tags)


def grey(exponent=1.0):
    return profile(b"GRAY", [(b"desc", TEXT + b"\0" * (-len(TEXT) % 4)), WHITE, (b"kTRC", gamma(exponent))])
