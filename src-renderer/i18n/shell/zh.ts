/** @file 窗口框架的文字：简体中文。 */
import type { shell as english } from "./en.ts";

export const shell: typeof english = {
  tagline: "整幅图像一次前向，取代逐窗口计算",
  places: { label: "位置", home: "主页", work: "图像", models: "模型", why: "原理" },
  open: "打开图像",
  sample: "试用示例图像",
  language: "语言",
  theme: { label: "外观", auto: "跟随系统", light: "浅色", dark: "深色" },
  pageOf: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
  pageHint: (pages) => `该文件共 ${pages} 页，当前显示第一页。`,
  imageSize: (width, height) => `${width} × ${height} 像素`,
  opening: (name) => `正在打开 ${name}`,
  announce: {
    heat: (name) => `${name} 的热力图已生成；检测结果尚未得出`,
    map: (name, found) => `${name} 的热力图已生成：检测到 ${found} 个目标`,
    measured: (times) => `基线测量完成：单次前向的速度是它的 ${times} 倍`,
  },
  empty: {
    title: "拖入一幅图像",
    text: "在小窗口上训练的分类器被改写为全卷积网络，对整幅图像只做一次前向计算，得分图以热力图的形式叠加在图像上。",
    ways: "把文件拖到窗口任意位置，粘贴图片，或点击打开；多幅图像或文件夹将组成一个批次。也可以拖入自己的分类器（.onnx、model.json、.npy）。",
  },
  drop: "松开以打开图像、文件夹或模型",
  dropFiles: "松开以添加模型的文件或标签",
  ignored: (shown, _count, total) => `当前显示第一幅图像 ${shown}，其余 ${total} 个文件未打开。`,
  cardAlone: (name) => `${name} 是模型卡，但没有模型：请与模型文件一起拖入。`,
  nothingHeld: "其中没有文件：请拖入或粘贴一幅图像。",
  couldNotOpen: (name) => `未能打开 ${name}`,
  guide: "使用指南（英文）",
  keys: {
    label: "快捷键",
    list: [
      ["O", "打开"],
      ["H", "隐藏热力图"],
      ["D", "检测框"],
      ["[ ]", "上一个、下一个检测"],
      ["Del", "排除、恢复"],
      ["A", "添加框"],
      ["Ctrl+Z", "撤销"],
      ["B", "测量基线"],
      ["+ − 0", "缩放"],
      ["← ↑ ↓ →", "逐单元移动"],
      ["Esc", "停止"],
    ],
  },
};
