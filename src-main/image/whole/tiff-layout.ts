/** @file What the first image of a TIFF is, and where its strips or tiles lie. Source: TIFF 6.0, sections 3, 8, 15, 18. */
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
const otherColours: Partial<Record<number, string>> = {
  4: "a mask",
  8: "CIELab",
  9: "ICCLab",
  10: "ITULab",
  32803: "a colour filter's",
  32844: "SGI Log",
  32845: "SGI Log",
  34892: "linear raw",
};
const palette = 3;
/** Their number has 16 bits. */
const mostSamples = 65_535;
const extraKinds: Partial<Record<number, ExtraBand>> = { 1: "associated", 2: "alpha" };

const named = (name: string | undefined): string => (name === undefined ? "" : `, ${name}`);

/** @throws Error where the directory says nothing that can be read */
export function layoutOf(directory: TiffDirectory): TiffLayout {
  const first = (name: TagName, other: number): number => tagNumbers(directory, name)[0] ?? other;
  const [width, height] = [first("width", 0), first("height", 0)];
  if (width === 0 || height === 0) throw new Error("its directory gives no size");
  const samples = first("samples", 1);
  const photometric = first("photometric", -1);
  const colour = colours[photometric];
  if (colour === undefined)
    throw new NotRead(
      `its colours are of kind ${photometric} (PhotometricInterpretation${named(otherColours[photometric])}), which is not read`,
    );
  const inks = first("inks", 1);
  if (photometric === 5 && inks !== 1)
    throw new NotRead(
      `its inks are not those of CMYK (InkSet ${inks}), and what they are is not read`,
    );
  if (samples > mostSamples)
    throw new Error(`it has ${samples} samples in a pixel, more than a TIFF can have`);
  // Its decoder takes the numbers of a palette for grey where it has not read their depth before.
  if (photometric === palette && !directory.sorted)
    throw new NotRead("its directory is out of order, and so its palette is not read");
  if (samples < colour)
    throw new Error(`it has ${samples} of the ${colour} samples of its colours`);
  const bits = tagNumbers(directory, "bits");
  if (bits.some((depth) => depth !== bits[0]))
    throw new NotRead(`its samples have ${bits.join(", ")} bits`);
  const kinds = tagNumbers(directory, "extraSamples");
  // Its decoder would take a colour for opacity.
  if (kinds.length > samples - colour)
    throw new Error(
      `it names ${kinds.length} bands beside the colours, and its pixels have ${samples - colour}`,
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
  if (segmentWidth === 0 || segmentHeight === 0)
    throw new Error("its strips or tiles have no size");
  const line = Math.ceil((segmentWidth * (apart ? 1 : samples) * (bits[0] ?? 1)) / 8);
  const across = Math.ceil(width / segmentWidth);
  const down = Math.ceil(height / segmentHeight);
  const count = across * down * (apart ? samples : 1);
  const places = tagNumbers(directory, tiled ? "tileOffsets" : "stripOffsets");
  const lengths = tagNumbers(directory, tiled ? "tileCounts" : "stripCounts");
  const compression = first("compression", 1);
  const what = tiled ? "tiles" : "strips";
  if (places.length < count)
    throw new Error(`its header promises ${count} ${what}, and ${places.length} are there`);
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
