/** @file The host gives its reasons in English: those that are known, in Chinese; others stay as they are. */
import { rememberedAnswers } from "./remembered-answers.ts";

const known: readonly (readonly [english: RegExp, chinese: string])[] = [
  [
    /^(\d+) classes as the file's metadata "(.+?)" has them: (.*)$/,
    "$1 个类别，取自文件元数据“$2”：$3",
  ],
  [
    /^the file's metadata "(.+?)" names (\d+) classes, the network has (\d+) scores: the names are not used$/,
    "文件元数据“$1”列出 $2 个类别，而网络有 $3 个得分：未使用这些名称",
  ],
  [
    /^window (\d+×\d+) as the file's metadata "imgsz" has it.*$/,
    "窗口 $1，取自文件元数据“imgsz”（输入未规定大小时）",
  ],
  [
    /^the file's metadata says that it was made to "(.+?)", not to classify windows.*$/,
    "文件元数据说明它用于“$1”，并非对窗口分类：其分数按分类器处理",
  ],
  [
    /^the network is in double precision and computed in single.*$/,
    "网络为双精度，单次前向与逐窗口均以单精度计算：分数约有最大值 1e-6 的差别",
  ],
  [
    /^(\S+) "([^"]*)" pads: inside the image .*$/,
    "$1 “$2” 带有填充：在图像内部，单元看到相邻像素，而窗口看到的是填充值，因此单次前向只是接近",
  ],
  [
    /^(.+) "([^"]*)" pools in ceil mode: a cell depends on (\S+) pixels, the window has (\S+); against windows of (\S+) it is exact$/,
    "$1 “$2” 以 ceil 模式池化：一个单元取决于 $3 个像素，窗口只有 $4；与 $5 的窗口相比严格相等",
  ],
  [
    /^(.+) "([^"]*)" pools in ceil mode behind rows or columns that are cut off: .*$/,
    "$1 “$2” 在被裁掉的行或列之后以 ceil 模式池化：其最后一个位置在窗口上不完整，在图像内部却完整，因此单次前向只是接近",
  ],
  [
    /^no layer pads, and no ceil-mode pool meets an incomplete position on (\S+?)(?: that counts)?: .*$/,
    "没有填充，ceil 模式的池化在 $1 上也没有起作用的不完整位置：每个单元只取决于自己的窗口",
  ],
  [
    /^no layer pads or pools in ceil mode: .*$/,
    "没有填充，也没有 ceil 模式的池化：每个单元只取决于自己的窗口",
  ],
  [
    /^differs by (\S+), more than rounding explains, .*; please report the file$/,
    "相差 $1，超出舍入误差，而网络图中看不出原因：不称其为相等；请反馈该文件",
  ],
  [
    /^differs by (\S+), more than rounding explains, .*$/,
    "相差 $1，超出舍入误差，而网络图中看不出原因：不称其为相等",
  ],
  [/^it is not called equal$/, "不称其为相等"],
  [
    /^measured: the scores of (\d+) probe windows lie within 0 and 1 and sum to 1: they are probabilities$/,
    "实测：$1 个探测窗口的得分在 0 到 1 之间且和为 1：即为概率",
  ],
  [
    /^measured: the scores of (\d+) probe windows lie within 0 and 1 and do not sum to 1: each is a probability of its own$/,
    "实测：$1 个探测窗口的得分在 0 到 1 之间，但和不为 1：各自为独立的概率",
  ],
  [
    /^measured: the scores of (\d+) probe windows lie within 0 and 1: each is a probability of its own$/,
    "实测：$1 个探测窗口的得分在 0 到 1 之间：各自为独立的概率",
  ],
  [
    /^measured: the scores of (\d+) probe windows are never negative and sum to (\S+): .*$/,
    "实测：$1 个探测窗口的得分均非负，和为 $2：即概率的 $2 倍，按原样使用，而非以 1 为总和的份额",
  ],
  [/^the network ends in (\S+) itself$/, "网络本身以 $1 结束"],
  [
    /^the network ends in LogSoftmax: softmax undoes the logarithm$/,
    "网络以 LogSoftmax 结束：softmax 可还原对数",
  ],
  [/^the network ends in (\S+), and there is one class$/, "网络以 $1 结束，且只有一个类别"],
  [
    /^the network ends in (\S+): its scores are taken as logits of (\d+) classes that exclude each other$/,
    "网络以 $1 结束：其得分视为 $2 个互斥类别的 logits",
  ],
  [
    /^the network gives NaN or infinity at (\d+) of (\d+) cells: no object is found by such a score$/,
    "网络在 $2 个单元中的 $1 个给出 NaN 或无穷大：不会据此找到对象",
  ],
  [/^the card beside the model is not used: (.*)$/, "未使用模型旁的模型卡：$1"],
  [/^its source says so$/, "来源如此说明"],
  [/^kept from last time, when it was not noted who named it$/, "沿用上次，当时未记录由谁指定"],
  [/^as it is said$/, "按您所说"],
  [/^as it was said before$/, "按您上次所说"],
  [/^requested$/, "由您指定"],
  [/^no other device is here$/, "没有其他设备"],
  [/^it needs (Windows|macOS)$/, "需要 $1"],
  [
    /^(\S+) needs a newer (glibc|libstdc\+\+) than this system has \((\S+)\): use another device, or a newer system$/,
    "$1 需要比本系统更新的 $2（$3）：请使用其他设备或更新的系统",
  ],
  [
    /^no GPU that WebGPU could use was found: install its driver \(on Linux Vulkan's\)$/,
    "未找到 WebGPU 可用的 GPU：请安装其驱动（Linux 上为 Vulkan 驱动）",
  ],
  [
    /^ONNX Runtime's CUDA libraries are not installed: see (\S+)$/,
    "未安装 ONNX Runtime 的 CUDA 库：参见 $1",
  ],
  [/^ONNX Runtime has none for (\S+) (\S+)$/, "ONNX Runtime 没有适用于 $1 $2 的版本"],
  [
    /^TensorFlow's native library is not installed: see (\S+)$/,
    "未安装 TensorFlow 的原生库：参见 $1",
  ],
  [
    /^TensorFlow\.js has no GPU library for (\S+) (\S+)$/,
    "TensorFlow.js 没有适用于 $1 $2 的 GPU 库",
  ],
  [
    /^TensorFlow (\S+) sees no GPU: it needs an NVIDIA card with CUDA (\S+) and cuDNN (\S+)$/,
    "TensorFlow $1 未找到 GPU：需要装有 CUDA $2 和 cuDNN $3 的 NVIDIA 显卡",
  ],
  [/^about (.+) for this network and size, the CPU (.+)$/, "此网络和尺寸约需 $1，处理器约需 $2"],
  [
    /^the fastest that is right: about (.+) for this network and size, the CPU (.+)$/,
    "结果正确且最快：此网络和尺寸约需 $1，处理器约需 $2",
  ],
  [/^(.+) only imitates a GPU$/, "$1 仅模拟 GPU"],
  [
    /^the network has numbers or operators that half precision lacks$/,
    "该网络含有半精度无法表示的数值或算子",
  ],
  [/^the CPU took over: (.+)$/, "处理器已接替：$1"],
  [/^no process can be started for it here$/, "此处无法为它启动进程"],
  [
    /^on noise some scores are no numbers, on it or on the CPU, or are not as many: they cannot be compared$/,
    "在噪声图像上，它或处理器的部分得分不是数值，或数目不同：无法比较",
  ],
  [
    /^its scores differ from the CPU's by (\S+) of the largest, more than (\S+)$/,
    "其得分与处理器相差最大值的 $1，超过 $2",
  ],
];

