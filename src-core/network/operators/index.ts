/** @file The table of operators. One more stands in the table of its file; a file that is new stands here. */
import type { Rule } from "../graph/rule-context.ts";
import { concatenations } from "./concat.ts";
import { convolutions } from "./convolution.ts";
import { products } from "./dense.ts";
import { indexing } from "./indexing.ts";
import { normalizations } from "./normalization.ts";
import { paddings } from "./pad.ts";
import { pointwise } from "./pointwise.ts";
import { pools } from "./pools.ts";
import { powerPools } from "./power-pools.ts";
import { quantizations } from "./quantize.ts";
import { globalPools, reductions } from "./reduce.ts";
import { repetitions } from "./repeat.ts";
import { lengths, rearrangements } from "./reshape.ts";
import { softmaxes } from "./softmax.ts";
import { blocks } from "./space-to-depth.ts";

export const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...convolutions,
  ...pools,
  ...globalPools,
  ...powerPools,
  ...reductions,
  ...normalizations,
  ...pointwise,
  ...concatenations,
  ...indexing,
  ...paddings,
  ...blocks,
  ...rearrangements,
  ...repetitions,
  ...lengths,
  ...products,
  ...softmaxes,
  ...quantizations,
]);
