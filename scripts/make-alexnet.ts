/**
 * @file Writes AlexNet in its published size with random weights: 61 to 62 million of them, 244 MB.
 *
 *   node --import tsx scripts/make-alexnet.ts OUT.onnx [--variant caffe227|caffe224|torchvision] [--seed 0]
 */
import { parseArgs } from "node:util";
import {
  alexnet,
  alexnetVariants,
  alexnetWindow,
} from "../test/support/zoo/architectures/alexnet.ts";
import { writeGraph } from "../test/support/zoo/builder/write.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    variant: { type: "string", default: "caffe227" },
    seed: { type: "string", default: "0" },
  },
});

const [path, ...more] = positionals;
const variant = alexnetVariants.find((name) => name === values.variant);
const seed = Number(values.seed);
if (path === undefined || more.length > 0) fail("name one file to write");
if (variant === undefined)
  fail(`variant ${values.variant} is none of ${alexnetVariants.join(", ")}`);
if (!Number.isSafeInteger(seed)) fail(`seed ${values.seed} is no integer`);

const window = alexnetWindow(variant);
const name = `alexnet-${variant}`;
writeGraph(path, alexnet({ name, variant, window, seed, scale: 1, channels: 3 }));
console.log(`${path}: ${name}, window ${window.width}×${window.height}`);

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
