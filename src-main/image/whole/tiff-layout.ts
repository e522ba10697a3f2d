/** @file What the first image of a TIFF is, and where its strips or tiles lie. Source: TIFF 6.0, sections 3, 8, 15, 18. */
import type { Message } from "../../../src-core/messages/template.ts";
import { Told, said } from "../../../src-core/messages/said.ts";
import { NotRead } from "../decode-errors.ts";
import type { TagName, TiffDirectory } from "./tiff-directory.ts";
import { tagNumbers } from "./tiff-directory.ts";

/** What a band beside the colours is. Source: TIFF 6.0, section 18. */
export type ExtraBand = "unspecified" | "associated" | "alpha";

export interface Segment {
  readonly at: number;
  readonly bytes: number;
  /** Bytes of its rows before they were compressed; of the last strip those that are there. */
  readonly needed: number;
  /** The same of a strip that is as high as the others. */
  readonly most: number;
  readonly rows: number;
}

export interface TiffLayout {
  readonly width: number;
  readonly height: number;
  readonly compression: number;
  readonly photometric: number;
  readonly samples: number;
  readonly extra: readonly ExtraBand[];
  readonly segments: readonly Segment[];
  /** Pixels of a strip or tile. */
  readonly segmentWidth: number;
  readonly segmentHeight: number;
  readonly tiled: boolean;
  /** Only a smaller version of another image in the file. */
  readonly reduced: boolean;
}

/** Samples of a colour, by photometric interpretation: white is zero, black is zero, RGB, palette, inks, YCbCr. */
const colours: Partial<Record<number, number>> = { 0: 1, 1: 1, 2: 3, 3: 1, 5: 4, 6: 3 };
const named = (name: string): Message => said("image.photometric-named", { name });
const otherColours: Partial<Record<number, Message>> = {
  4: said("image.photometric-mask"),
  8: named("CIELab"),
  9: named("ICCLab"),
  10: named("ITULab"),
  32803: said("image.photometric-filter"),
  32844: named("SGI Log"),
  32845: named("SGI Log"),
  34892: said("image.photometric-linear"),
};
const palette = 3;
/** Their number has 16 bits. */
const mostSamples = 65_535;
const extraKinds: Partial<Record<number, ExtraBand>> = { 1: "associated", 2: "alpha" };

/** @throws Error where the directory says nothing that can be read */
export function layoutOf(directory: TiffDirectory): TiffLayout {
  const first = (name: TagName, other: number): number => tagNumbers(directory, name)[0] ?? other;
  const [width, height] = [first("width", 0), first("height", 0)];
  if (width === 0 || height === 0) throw new Told(said("image.directory-gives-no-size"));
  const samples = first("samples", 1);
  const photometric = first("photometric", -1);
  const colour = colours[photometric];
  if (colour === undefined)
    throw new NotRead(
      said("image.photometric", { photometric, named: otherColours[photometric] ?? "" }),
    );
  const inks = first("inks", 1);
  if (photometric === 5 && inks !== 1) throw new NotRead(said("image.inks", { inks }));
  if (samples > mostSamples) throw new Told(said("image.samples-pixel-more-than", { samples }));
  // Its decoder takes the numbers of a palette for grey where it has not read their depth before.
  if (photometric === palette && !directory.sorted)
    throw new NotRead(said("image.directory-out-order-so"));
  if (samples < colour) throw new Told(said("image.too-few-samples", { samples, colour }));
  const bits = tagNumbers(directory, "bits");
  if (bits.some((depth) => depth !== bits[0]))
    throw new NotRead(said("image.sample-bits", { bits }));
  const kinds = tagNumbers(directory, "extraSamples");
  // Its decoder would take a colour for opacity.
  if (kinds.length > samples - colour)
    throw new Told(
      said("image.names-bands-beside-colours", { kinds: kinds.length, samples: samples - colour }),
    );
  const extra = Array.from(
    { length: samples - colour },
    (_, index) => extraKinds[kinds[index] ?? 0] ?? "unspecified",
  );
  const tiled = directory.entries.has("tileOffsets");
  const apart = first("planes", 1) === 2;
  const rows = Math.min(height, first("rowsPerStrip", height));
  const segmentWidth = tiled ? first("tileWidth", 0) : width;
  const segmentHeight = tiled ? first("tileHeight", 0) : rows;
  if (segmentWidth === 0 || segmentHeight === 0) throw new Told(said("image.strips-tiles-no-size"));
  const line = Math.ceil((segmentWidth * (apart ? 1 : samples) * (bits[0] ?? 1)) / 8);
  const across = Math.ceil(width / segmentWidth);
  const down = Math.ceil(height / segmentHeight);
  const count = across * down * (apart ? samples : 1);
  const places = tagNumbers(directory, tiled ? "tileOffsets" : "stripOffsets");
  const lengths = tagNumbers(directory, tiled ? "tileCounts" : "stripCounts");
  const compression = first("compression", 1);
  const what = said(tiled ? "image.tiles" : "image.strips");
  if (places.length < count)
    throw new Told(said("image.parts-missing", { count, what, places: places.length }));
  // Old writers leave out the lengths of what is not compressed: they follow from the size.
  const unknown = compression === 1 && lengths.every((length) => length === 0);
  const segments = Array.from({ length: count }, (_, index): Segment => {
    const top = Math.floor((index % (across * down)) / across) * segmentHeight;
    const inside = tiled ? segmentHeight : Math.min(segmentHeight, height - top);
    const needed = line * inside;
    const bytes = unknown ? needed : (lengths[index] ?? 0);
    const most = line * segmentHeight;
    return { at: places[index] ?? 0, bytes, needed, most, rows: inside };
  });
  const reduced = (first("subfile", 0) & 1) === 1;
  return {
    width,
    height,
    compression,
    photometric,
    samples,
    extra,
    segments,
    segmentWidth,
    segmentHeight,
    tiled,
    reduced,
  };
}
