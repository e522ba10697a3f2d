/** @file 网络的文字：简体中文。 */
import type { network as english } from "./en.ts";

export const network: typeof english = {
  label: "网络",
  model: "模型",
  window: "窗口",
  stride: "步长",
  receptiveField: "感受野",
  parameters: "参数量",
  notLookedInto: "未查看",
  equality: "等价性",
  dense: "每个像素一个单元（à trous）",
  denseHint: "步长变为空洞率：得分图步长为 1，前向耗时更长",
  denseAlready: "步长已是 1，每个像素已有一个单元。",
  denseRefused: {
    exact: "",
    ceil: "不适用于该网络：单元看到的范围超出窗口，逐像素的结果与窗口不一致。",
    padded: "不适用于该网络：单次前向只是接近其窗口，逐像素的结果与窗口不一致。",
  },
  head: {
    label: "检测头",
    kind: {
      classifier: "窗口分类器",
      pnet: "MTCNN 提议网络",
      rpn: "区域提议网络（RPN）",
      ssd: "单次检测器（SSD）",
    },
    cascade: (count) => `${count} 个网络的级联（MTCNN）`,
    anchors: "各层锚框",
    level: (stride) => `步长 ${stride}`,
    pixels: "边长，以网络输入图像的像素计",
    strides: "步长",
  },
};
