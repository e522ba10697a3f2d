/** @file 检测结果的文字：简体中文。 */
import type { detections as english } from "./en.ts";

export const detections: typeof english = {
  label: "检测结果",
  none: "没有达到该阈值的目标。",
  noneSoFar: "目前没有：图像其余部分尚未处理。",
  soFar: (count) => `目前${count}`,
  notYet: "尚未得出：前向仍在运行。",
  notKnown: "未得出：前向未完成。",
  count: (count) => `共 ${count} 个`,
  countOf: (count, total) => `${total} 个中的 ${count} 个`,
  list: "检测结果，得分高者在前",
  listKeys: "方向键选择并放大，回车键再次放大",
  size: (width, height) => `${width} × ${height} 像素`,
  perClass: (list: string) => `每个类别有各自的阈值：${list}。移动滑块则统一设置。`,
  some: (shown, count) => `从该得分起共有 ${count} 个候选框，只在得分最高的 ${shown} 个中选取。`,
  counts: "各类别计数",
  columns: ["类别", "数量", "占比"],
  copyCounts: "以表格形式复制计数",
  stages: "级联中的网络",
  stageHint: (name, count) => `${name} 之后剩余 ${count} 个框`,
};
