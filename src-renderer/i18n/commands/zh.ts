/** @file 命令不可用的原因：简体中文。 */
import type { commands as english } from "./en.ts";

export const commands: typeof english = {
  reasons: {
    dialog: "对话框打开时不可用。",
    elsewhere: "此页面不可用：请返回图像。",
    table: "显示批处理表格时不可用：请打开其中一张图像。",
    "no-image": "尚无图像：请先打开一张。",
    preparing: "图像尚未就绪。",
    "no-map": "尚无得分图。",
    "no-result": "尚无结果。",
    "pass-runs": "单次前向运行时不可用。",
    "pass-unfinished": "单次前向尚未完成：请继续或重新运行。",
    "baseline-runs": "正在测量滑动窗口，暂不可用。",
    "repetition-runs": "正在精确测量单次前向，暂不可用。",
    "comparison-runs": "正在比较设备，暂不可用。",
    "no-baseline": "该检测器没有可与单次前向比较的窗口。",
    "not-sampled": "全部窗口已测量，或尚未测量。",
    "nothing-found": "当前阈值下没有目标。",
    "nothing-runs": "没有正在运行的任务。",
    "nothing-stopped": "没有可继续的单次前向。",
    "app-ended": "Fullconv 已不再响应。",
  },
};
