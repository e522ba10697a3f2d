/** @file 关于检测结果：简体中文。 */
import type { detection as english } from "../../../../src-core/messages/english/detection.ts";

export const detection: Record<keyof typeof english, string> = {
  "detection.classes": "{count} 个类别",
  "detection.pnet-planes": "{classes} 个类别、四条边和 {kinds} 类",
  "detection.proposals-no-windows":
    "候选区域网络从来不是窗口分类器：它没有全连接层，其锚框大小不一",
  "detection.ssd-no-windows": "SSD 从来不是窗口分类器：其每张特征图查看不同大小的框",
  "detection.boxes-kept-best-ones":
    "{of} 个框中保留得分最高的 {kept} 个：模型卡{where}允许 {most} 个",
  "detection.boxes-score-less-than":
    "得分低于 {lowestScore} 的框不保留，而要求的是自 {threshold} 起",
  "detection.not-sound":
    "阈值以上的 {of} 个框中有 {left} 个被舍去：{counts}：请检查模型卡对框的说明（boxes、variances、anchors）",
  "detection.scores-lie-between-card":
    "得分介于 {least} 与 {most} 之间，而模型卡的激活函数 none 表示它们已是概率：是否应为 softmax 或 sigmoid？",
  "detection.objects-pixels-fill-window":
    "{smallest} 像素的目标要填满 {width}×{height} 的窗口，图像需放大 {scale} 倍，最多放大 {mostEnlarged} 倍：请从 {window} 像素的目标起寻找",
  "detection.objects-from-pixels-steps":
    "{sizes} 像素的目标按 {factor} 的步长共有 {count} 个尺度，最多处理 {mostScales} 个：请减小步长，或取更接近的大小",
  "detection.in-each": "在每 {block} 像素内",
  "detection.any-size": "对任意尺寸的图像（其 proposalsPer 可说明所针对的尺寸）",
  "detection.not-finite": "{count} 个含非有限数值",
  "detection.swapped": "{count} 个两角颠倒",
  "detection.empty": "{count} 个没有宽或高",
  "detection.outside": "{count} 个在图像之外",
  "detection.beyond": "{count} 个有一角远在图像之外",
  "detection.from-to": "{smallest} 至 {largest}",
  "detection.from-on": "{smallest} 起",
};
