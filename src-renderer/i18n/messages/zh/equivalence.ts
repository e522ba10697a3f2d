/** @file 关于矩阵形式的全连接层：简体中文。 */
import type { equivalence as english } from "../../../../src-core/messages/english/equivalence.ts";

export const equivalence: Record<keyof typeof english, string> = {
  "equivalence.kernel-larger-than-input":
    "核 {kernel}×{kernel} 大于输入 {height}×{width}：请选择不超过 {most} 的核，或更大的输入",
  "equivalence.matrix-entries-more-than":
    "{layer}的矩阵有 {rows:grouped} × {columns:grouped} = {entries:grouped} 个元素，超过 {most:grouped} 个：请选择更小的输入，或更少的{what}",
  "equivalence.dense": "全连接层",
  "equivalence.convolution": "写成全连接层的卷积",
  "equivalence.units": "单元",
  "equivalence.filters": "滤波器",
};
