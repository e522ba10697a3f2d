/** @file 图像上的文字：查看器、准备过程、所查询的单元：简体中文。 */
import type {
  stage as stageEnglish,
  preparing as preparingEnglish,
  probe as probeEnglish,
} from "./en.ts";

export const stage: typeof stageEnglish = {
  label: "图像与热力图。方向键逐单元移动，Shift 加方向键平移图像。",
  zoomIn: "放大",
  zoomOut: "缩小",
  fit: "适合窗口",
  zoom: "缩放",
  pixels: (count) => `${count} 像素`,
  scaleBar: (length) => `比例尺：此线段为图像的 ${length}`,
};

export const preparing: typeof preparingEnglish = {
  title: "正在准备大幅图像",
  text: "图像只需一次性切成小块写入磁盘，之后缩放无需等待。",
  notPrepared: "该图像尚未准备好",
  again: "开始准备",
  share: (share, done, total) => `${share} · ${done} / ${total}`,
};

export const probe: typeof probeEnglish = {
  title: "单元",
  place: (row, column) => `第 ${row} 行，第 ${column} 列`,
  window: (x, y) => `窗口位于 (${x}, ${y})`,
  pass: "单次前向",
  dense: "窗口",
  denseHint: "未改写的分类器（含全连接层），只看这一个窗口",
  outside: "该窗口超出图像边缘：此处只有单次前向给出得分。",
  difference: "最大差值",
  waiting: "查询中…",
  afterPass: "前向完成后可查询得分。",
  others: (count) => `另有 ${count} 个类别`,
  noBaseline: "没有对应的窗口：此处只有单次前向给出得分。",
};
