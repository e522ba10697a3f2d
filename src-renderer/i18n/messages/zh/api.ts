/** @file 关于请求：简体中文。 */
import type { api as english } from "../../../../src-core/messages/english/api.ts";

export const api: Record<keyof typeof english, string> = {
  "api.windows-were-too-many": "窗口过多，未能保存其得分",
  "api.no-race-analysis-kept": "没有保存这次分析的赛跑：请先测量基线，然后观看",
  "api.analysis-no-longer-kept": "这次分析已不再保存：请重新运行",
  "api.batch-no-longer-kept": "这个批次已不再保存：请新建一个",
  "api.report-no-longer-there": "该报告已不存在",
  "api.larger-than-bytes-most": "{name}：大于 {largest} 字节，即模型的单个文件的上限",
  "api.model-files-no-longer": "该模型的文件已不再保存：请重新选择",
  "api.no-model-onnx-file":
    "{names}：不是模型：需要 .onnx 文件、带有 .bin 文件的 TensorFlow.js model.json，或 MTCNN 的 .npy",
  "api.image-no-longer-open": "该图像已不再打开：请重新打开",
  "api.these-files-no-longer": "这些文件已不再提供：请重新打开",
  "api.disk-uploads-lie-full":
    "存放上传文件的磁盘在写入本文件 {count} 字节之后已满：请腾出空间，然后重试",
  "api.port-cannot-used": "端口 {port}：无法使用（{why}）",
  "api.nothing": "（没有文件）",
};
