/** @file 单次前向与窗口对比的文字：简体中文。 */
import type { comparison as comparisonEnglish, breakEven as breakEvenEnglish } from "./en.ts";

export const comparison: typeof comparisonEnglish = {
  label: "与滑动窗口对比",
  intro: "被取代的做法：同一个分类器连同全连接层，对每个单元的窗口各运行一次。",
  measure: "测量基线",
  measureAgain: "重新测量",
  offered: (pass, time) =>
    `一次前向用时 ${pass}，而比较会再次运行它：因此不会自动开始，需要时请点击，预计${time}。`,
  takes: (time) => `预计${time}。`,
  atOnce: "每幅图像后自动测量",
  full: "完整运行",
  stopped: "已停止：基线没有结果。",
  pass: "单次前向",
  range: (low, high, rounds) => `${rounds} 轮中 ${low} 至 ${high}`,
  batched: (batch) => `滑动窗口，每批 ${batch} 个`,
  single: "滑动窗口，逐个",
  extrapolated: (measured, positions) => `外推：实测 ${positions} 个中的 ${measured} 个`,
  allMeasured: (positions) => `实测全部 ${positions} 个窗口`,
  allCells: (positions) => `一次运行得到全部 ${positions} 个单元`,
  speed: "加速比，对分批窗口",
  speedLost: "加速比：分批窗口更快",
  speedSingle: "加速比，对逐个窗口",
  speedSingleLost: "加速比：逐个窗口更快",
  spread: "中位数，须线为最小到最大；仅计网络运行",
  agreement: "最高类别一致",
  checked: (count, positions) => `已核对 ${positions} 个单元中的 ${count} 个`,
  difference: "最大差值",
  equality: "等价性",
  checkedAll: (count) => `已核对全部 ${count} 个单元`,
  checkedInside: (count) => `已核对窗口位于图像内的全部 ${count} 个单元`,
  outside: (count) => `另有 ${count} 个单元的窗口超出图像边缘：此处只有单次前向给出得分。`,
  near: "≈ 近似，并不相等：",
  notEqual: "与这些窗口不相等：",
  noBaseline: {
    chip: "无滑动窗口对应",
    hint: "没有可与单次前向相比较的窗口。",
    rpn: "区域提议网络从来不是窗口分类器：它的每个单元看到的范围远大于周围的候选框，并给出这些框应如何移动。因此没有可逐个运行的窗口，这里只给出单次前向。",
    ssd: "SSD 从来不是窗口分类器：它作为整体训练，每张得分图负责一种大小的框。因此没有可逐个运行的窗口，这里只给出单次前向。",
  },
};

export const breakEven: typeof breakEvenEnglish = {
  label: "盈亏平衡点",
  overlap: (ratio) => `节省全部来自窗口重叠：所有窗口合计的计算量是单次前向的 ${ratio} 倍。`,
  noOverlap: (ratio) =>
    `这些窗口几乎不重叠：合计计算量只有单次前向的 ${ratio} 倍，几乎没有可节省的。`,
  from: (count, positions) => `若只需要 ${positions} 个窗口中的不到约 ${count} 个，滑动窗口更快。`,
  always: (positions) => `此处即使计算全部 ${positions} 个窗口，也比单次前向快。`,
  disjointWin: (count, windows, pass) =>
    `若只要互不重叠的 ${count} 个窗口，约需 ${windows}，而单次前向为 ${pass}：此时滑动窗口更快。`,
  disjointLose: (count, windows, pass) =>
    `即使只算互不重叠的 ${count} 个窗口，也约需 ${windows}，而单次前向为 ${pass}。`,
};
