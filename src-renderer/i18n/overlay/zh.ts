/** @file 热力图外观的文字：简体中文。 */
import type { overlay as english } from "./en.ts";

export const overlay: typeof english = {
  label: "热力图",
  show: "显示热力图",
  hide: "隐藏热力图",
  className: "类别",
  objects: "全部目标",
  allClasses: "最高得分类别",
  opacity: "不透明度",
  threshold: "阈值",
  perClass: "各类自有",
  colorMap: "配色",
  boxes: "检测框",
  score: "得分",
  noScore: "无得分：边缘半个窗口",
  noScoreHere: "无得分",
  growing: "未着色部分尚无得分",
  overlap: "重叠",
  overlapHint: "重叠超过此值的框视为同一个目标",
  ownLimits: "恢复模型自身的阈值与重叠",
  scale: {
    label: "尺度",
    maximum: "各尺度最大值",
    one: (ratio, size, cells) => `${ratio} · ${size}，${cells} 个单元`,
    largestOnly: "得分图分块存放在磁盘上：只显示最大的尺度。",
  },
};
