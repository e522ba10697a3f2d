"""Training scenes: handwritten digits at any position, on any ground, with the target of every cell of the score map.

A scene is 92 x 92 pixels, that is 17 x 17 cells of a 28 x 28 window at stride 4. Everything is drawn for a whole batch at
once. Light ink on dark ground is drawn, then half of the scenes are inverted as a whole, so that polarity is never a clue.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from textures import procedural_textures

WINDOW, STRIDE, CELLS = 28, 4, 17
SIZE = WINDOW + STRIDE * (CELLS - 1)
BACKGROUND = 10
MARGIN = 20  # digits may be cut by the border by up to this many pixels
FAR = 30.0  # weight of a background cell far from every digit


@dataclass
class Batch:
    """Pixels B x 1 x 92 x 92 (uint8); label, share of the digit and weight of each cell, B x 17 x 17."""

    pixels: torch.Tensor
    label: torch.Tensor
    share: torch.Tensor
    weight: torch.Tensor


class SceneMaker:
    def __init__(self, digits: np.ndarray, labels: np.ndarray, clutter: np.ndarray, seed: int, textures: int = 600):
        self.digits = torch.from_numpy(digits.copy())
        self.labels = torch.from_numpy(labels.astype(np.int64))
        self.clutter = torch.from_numpy(clutter.copy())
        self.seed, self.random = seed, torch.Generator().manual_seed(seed)
        self.tiles = self.variations(self.clutter)
        self.textures = torch.from_numpy(procedural_textures(textures, np.random.default_rng(seed)))

    # Random numbers, all from the one seeded generator.
    def uniform(self, *shape: int, low: float = 0.0, high: float = 1.0) -> torch.Tensor:
        return torch.rand(*shape, generator=self.random) * (high - low) + low

    def normal(self, *shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=self.random)

    def integer(self, high: int, *shape: int) -> torch.Tensor:
        return torch.randint(high, shape, generator=self.random)

    def chance(self, probability: float, *shape: int) -> torch.Tensor:
        return torch.rand(*shape, generator=self.random) < probability

    def make(self, count: int, step: int) -> Batch:
        """The scenes of one training step: a function of seed and step, so that training can be taken up again anywhere."""
        self.random.manual_seed(self.seed * 1_000_003 + step)
        top, left, used = self.layout(count)
        which = self.integer(len(self.digits), *used.shape)
        alpha, ink, box = self.strokes(which, top, left, used)
        ground = self.ground(count)
        # A few scenes paste each digit's whole box, opaque, as the simplest of scene makers would.
        ground = torch.where(box & self.chance(0.03, count, 1, 1), self.level(count), ground)
        pixels, contrast = self.blend(alpha, ink, ground)
        label, share, weight = targets(self.labels[which], top, left, used, contrast)
        return Batch(pixels, label, share, weight)

    def windows(self, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Single digits as MNIST has them, N x 1 x 28 x 28 (uint8), and labels: half of them bent, and half of them inverted."""
        which = self.integer(len(self.digits), count)
        plain = self.digits[which].float() / 255
        alpha = torch.where(self.chance(0.5, count, 1, 1), plain, self.augment(self.digits[which]))
        pixels = torch.where(self.chance(0.5, count, 1, 1), 1 - alpha, alpha) * 255
        return pixels.round().clamp(0, 255).byte()[:, None], self.labels[which]

    def layout(self, count: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """
        Top-left corners B x 25 of digits in a jittered grid of random pitch and phase, and which of them are used: boxes
        that touch or even overlap a little (pitch 24), up to sparse ones.
        """
        pitch = torch.where(self.chance(0.75, count), 28 + self.integer(5, count), 24 + self.integer(14, count))
        slack = torch.where(self.chance(0.3, count), 0, (pitch - 26).clamp(min=1))
        phase_y, phase_x = (-MARGIN + (self.uniform(count) * pitch).long() for _ in range(2))
        index = torch.arange(25)
        top = phase_y[:, None] + (index // 5)[None] * pitch[:, None]
        left = phase_x[:, None] + (index % 5)[None] * pitch[:, None]
        # Whole columns move as well, so that boxes are not aligned along both axes.
        top = top + (self.uniform(count, 5) * pitch[:, None] * self.chance(0.5, count, 1)).long()[:, index % 5]
        top = top + (self.uniform(count, 25) * slack[:, None]).long()
        left = left + (self.uniform(count, 25) * slack[:, None]).long()
        density = torch.where(self.chance(0.15, count), 0.0, self.uniform(count, low=0.1, high=1.1))
        inside = (torch.minimum(top, left) >= -MARGIN) & (torch.maximum(top, left) <= SIZE - WINDOW + MARGIN)
        return top, left, inside & (self.uniform(count, 25) < density[:, None])

    def strokes(self, which, top, left, used) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Coverage 0..1 and ink level (0: faintest, 1: fullest) of every pixel, and whether it lies in a digit's box."""
        count, slots = which.shape
        side = SIZE + 2 * MARGIN
        glyphs = self.augment(self.digits[which[used]])
        scene, slot = used.nonzero(as_tuple=True)
        rows = (top[used] + MARGIN)[:, None, None] + torch.arange(WINDOW)[None, :, None]
        columns = (left[used] + MARGIN)[:, None, None] + torch.arange(WINDOW)[None, None, :]
        place = (scene[:, None, None] * side + rows) * side + columns
        alpha = torch.zeros(count * side * side).scatter_reduce_(0, place.flatten(), glyphs.flatten(), "amax")
        # One ink per scene, in a fifth of the scenes one per digit.
        level = self.uniform(count, 1).expand(count, slots)
        level = torch.where(self.chance(0.2, count, 1), self.uniform(count, slots), level)[used]
        ink = torch.zeros(count * side * side)
        ink[place.flatten()] = level[:, None, None].expand_as(glyphs).flatten()
        box = torch.zeros(count * side * side, dtype=torch.bool)
        box[place.flatten()] = True
        inner = slice(MARGIN, MARGIN + SIZE)
        alpha, ink, box = (field.view(count, side, side)[:, inner, inner] for field in (alpha, ink, box))
        return alpha, ink, box

    def augment(self, digits: torch.Tensor) -> torch.Tensor:
        """Coverage N x 28 x 28: a third of the digits as they are, the others slanted, scaled, thickened, thinned or blurred."""
        plain = digits.float()[:, None] / 255
        n = len(plain)
        turn, shear = self.normal(n) * 0.12, self.normal(n) * 0.12
        grow = torch.exp(self.normal(n, 2) * 0.09)
        shift = self.normal(n, 2) * 0.02
        cosine, sine = torch.cos(turn), torch.sin(turn)
        matrix = torch.stack(
            [
                torch.stack([cosine * grow[:, 0], (shear - sine) * grow[:, 0], shift[:, 0]], 1),
                torch.stack([sine * grow[:, 1], cosine * grow[:, 1], shift[:, 1]], 1),
            ],
            1,
        )
        bent = F.grid_sample(plain, F.affine_grid(matrix, list(plain.shape), align_corners=False), align_corners=False)
        amount = (self.uniform(n, 1, 1, 1, low=-1.0, high=1.0)).clamp(-0.6, 0.8)
        thick = F.max_pool2d(bent, 3, 1, 1)
        thin = -F.max_pool2d(-bent, (2, 2), 1, 1)[:, :, :WINDOW, :WINDOW]
        bent = torch.where(amount > 0, bent + amount * (thick - bent), bent - amount * (thin - bent))
        soft = F.avg_pool2d(F.pad(bent, (1, 1, 1, 1)), 3, 1)
        mix = self.uniform(n, 1, 1, 1, low=-0.7, high=0.8)
        bent = torch.where(mix > 0, bent + mix * (soft - bent), (bent - mix * 2 * (bent - 0.4) * (bent > 0.1)).clamp(0, 1))
        return torch.where(self.chance(0.35, n, 1, 1, 1), plain, bent)[:, 0]

    def ground(self, count: int) -> torch.Tensor:
        """Grey levels 0..255, B x 92 x 92, of one of six kinds per scene."""
        shares = [("plain", 0.11), ("noise", 0.17), ("smooth", 0.03), ("mosaic", 0.44), ("enlarged", 0.18), ("texture", 0.07)]
        draw = torch.multinomial(torch.tensor([share for _, share in shares]), count, True, generator=self.random)
        result = torch.empty(count, SIZE, SIZE)
        for index, (kind, _) in enumerate(shares):
            chosen = (draw == index).nonzero()[:, 0]
            if len(chosen) > 0:
                result[chosen] = getattr(self, f"ground_{kind}")(len(chosen))
        return result

    def level(self, n: int) -> torch.Tensor:
        """A ground's level: any grey, with the two ends and the middle drawn more often."""
        special = torch.tensor([0.0, 0.0, 255.0, 128.0, 127.0, 64.0, 192.0])[self.integer(7, n)]
        return torch.where(self.chance(0.3, n), special, self.uniform(n, high=255))[:, None, None]

    def ground_plain(self, n: int) -> torch.Tensor:
        return self.level(n).expand(n, SIZE, SIZE)

    def ground_noise(self, n: int) -> torch.Tensor:
        gaussian = self.normal(n, SIZE, SIZE) * self.uniform(n, 1, 1, low=3, high=55)
        flat = self.uniform(n, SIZE, SIZE, low=-1, high=1) * self.uniform(n, 1, 1, low=10, high=128)
        centre = torch.where(self.chance(0.3, n, 1, 1), torch.tensor(128.0), self.level(n))
        return (centre + torch.where(self.chance(0.5, n, 1, 1), gaussian, flat)).clamp(0, 255)

    def ground_smooth(self, n: int) -> torch.Tensor:
        """Slow gradients: a random grid of 2 to 5 levels, interpolated."""
        grid = self.uniform(n, 1, 2 + int(self.integer(4)), 2 + int(self.integer(4)), high=255)
        return F.interpolate(grid, (SIZE, SIZE), mode="bilinear", align_corners=True)[:, 0]

    def variations(self, tiles: torch.Tensor) -> torch.Tensor:
        """More tiles than there are, against learning them by heart: turned, mirrored, zoomed, and four in the place of one."""
        turned = [side.rot90(turn, (1, 2)) for turn in range(4) for side in (tiles, tiles.flip(2))]
        closer = []
        for part in tiles[torch.randperm(len(tiles), generator=self.random)].split(100):
            large = F.interpolate(part.float()[:, None], 32 + int(self.integer(28)), mode="bicubic", align_corners=False)
            y, x = (int(self.integer(large.shape[2] - 31)) for _ in range(2))
            closer.append(large[:, 0, y : y + 32, x : x + 32].clamp(0, 255).byte())
        quarters = F.avg_pool2d(tiles[self.integer(len(tiles), len(tiles), 4)].float(), 2).view(-1, 2, 2, 16, 16)
        four = quarters.permute(0, 1, 3, 2, 4).reshape(-1, 32, 32).byte()
        return torch.cat([*turned, *closer, four])

    def ground_mosaic(self, n: int) -> torch.Tensor:
        """Tiles butted together; in a quarter of the scenes mixed with others, in a quarter of different contrast each."""
        upright = self.clutter[self.integer(len(self.clutter), n, 4, 4)]
        upright = torch.where(self.chance(0.5, n, 4, 4, 1, 1), upright, upright.flip(4))
        varied = self.tiles[self.integer(len(self.tiles), n, 4, 4)].float()
        tiles = torch.where(self.chance(0.5, n, 1, 1, 1, 1), upright.float(), varied)
        other = torch.where(self.chance(0.25, n, 1, 1, 1, 1), self.uniform(n, 1, 1, 1, 1, high=0.5), 0.0)
        tiles = tiles + (varied.roll(1, 1) - tiles) * other
        gain = torch.where(self.chance(0.25, n, 1, 1, 1, 1), self.uniform(n, 4, 4, 1, 1, low=0.4, high=1.2), 1.0)
        field = (tiles * gain).permute(0, 1, 3, 2, 4).reshape(n, 128, 128)
        return self.fade(self.cut(field))

    def ground_enlarged(self, n: int) -> torch.Tensor:
        """Images enlarged up to 12-fold, butted together where one does not fill the scene."""
        side = int(34 * 11 ** float(self.uniform(1)))
        across = 1 if side >= 160 else -(-SIZE // side) + 1
        images = self.clutter[self.integer(len(self.clutter), n * across * across)].float()[:, None]
        mode = ["bilinear", "bilinear", "bicubic", "bicubic", "nearest"][int(self.integer(5))]
        large = F.interpolate(images, (side, side), mode=mode, align_corners=None if mode == "nearest" else False)
        grid = large.view(n, across, across, side, side).permute(0, 1, 3, 2, 4)
        return self.fade(self.cut(grid.reshape(n, across * side, across * side).clamp(0, 255)))

    def ground_texture(self, n: int) -> torch.Tensor:
        return self.fade(self.cut(self.textures[self.integer(len(self.textures), n)].float()))

    def cut(self, field: torch.Tensor) -> torch.Tensor:
        corners = self.integer(field.shape[1] - SIZE + 1, len(field), 2).tolist()
        field = torch.stack([part[y : y + SIZE, x : x + SIZE] for part, (y, x) in zip(field, corners)])
        return torch.where(self.chance(0.5, len(field), 1, 1), field, field.flip(2))

    def fade(self, field: torch.Tensor) -> torch.Tensor:
        """A third of the fields keep their contrast, the others lose some, a third towards black and a third towards any level."""
        n = len(field)
        scale = self.uniform(n, 1, 1, low=0.2, high=1.0)
        faded = torch.where(self.chance(0.5, n, 1, 1), 0.0, self.level(n)) * (1 - scale) + field * scale
        return torch.where(self.chance(0.33, n, 1, 1), field, faded).clamp(0, 255)

    def blend(self, alpha, ink, ground) -> tuple[torch.Tensor, torch.Tensor]:
        """Pixels B x 1 x 92 x 92 (uint8), and per pixel how far the full ink stands out from its ground."""
        n = len(alpha)
        # Light ink: at least 80 above the ground's mean where there is room, else the scene is turned over first.
        mean = ground.mean((1, 2), keepdim=True)
        turned = torch.where(mean > 150, 1.0, torch.where(mean < 105, 0.0, self.chance(0.5, n, 1, 1).float())).bool()
        ground = torch.where(turned, 255 - ground, ground)
        lowest = (torch.where(turned, 255 - mean, mean) + 80).clamp(max=255)
        lowest = lowest + (255 - lowest) * torch.where(self.chance(0.7, n, 1, 1), 1.0, self.uniform(n, 1, 1))
        ink = lowest + (255 - lowest) * ink
        drawn = ground * (1 - alpha) + ink * alpha
        way = self.uniform(n, 1, 1)
        drawn = torch.where(way < 0.35, torch.maximum(ground, ink * alpha), drawn)
        drawn = torch.where((way > 0.96), (ground + ink * alpha).clamp(max=255), drawn)
        contrast = ink - ground
        # Noise of the whole picture, ink included, and a slightly soft lens.
        noisy = self.chance(0.25, n).nonzero()[:, 0]
        drawn[noisy] += self.normal(len(noisy), SIZE, SIZE) * self.uniform(len(noisy), 1, 1, low=0, high=40)
        soft = self.chance(0.1, n).nonzero()[:, 0]
        if len(soft) > 0:
            lens = F.avg_pool2d(F.pad(drawn[soft, None], (1, 1, 1, 1), mode="replicate"), 3, 1)[:, 0]
            drawn[soft] = 0.5 * (drawn[soft] + lens)
        drawn = torch.where(self.chance(0.5, n, 1, 1), 255 - drawn, drawn)
        return drawn.round().clamp(0, 255).byte()[:, None], contrast * alpha


def targets(labels, top, left, used, contrast) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """
    Label, share and weight per cell. Within 2 pixels (per axis) of a digit a cell is that digit; at 3 pixels it is half
    digit, half background; from 4 pixels on it is background. Digits that hardly stand out from their ground are ignored.
    """
    count = len(labels)
    cell = torch.arange(CELLS) * STRIDE
    far = torch.maximum(
        (top[:, :, None, None] - cell[None, None, :, None]).abs(),
        (left[:, :, None, None] - cell[None, None, None, :]).abs(),
    ) + torch.where(used, 0, 1000)[:, :, None, None]
    near, slot = far.min(1)
    label = torch.gather(labels, 1, slot.view(count, -1)).view_as(slot)
    share = torch.where(near <= 2, 1.0, torch.where(near == 3, 0.5, 0.0))
    weight = torch.where(near == 3, 0.3, torch.where(near == 4, 0.6, torch.where(near < 14, 1.0, FAR)))
    visible = F.avg_pool2d(contrast[:, None], WINDOW, STRIDE)[:, 0] * WINDOW * WINDOW
    weight = torch.where((near <= 6) & (visible < 45 * 80), 0.0, weight)
    return label, share, weight
