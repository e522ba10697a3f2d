/** @file 主页的文字：简体中文。 */
import type { home as english } from "./en.ts";

export const home: typeof english = {
  samples: "示例",
  samplesHint: "Fullconv 自带的每个模型各一幅",
  sampleOf: (model) => `打开 ${model} 的示例图像`,
  recent: "最近的图像",
  none: "看过的图像会列在这里，只保存在本机。",
  open: (name) => `打开 ${name}`,
  dropAgain: "请重新拖入以打开",
  dropAgainHint: "该文件来自浏览器，浏览器不提供路径；文件已不再保留，或已被移动。",
  found: (_count, total) => `检测到 ${total} 个`,
  unknownModel: "模型已不存在",
  remove: (name) => `从列表中移除 ${name}`,
  forget: "全部清除",
  batches: "最近的批次",
  models: "最近的模型",
  useModel: (model) => `使用 ${model}`,
  allModels: "全部模型",
};
