/** @file What is said of dense layers as matrices, in English. */

export const equivalence = {
  "equivalence.kernel-larger-than-input":
    "kernel {kernel}×{kernel} is larger than the input {height}×{width}: choose a kernel of at most {most}, or a larger input",
  "equivalence.matrix-entries-more-than":
    "{layer} has a matrix of {rows:grouped} × {columns:grouped} = {entries:grouped} entries, more than {most:grouped}: choose a smaller input or fewer {what}",
  "equivalence.dense": "the dense layer",
  "equivalence.convolution": "the convolution as dense layer",
  "equivalence.units": "units",
  "equivalence.filters": "filters",
} as const;