/** As they are told of several devices at once: `webgpu: …; cuda: …`. */
const ofDevice = /^(webgpu|dml|coreml|cuda|tfjs-gpu): (.+)$/;

/** What is added to another reason: of scores that are no numbers, and of a machine without ONNX Runtime. */
const added: readonly (readonly [english: RegExp, chinese: string])[] = [
  [
    /^(.*); the network itself gives (.+) at (\d+) of (\d+) cells?, in both ways alike$/,
    "网络本身在 $4 个单元中的 $3 个给出 $2，两种方式相同",
  ],
  [
    /^(.*)(?:; |: )one way alone gives NaN or infinity at (\d+) of (\d+) cells?, where numbers overflow$/,
    "在 $3 个单元中的 $2 个，仅一种方式给出 NaN 或无穷大（数值溢出）",
  ],
  [/^(.*)(?:; |: )no score could be compared$/, "没有任何得分可供比较"],
  [
    /^(.*); ONNX Runtime has no library for (\S+) (\S+): WebAssembly instead$/,
    "ONNX Runtime 没有适用于 $2 $3 的库，改用 WebAssembly",
  ],
  [
    /^(.*); ONNX Runtime's library cannot be loaded: (.+): WebAssembly instead$/,
    "无法加载 ONNX Runtime 的库（$2），改用 WebAssembly",
  ],
];

const assumed =
  /^the activation is assumed to be (\S+) \((.*)\): another one is said with --activation, as the model is imported or its file named, or in its card$/;

export function reasonInChinese(reason: string): string {
  const [, activation, why] = assumed.exec(reason) ?? [];
  if (activation !== undefined && why !== undefined)
    return `激活函数推定为 ${activation}（${reasonInChinese(why)}）：可在添加模型时或在卡片中另行指定`;
  const remembered = rememberedAnswers("zh", reason);
  if (remembered)
    return `沿用先前的回答：${remembered.answers}（${remembered.path}）；可在添加模型时另行回答`;
  for (const [english, chinese] of added) {
    const [whole, before] = english.exec(reason) ?? [];
    if (whole === undefined || before === undefined) continue;
    const addition = whole
      .replace(english, chinese)
      .replace("NaN or infinity", "NaN 或无穷大")
      .replace("infinity", "无穷大");
    return `${reasonInChinese(before)}；${addition}`;
  }
  const parts = reason.split("; ").map((part) => ofDevice.exec(part));
  if (parts.every((part) => part !== null))
    return parts.map(([, id = "", why = ""]) => `${id}：${reasonInChinese(why)}`).join("；");
  const found = known.find(([english]) => english.test(reason));
  return found ? reason.replace(...found) : reason;
}
