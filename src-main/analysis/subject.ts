/** @file An image with the model that looks at it: what every analysis begins with. */
import { isHalf } from "../../src-core/contract/devices.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { TilePlan } from "../../src-core/tiling/plan.ts";
import { planTiles } from "../../src-core/tiling/plan.ts";
import type { ImageFacts } from "../image/raster.ts";
import type { Grid } from "./grid.ts";
import { gridOf } from "./grid.ts";
import type { OpenImage } from "./images.ts";
import type { Library, ModelRequest } from "./library.ts";
import { modelKey } from "./library.ts";
import { fitsIn, memoryBudget } from "./memory.ts";
import type { LoadedModel } from "./model.ts";
import { timed } from "./timing.ts";

/** An image and a model: all that a request needs to carry. */
export interface SubjectRequest extends ModelRequest {
  readonly path: string;
  /** Bytes that one tile of the pass may need; chosen by what is free where it is left out. */
  readonly memory?: number | undefined;
  /** Where it runs: that is part of what is computed only where it is in half precision. */
  readonly device?: string | undefined;
}

export interface Subject extends Omit<OpenImage, "key"> {
  readonly path: string;
  readonly model: LoadedModel;
  readonly grid: Grid;
  readonly plan: TilePlan;
  /** Milliseconds of planning cells and tiles. The pixels' own preparation is part of the network. */
  readonly prepareTime: number;
  readonly isHalf: boolean;
  /** The same for the same file content, model and precision. */
  readonly key: string;
}

/** @throws UserError when image or model cannot be read, or do not fit together */
export async function openSubject(
  open: () => Promise<OpenImage>,
  library: Library,
  { path, memory, device = "", ...wanted }: SubjectRequest,
): Promise<Subject> {
  const model = await library.get(wanted);
  const image = await open();
  const [{ grid, plan }, prepareTime] = await timed(() => {
    const cells = gridIn(path, model, image.facts);
    const fits = fitsIn(model, image.facts.channels, memoryBudget(memory));
    return { grid: cells, plan: planTiles(model.surgery, image.facts, cells, { fits }) };
  });
  const key = subjectKey(image.key, { ...wanted, device });
  return { ...image, path, model, grid, plan, prepareTime, isHalf: isHalf(device), key };
}

/** @param image key of the image */
export const subjectKey = (image: string, request: Omit<SubjectRequest, "path">): string =>
  JSON.stringify([image, modelKey(request), ...(isHalf(request.device ?? "") ? ["half"] : [])]);

function gridIn(path: string, { surgery }: LoadedModel, image: ImageFacts): Grid {
  try {
    return gridOf(surgery, image);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(cause.code, `${path}: ${cause.message}`, { cause });
  }
}
