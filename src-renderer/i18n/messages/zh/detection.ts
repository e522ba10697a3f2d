/** @file 关于检测结果：简体中文。 */
import type { detection as english } from "../../../../src-core/messages/english/detection.ts";

export const detection: Record<keyof typeof english, string> = {
  "detection.classes": "{count} 个类别",
  "detection.pnet-planes": "{classes} 个类别、四条边和 {kinds} 类",
  "detection.proposals-no-windows":
    "候选区域网络从来不是窗口分类器：它没有全连接层，其锚框大小不一",
  "detection.ssd-no-windows": "SSD 从来不是窗口分类器：其每张特征图查看不同大小的框",
};
