/** @file 关于单次前向、窗口及其比较：简体中文。 */
import type { analysis as english } from "../../../../src-core/messages/english/analysis.ts";

export const analysis: Record<keyof typeof english, string> = {
  "analysis.differs": "相差 {difference:power}，超出舍入误差，而网络图中看不出原因：不称其为相等",
  "analysis.please-report": "请反馈该文件",
  "analysis.not-called-equal": "不称其为相等：{why}",
  "analysis.no-score-compared": "没有任何得分可供比较",
  "analysis.one-way-alone":
    "在 {cells} 个单元中的 {differing} 个，仅一种方式给出 NaN 或无穷大（数值溢出）",
  "analysis.network-itself": "网络本身在 {cells} 个单元中的 {count} 个给出 {what}，两种方式相同",
  "analysis.infinity": "无穷大",
  "analysis.nan": "NaN",
  "analysis.nan-or-infinity": "NaN 或无穷大",
};
