/** @file `fullconv convert`: the surgery alone, ONNX in and ONNX out. */
import { existsSync } from "node:fs";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Size } from "../../src-core/network/convolutionalize.ts";
import { convolutionalize } from "../../src-core/network/convolutionalize.ts";
import { expectedEquality } from "../../src-core/network/equality.ts";
import { writeModel } from "../../src-core/network/onnx.ts";
import { explained, readClassifierFile } from "../analysis/model.ts";
import { verify } from "../analysis/verify.ts";
import { writeNew } from "../output/atomic.ts";

export interface ConvertOptions {
  readonly output: string;
  readonly verify?: number;
  readonly window?: Size;
}

/** @throws UserError when the file cannot be read or converted, or the output is there already */
export async function convert(path: string, options: ConvertOptions): Promise<void> {
  if (existsSync(options.output))
    throw new UserError(
      "output-exists",
      `${options.output}: exists and is not overwritten: name another file, or delete it first`,
    );
  const classifier = await readClassifierFile(path);
  const surgery = explained(path, () => convolutionalize(classifier, options.window));
  const { window, classes, horizontal, vertical, layers } = surgery;
  const expected = expectedEquality(surgery);
  // Verified before it is written: a file that is there can be relied on.
  const measured = options.verify && (await verify(classifier, surgery, options.verify));
  await writeNew(options.output, writeModel(surgery.model));
  const dense = layers
    .filter(({ was }) => was !== undefined)
    .map(({ name, kernel, was }) => `${was ?? ""} "${name}" → ${kernel.join("×")} convolution`);
  console.log(
    `${options.output}: window ${window.width}×${window.height}, stride ${horizontal.jump}×${vertical.jump}, ${classes} classes`,
  );
  console.log(`  dense       ${dense.join(", ") || "none"}`);
  console.log(`  equality    ${expected.class}: ${expected.reason}`);
  if (measured)
    console.log(
      `  verified    ${measured.checked} windows: largest difference ${measured.maxAbsDiff.toExponential(1)}, same best class in ${(100 * measured.argmaxAgreement).toFixed(2)} %`,
    );
}
