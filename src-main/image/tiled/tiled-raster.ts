/** @file A tiled file as `makeTiled` wrote it, read in upright pieces. */
import { Told, said } from "../../../src-core/messages/said.ts";
import { closeSync, openSync } from "node:fs";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { Rectangle } from "../../../src-core/overlay/registration.ts";
import { why } from "../../reason.ts";
import { sampledAxis, boxFiltered, sampled } from "./box-filter.ts";
import { encodeTile } from "../encode.ts";
import { levelSize, pyramidOf, type Pyramid } from "../pyramid.ts";
import { checkArea, type PyramidRaster } from "../raster.ts";
import { readTiledFacts, type TiledFacts } from "./tiled-facts.ts";
import { readLevels, readTiles, type TileLevel } from "./tiles.ts";
import {
  isMirroredX,
  isMirroredY,
  storedArea,
  uprightPixels,
  uprightSize,
} from "../orientation.ts";

/** All of its reads may run at the same time. */
export interface TiledRaster extends PyramidRaster {
  /** Images in the original file. */
  readonly pages: number;
  /**
   * One tile of the picture that is looked at (see `tileType`): level k is the image shrunk by 2^k, whose pixel (x, y) covers exactly
   * the image's pixels from (x·2^k, y·2^k) on.
   * @throws RangeError when there is no such tile
   */
  picture(level: number, column: number, row: number): Promise<Uint8Array>;
  /** Closes the file once no read is under way; else it is closed when nothing holds the raster any more. */
  close(): void;
}

const forgotten = new FinalizationRegistry<number>((file) => {
  closeSync(file);
});

/** @throws UserError `image-unreadable` when the file is missing or damaged */
export async function openTiled(target: string): Promise<TiledRaster> {
  let file: number | undefined;
  try {
    const facts = await readTiledFacts(target);
    file = openSync(target, "r");
    const levels = await readLevels(file);
    const [first] = levels;
    if (first?.width !== facts.width || first.height !== facts.height)
      throw new Told(said("image.tiled-other-size", { width: facts.width, height: facts.height }));
    return new Tiled(file, facts, levels);
  } catch (cause) {
    if (file !== undefined) closeSync(file);
    throw new UserError(
      "image-unreadable",
      said("image.prepared-unreadable", { target, why: why(cause) }),
      { cause },
    );
  }
}

class Tiled implements TiledRaster {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pages: number;
  readonly pyramid: Pyramid;
  #file: number;
  readonly #facts: TiledFacts;
  readonly #levels: readonly TileLevel[];

  constructor(file: number, facts: TiledFacts, levels: readonly TileLevel[]) {
    const { width, height } = uprightSize(facts, facts.orientation);
    this.width = width;
    this.height = height;
    this.channels = facts.channels;
    this.pages = facts.pages;
    this.pyramid = pyramidOf(facts);
    this.#file = file;
    this.#facts = facts;
    this.#levels = levels;
    forgotten.register(this, file, this);
  }

  async read(area: Rectangle): Promise<Uint8Array> {
    return this.readLevel(0, area);
  }

  async readLevel(level: number, area: Rectangle): Promise<Uint8Array> {
    const size = levelSize(this, level);
    checkArea(area, size);
    const coarsest = this.#levels.length - 1;
    if (level > coarsest) return this.#shrunk(level, area, coarsest);
    const stored = this.#levels[level];
    if (!stored) throw new RangeError(`there is no level ${level}`);
    const { orientation } = this.#facts;
    const factor = 2 ** level;
    const inFile = storedArea(area, levelSize(this.#facts, level), orientation);
    // A mirrored level begins at the image's far end, which need not be at a multiple of the factor: it lies between pixels.
    const shift = (mirrored: boolean, length: number): number =>
      mirrored ? length / factor - Math.ceil(length / factor) : 0;
    const startX = inFile.x + shift(isMirroredX(orientation), this.#facts.width);
    const startY = inFile.y + shift(isMirroredY(orientation), this.#facts.height);
    const x = sampledAxis(startX, inFile.width, stored.width);
    const y = sampledAxis(startY, inFile.height, stored.height);
    const wanted = { x: x.read, y: y.read, width: x.count, height: y.count };
    const data = await readTiles(this.#file, stored, wanted, this.channels);
    return uprightPixels(sampled(data, x, y, this.channels), inFile, this.channels, orientation);
  }

  /** A level that the file does not have: it is made from the smallest that it has. */
  async #shrunk(level: number, area: Rectangle, from: number): Promise<Uint8Array> {
    const factor = 2 ** (level - from);
    const finer = levelSize(this, from);
    const [x, y] = [area.x * factor, area.y * factor];
    const width = Math.min(finer.width - x, area.width * factor);
    const height = Math.min(finer.height - y, area.height * factor);
    const data = await this.readLevel(from, { x, y, width, height });
    return boxFiltered(data, { width, height }, this.channels, factor);
  }

  async picture(level: number, column: number, row: number): Promise<Uint8Array> {
    const { tile, levels } = this.pyramid;
    if (!Number.isInteger(level) || level < 0 || level >= levels)
      throw new RangeError(`level ${level} of ${levels}`);
    const size = levelSize(this, level);
    const [x, y] = [column * tile, row * tile];
    const width = Math.min(tile, size.width - x);
    const height = Math.min(tile, size.height - y);
    const data = await this.readLevel(level, { x, y, width, height });
    return encodeTile({ data, width, height, channels: this.channels }, level);
  }

  close(): void {
    if (!forgotten.unregister(this)) return;
    closeSync(this.#file);
    this.#file = -1;
  }
}
