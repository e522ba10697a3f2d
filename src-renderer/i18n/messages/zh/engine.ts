/** @file 关于设备、推理引擎和进程：简体中文。 */
import type { engine as english } from "../../../../src-core/messages/english/engine.ts";

export const engine: Record<keyof typeof english, string> = {
  "engine.no-provider": "ONNX Runtime 没有适用于 {platform} {arch} 的版本",
  "engine.needs-system": "需要 {system}",
  "engine.no-cuda-libraries": "未安装 ONNX Runtime 的 CUDA 库：参见 docs/devices.md",
  "engine.no-webgpu": "未找到 WebGPU 可用的 GPU：请安装其驱动（Linux 上为 Vulkan 驱动）",
  "engine.no-tensorflow": "未安装 TensorFlow 的原生库：参见 docs/devices.md",
  "engine.no-tensorflow-gpu": "TensorFlow.js 没有适用于 {platform} {arch} 的 GPU 库",
  "engine.webassembly-instead": "{reason}；{why}，改用 WebAssembly",
  "engine.no-runtime": "ONNX Runtime 没有适用于 {platform} {arch} 的库",
  "engine.runtime-unloadable": "无法加载 ONNX Runtime 的库：{why}",
  "engine.library-too-old":
    "{library} 需要比本系统更新的 {needed}（{symbols}）：请使用其他设备或更新的系统",
  "engine.not-opened": "无法打开",
  "engine.noise-no-numbers": "在噪声图像上，它或处理器的部分得分不是数值，或数目不同：无法比较",
  "engine.scores-differ": "其得分与处理器相差最大值的 {difference:power}，超过 {tolerance}",
  "engine.no-process": "此处无法为它启动进程",
  "engine.failed": "失败",
  "engine.cpu-took-over": "处理器已接替：{why}",
  "engine.requested": "由您指定",
  "engine.fastest": "结果正确且最快：{than}",
  "engine.about": "此网络和尺寸约需 {time}，处理器约需 {cpu}",
  "engine.no-other-device": "没有其他设备",
  "engine.imitates": "{name} 仅模拟 GPU",
  "engine.half-lacks": "该网络含有半精度无法表示的数值或算子",
  "engine.wrong": "结果不正确",
  "engine.not-there": "不存在",
  "engine.unexpected": "意外错误：{why}",
};
