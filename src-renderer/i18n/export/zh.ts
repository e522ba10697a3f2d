/** @file 导出的文字：简体中文。 */
import type { exports as english } from "./en.ts";

export const exports: typeof english = {
  open: "导出…",
  title: "导出",
  close: "关闭",
  view: "屏幕上的当前视图",
  viewFailed: "无法绘制当前视图。",
  analysis: "分析结果",
  limits: (threshold, overlap) => `检测框与当前显示的一致：阈值 ${threshold}，重叠 ${overlap}。`,
  edited: (edited, all) =>
    `${all} 个中有 ${edited} 个经手工修改：导出文件采用修改后的结果，并略去已排除的框。`,
  asFound: "按原检测结果导出，不含手工修改",
  cut: (shown, count) =>
    `窗口只在 ${count} 个候选框中得分最高的 ${shown} 个里选取；导出的文件则在全部候选框中选取。`,
  names: {
    overlay: "整幅图像上的热力图与检测框",
    map: "得分（NumPy 数组）：类别 × 行 × 列",
    zarr: "得分（OME-Zarr，含金字塔，zip 压缩包）",
    csv: "检测结果表格",
    geojson: "检测结果（GeoJSON，可用于 QuPath）",
    json: "分析的全部数值",
    report: "报告：图、数值与版本",
  },
};
