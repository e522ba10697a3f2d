/** @file An image with the model that looks at it: what every analysis begins with. */
import { stat } from "node:fs/promises";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Pixels } from "../engine/engine.ts";
import type { Decoded } from "../image/decode.ts";
import { decode } from "../image/decode.ts";
import { reason } from "../reason.ts";
import type { Grid } from "./grid.ts";
import { gridOf } from "./grid.ts";
import type { Library, ModelRequest } from "./library.ts";
import { modelKey } from "./library.ts";
import type { LoadedModel } from "./model.ts";
import { Recent } from "./recent.ts";
import { timed } from "./timing.ts";

/** An image and a model: all that a request needs to carry. */
export interface SubjectRequest extends ModelRequest {
  readonly path: string;
}

export interface Subject {
  readonly path: string;
  readonly model: LoadedModel;
  readonly pixels: Pixels;
  readonly grid: Grid;
  /** Milliseconds from the file to pixels. */
  readonly decodeTime: number;
  /** Milliseconds of planning the cells. The pixels' own preparation is part of the network. */
  readonly prepareTime: number;
  /** The same for the same file content and model. */
  readonly key: string;
}

interface DecodedImage {
  readonly image: Decoded;
  readonly decodeTime: number;
}

/** Images are kept decoded while they are looked at. */
export class Images {
  private readonly decoded = new Recent<DecodedImage>(2);

  /** @throws UserError when the file is no whole image */
  async get(path: string): Promise<DecodedImage & { readonly key: string }> {
    const key = await version(path);
    const entry = await this.decoded.get(key, async () => {
      const [image, decodeTime] = await timed(() => decode(path));
      return { image, decodeTime };
    });
    return { ...entry, key };
  }
}

/** @throws UserError when image or model cannot be read, or do not fit together */
export async function openSubject(
  images: Images,
  library: Library,
  { path, ...wanted }: SubjectRequest,
): Promise<Subject> {
  const loaded = await library.get(wanted);
  const { image, decodeTime, key } = await images.get(path);
  const [grid, prepareTime] = await timed(() => gridIn(path, loaded, image));
  return {
    path,
    model: loaded,
    pixels: { ...image, batch: 1 },
    grid,
    decodeTime,
    prepareTime,
    key: JSON.stringify([key, modelKey(wanted)]),
  };
}

function gridIn(path: string, { surgery }: LoadedModel, image: Decoded): Grid {
  try {
    return gridOf(surgery, image);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(cause.code, `${path}: ${cause.message}`, { cause });
  }
}

async function version(path: string): Promise<string> {
  try {
    const { mtimeMs, size } = await stat(path);
    return JSON.stringify([path, mtimeMs, size]);
  } catch (cause) {
    throw new UserError(
      "image-unreadable",
      `${path}: cannot be read (${reason(cause)}): check the path`,
      { cause },
    );
  }
}
