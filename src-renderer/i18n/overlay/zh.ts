/** @file 热力图外观的文字：简体中文。 */
import type { look as lookEnglish, overlay as english } from "./en.ts";

export const overlay: typeof english = {
  label: "热力图",
  show: "显示热力图",
  hide: "隐藏热力图",
  className: "类别",
  classHint: "热力图、检测框、列表与计数共用",
  everyClass: (hasBackground) => (hasBackground ? "全部目标" : "最高得分类别"),
  opacity: "不透明度",
  threshold: "阈值",
  perClass: "各类自有",
  colorMap: "配色",
  boxes: "检测框",
  view: "视图",
  viewHint: "配色、尺度、图例",
  legend: "图例",
  showLegend: "在图像上显示图例",
  hideLegend: "隐藏图例",
  colouredFrom: (score) => `得分达到 ${score} 才着色，低于此值保持原图`,
  opacityOff: "并排显示时热力图不透明",
  noScore: "无得分",
  noScoreBorder: "宽为半个窗口：没有窗口以此处为中心",
  growing: "尚无得分",
  overlap: "重叠",
  overlapHint: "重叠超过此值的框视为同一个目标",
  ownLimits: "恢复模型自身的阈值与重叠",
  areOwnLimits: "阈值与重叠即为模型自身的设置",
  scale: {
    label: "尺度",
    maximum: "各尺度最大值",
    one: (ratio, size, cells) => `${ratio} · ${size}，${cells} 个单元`,
    largestOnly: "得分图分块存放在磁盘上：只显示最大的尺度。",
  },
};

export const look: typeof lookEnglish = {
  label: "查看方式",
  names: { overlay: "叠加", side: "并排", swipe: "划动对比", blink: "闪烁" },
  hints: {
    overlay: "热力图叠加在图像上",
    side: "左为图像，右为热力图",
    swipe: "拖动分界线，对比图像与热力图",
    blink: "图像与热力图交替显示",
  },
  divider: "图像与热力图的分界线",
  dividerKeys: "拖动，或用方向键移动",
  pause: "暂停",
  resume: "闪烁",
};
