/** @file Why some operators cannot be carried over to whole images: what a refusal teaches. */

import { said } from "../../messages/said.ts";
import type { Message } from "../../messages/template.ts";

const statistics = said("network.statistics");
const recurrent = said("network.recurrent");
const attention = said("network.attention");
const upsampling = said("network.upsampling");
const decision = said("network.decision");
const flow = said("network.flow");
const integerArithmetic = said("network.integer-arithmetic");
const notation = said("network.notation");
const random = said("network.random");

const reasons: readonly (readonly [reason: Message, ...operators: string[]])[] = [
  [said("network.group-normalisation", { why: statistics }), "GroupNormalization"],
  [said("network.instance-normalisation", { why: statistics }), "InstanceNormalization"],
  [statistics, "MeanVarianceNormalization", "RMSNormalization"],
  [recurrent, "LSTM", "GRU", "RNN", "Scan", "CumSum"],
  [notation, "Einsum"],
  [attention, "Attention", "MultiHeadAttention", "RotaryEmbedding"],
  [
    upsampling,
    "Resize",
    "Upsample",
    "ConvTranspose",
    "DepthToSpace",
    "MaxUnpool",
    "GridSample",
    "AffineGrid",
  ],
  [decision, "ArgMax", "ArgMin", "TopK", "NonMaxSuppression", "NonZero", "Hardmax"],
  [flow, "If", "Loop", "SequenceAt", "SequenceConstruct", "SplitToSequence"],
  [
    integerArithmetic,
    "QLinearConv",
    "QLinearMatMul",
    "ConvInteger",
    "MatMulInteger",
    "DynamicQuantizeLinear",
  ],
  [
    random,
    "RandomNormal",
    "RandomUniform",
    "RandomNormalLike",
    "RandomUniformLike",
    "Multinomial",
    "Bernoulli",
  ],
  [said("network.crops"), "RoiAlign", "MaxRoiPool", "CenterCropPad"],
];

/** Operators whose input holds the scores that are wanted. */
export const decisions: ReadonlySet<string> = new Set(["ArgMax", "ArgMin", "TopK", "Hardmax"]);

/** Operator → why it is refused. */
export const refusals: ReadonlyMap<string, Message> = new Map(
  reasons.flatMap(([reason, ...operators]) =>
    operators.map((operator): [string, Message] => [operator, reason]),
  ),
);
