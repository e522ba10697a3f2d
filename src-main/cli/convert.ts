/** @file `fullconv convert`: the surgery alone, ONNX in and ONNX out. */
import { existsSync } from "node:fs";
import { UserError } from "../../src-core/contract/failure.ts";
import type { FullyConvolutional } from "../../src-core/network/surgery/convolutionalize.ts";
import { convolutionalize } from "../../src-core/network/surgery/convolutionalize.ts";
import type { Size } from "../../src-core/size.ts";
import { pads } from "../../src-core/network/graph/layer.ts";
import { expectedEquality, receptiveWindow } from "../../src-core/network/properties/equality.ts";
import { writeModel } from "../../src-core/network/onnx/model.ts";
import { cellsBehind } from "../analysis/windows/grid.ts";
import type { Stride } from "../analysis/models/model.ts";
import { checkDense } from "../analysis/models/model.ts";
import { Library } from "../analysis/models/library.ts";
import { explained, named, readSource } from "../analysis/models/files/source.ts";
import { checkOneWindow, readsImages, verify } from "../analysis/models/examination/verify.ts";
import { modelsFolder } from "../files/app-root.ts";
import { writeNew } from "../files/atomic.ts";
import { userModelsFolder } from "../files/user-folder.ts";
import { windowAndOutput } from "./window-and-output.ts";
import { print, say } from "./text/terminal.ts";

export interface ConvertOptions {
  readonly output: string;
  readonly verify?: number;
  readonly window?: Size;
  readonly stride: Stride;
  readonly scores?: string;
}

/** @throws UserError when the file cannot be read or converted, or the output is there already */
export async function convert(path: string, options: ConvertOptions): Promise<void> {
  if (existsSync(options.output))
    throw new UserError(
      "output-exists",
      `${options.output}: exists and is not overwritten: name another file, or delete it first`,
    );
  const source = await readSource(path);
  const { stride } = options;
  const library = new Library(modelsFolder(), userModelsFolder());
  const { window: wanted, output, known } = await windowAndOutput(library, source, options);
  const surgery = explained(path, () =>
    convolutionalize(source.model, {
      window: wanted,
      stride,
      outputs: output === undefined ? undefined : [output],
    }),
  );
  for (const { message } of known.notices) say(`${path}: ${message}`);
  const { window, classes, horizontal, vertical, layers } = surgery;
  const expected = expectedEquality(surgery);
  if (stride === 1) checkDense(path, surgery, expected);
  // Verified before it is written: a file that is there can be relied on.
  const oneWindow = readsImages(surgery)
    ? await named(path, () => checkOneWindow(surgery))
    : undefined;
  const { verify: count } = options;
  const measured = count && (await named(path, () => verify(surgery, count)));
  await writeNew(options.output, writeModel(surgery.model));
  const dense = layers
    .filter(({ was }) => was !== undefined)
    .map(
      ({ name, kernel, was, operator }) =>
        `${was ?? ""} "${name}" → ${kernel.join("×")} ${operator}`,
    );
  const lines = [
    `${options.output}: window ${window.width}×${window.height}, stride ${horizontal.jump}×${vertical.jump}, ${classes} classes`,
    `  rewritten   ${dense.join(", ") || "none"}`,
    `  equality    ${expected.class}: ${expected.reason}`,
    oneWindowTold(surgery, oneWindow),
  ];
  if (expected.class === "ceil") {
    const field = receptiveWindow(surgery);
    lines.push(`  exact with  --window ${field.width}x${field.height}`);
  }
  lines.push(...cellsTold(surgery));
  if (measured)
    lines.push(
      `  verified    ${measured.checked} windows: largest difference ${measured.maxAbsDiff.toExponential(1)}, same best class in ${(100 * measured.argmaxAgreement).toFixed(2)} %`,
      ...(measured.reason === expected.reason ? [] : [`              ${measured.reason}`]),
    );
  print(lines);
}

/** @param difference null where no score was a number; undefined where it was not checked */
function oneWindowTold(
  { input: { channels } }: FullyConvolutional,
  difference: number | null | undefined,
): string {
  if (difference === undefined)
    return `  not checked: only networks of 1 and 3 channels are, this one reads ${channels}`;
  return difference === null
    ? "  not checked: on noise every score is NaN or infinity, in both networks alike"
    : `  one window  differs from the original by ${difference.toExponential(1)}`;
}

/** What of the file's map are windows of the image. `analyze` leaves the rest out, or tells of it where the network pads. */
function cellsTold({ window, horizontal, vertical, layers }: FullyConvolutional): string[] {
  const rows = cellsBehind(vertical, window.height);
  const columns = cellsBehind(horizontal, window.width);
  if (rows + columns === 0) return [];
  const behind = layers.some(pads)
    ? "reach out of the image, as analyze tells"
    : "are none, and analyze leaves them out";
  return [
    `  windows     of an image of W×H the first ⌊(W − ${window.width}) / ${horizontal.jump}⌋ + 1 columns and ⌊(H − ${window.height}) / ${vertical.jump}⌋ + 1 rows: up to ${columns} columns and ${rows} rows behind them ${behind}`,
  ];
}
