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
  "analysis.no-window-lies-inside": "没有窗口位于图像之内",
  "analysis.cell-lies-outside-map": "单元（{row}，{column}）位于 {rows} 行 × {columns} 列的图之外",
  "analysis.windows-were-run-batches": "窗口只能以每批 {batch} 个运行：{why}",
  "analysis.no-window-room-images": "{models} 的窗口都放不进 {sizes} 像素的图像：请用更大的图像",
  "analysis.no-dense-twin-compare": "{models}：没有可与单次前向比较的全连接版本：请指定窗口模型",
  "analysis.none-classes-one-model":
    "{folder}：其类别没有一个是模型的：标注的有 {what}；模型的有 {labels}",
  "analysis.machine-slept-app-was":
    "运行期间计算机休眠或应用被暂停了 {seconds} 秒：所示用时可能包含这段停顿，如需比较请重新运行",
  "analysis.pass-over-finished-run": "{path}：对它的单次前向尚未完成：请重新运行",
  "analysis.scores-windows-need-most":
    "{path}：{count} 个窗口的得分需要 {bytes:bytes}，最多保存 {largestFilled:bytes}：请只用单次前向，或两者都用",
  "analysis.score-map-needs-room": "{path}：其得分图需要空间：{why}（FULLCONV_CACHE）",
  "analysis.comparison-tiles-pass-were":
    "比较中每轮只重新运行单次前向的 {all} 个图块中随机抽取的 {run} 个，因为全部运行会超出时间预算：比值取自它们，前向自身的时间仍是整次运行的",
  "analysis.there-enough-memory-network":
    "{path}：内存不足以让网络处理 {width}×{height} 像素，而这是它唯一的大小：请关闭其他程序",
  "analysis.there-enough-memory-network-2": "{path}：内存不足以让网络处理一个窗口：请关闭其他程序",
  "analysis.looked-whole-tiles": "{path}：以整幅处理，而非图块",
  "analysis.score-map-no-longer": "该得分图已不存在：请重新运行",
  "analysis.network-gives-nan-infinity":
    "网络在 {all} 个单元中的 {odd} 个给出 NaN 或无穷大：不会据此找到对象",
  "analysis.failed-cpu-went-from": "{id} 失败，处理器已从中断处继续：{failure}",
  "analysis.device-unknown-choose-one": "没有设备 {requested}：请选择 {options} 之一",
  "analysis.used-use-another-device": "{id} 不用于 {model}：{refused}：请选择其他设备",
  "analysis.device-cannot-used-use": "无法使用设备 {wanted}（{reasons}）：请选择处理器",
  "analysis.no-scale": "{path}：没有尺度",
  "analysis.model-changed-since-was":
    "模型 {model}：其{what}在此项工作开始之后有变动：请以现在的模型重新开始，或恢复原来的",
  "analysis.overhang":
    "{all}的窗口超出图像，最多 {by} 像素{at}（网络带有填充）：它们不参与比较，图像内的 {map} 个单元参与；框止于图像边界",
  "analysis.scales-image-largest-megapixels":
    "{width}×{height} 的图像的 {scales} 个尺度（最大的为 {width2}×{height2}）合计 {pixels} 百万像素，最多处理 {most} 百万：请用更小的尺度，或寻找更大的目标",
  "analysis.scale-left-out": "尺度 {factors} 被舍去：在尺度 {at} 下图像为 {size}，小于窗口 {least}",
  "analysis.objects-above-pixels-looked":
    "未寻找大于 {covered} 像素的目标（要求到 {largest} 像素）：在更小的尺度下，{width}×{height} 的图像放不下一个窗口",
  "analysis.network-sees-images-alone":
    "该网络只看 {width}×{height} 的图像，其他图像会缩放到此大小：请不要指定尺度",
  "analysis.objects-pixels-smallest-looked":
    "所寻找的最小目标为 {smallest} 像素，放不进 {width}×{height} 的图像：请寻找更小的目标，或自行指定尺度",
  "analysis.window-larger-than-image":
    "窗口 {width}×{height} 大于图像 {width2}×{height2}{at}：请填充、放大，或选择更小的模型",
  "analysis.window-larger-than-image-2":
    "窗口 {width}×{height} 大于图像 {width2}×{height2}：请填充、放大，或选择更小的模型",
  "analysis.score-map-too-large": "{path}：其得分图过大，无法整体保存：请分部分读取",
  "analysis.scale-there-image-them": "没有第 {index} 个尺度：该图像有 {subjects} 个",
  "analysis.scales-left-out":
    "尺度 {factors} 被舍去：在尺度 {at} 下图像为 {size}，小于窗口 {least}",
  "analysis.cells-of-map": "{map} 个单元中有 {cells} 个",
  "analysis.cells-of-scales": "{count} 个尺度中有 {cells} 个单元",
  "analysis.at-scale": "（尺度 {scale}）",
  "analysis.batch-differs": "一次处理多个窗口时，网络给出的得分与逐个处理不同",
  "analysis.batch-refused": "网络无法一次处理多个窗口（{why}）",
  "analysis.card": "模型卡",
  "analysis.file": "文件",
};
