/** @file Why some operators cannot be carried over to whole images: what a refusal teaches. */

const statistics =
  "it measures mean and variance over all places of the window: over a whole image they would be the image's, and neighbouring windows cannot each have their own in one map. Batch normalisation, whose statistics are constants, can be carried over";
const recurrent =
  "it reads its input step by step and remembers: what it says of one place depends on all before it, in a whole image on pixels outside of the window";
const attention =
  "it is attention: every place attends to every other, on a whole image to all of the image instead of to its window";
const upsampling =
  "it makes the map finer or resizes it to a given size: its cells no longer stand for windows at an even stride";
const decision =
  "it gives places or labels instead of scores: take the tensor before it as the output";
const flow =
  "it holds a graph of its own whose course depends on values: export the model for one fixed course";
const integerArithmetic =
  "it computes with quantised integers: export the model with QuantizeLinear and DequantizeLinear around float operators (QDQ format)";
const notation =
  "its sums are given as a formula, which is not read: export the model with MatMul, Gemm or Conv instead";
const random =
  "it draws random numbers, as random augmentations and dropout in training do: export the model for inference";

const reasons: readonly (readonly [reason: string, ...operators: string[]])[] = [
  [`it is group normalisation: ${statistics}`, "GroupNormalization"],
  [`it is instance normalisation: ${statistics}`, "InstanceNormalization"],
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
  [
    "it crops a region whose place is computed, which has no meaning for all windows at once",
    "RoiAlign",
    "MaxRoiPool",
    "CenterCropPad",
  ],
];

/** Operators whose input holds the scores that are wanted. */
export const decisions: ReadonlySet<string> = new Set(["ArgMax", "ArgMin", "TopK", "Hardmax"]);

/** Operator → why it is refused. */
export const refusals: ReadonlyMap<string, string> = new Map(
  reasons.flatMap(([reason, ...operators]) =>
    operators.map((operator): [string, string] => [operator, reason]),
  ),
);
