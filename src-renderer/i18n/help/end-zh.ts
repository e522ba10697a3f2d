/** @file 进程意外退出的说明：简体中文。 */
import type { Failure } from "../../../src-core/contract/failure.ts";
import type { EndMeaning, HowEnded, ProcessEnd } from "../../../src-core/contract/process-end.ts";
import type { Told } from "../messages/told.ts";
import { told } from "../messages/told.ts";

const meanings: Record<EndMeaning, string> = {
  killed: "被外部终止，最常见的原因是内存不足时由系统终止",
  "native-fault": "本机代码出错",
  "native-fault-or-file-shrank": "本机代码出错，或文件在读取时变短",
  "processor-cannot": "此处理器无法运行的本机代码",
  "native-gave-up": "本机代码自行中止",
  "asked-to-end": "另一个程序要求它退出",
  "no-memory": "内存已用尽",
  "heap-full": "JavaScript 内存已用尽",
  "library-missing": "缺少所需的库",
  "app-file-missing": "缺少应用自身的文件",
  "memory-damaged": "本机代码损坏了自己的内存",
  "nested-too-deep": "本机代码嵌套过深",
};

const tasks: Readonly<Record<string, string>> = {
  pass: "单次前向",
  baseline: "比较中的滑动窗口",
  windows: "滑动窗口",
  item: "处理批次中的一幅图像",
  export: "导出",
  devices: "测试设备",
  open: "加载模型",
  examine: "检查模型",
  keep: "添加模型",
  openImage: "打开图像",
  picture: "读取图像",
  prepare: "准备大图像",
};

const names: Record<ProcessEnd["process"], string> = {
  engine: "推理进程",
  pictures: "读取图像的进程",
};

export function endInChinese({ code, message, said, end }: Failure): Told {
  if (code === "app-ended") return { text: "它已退出：请重新启动。", original: null };
  return end === undefined ? told("zh", message, said) : { text: inWords(end), original: message };
}

function inWords(end: ProcessEnd): string {
  const { process, how, work, memory, times } = end;
  const at = work === null ? "" : `在${workInChinese(work)}时`;
  const held = memory === null ? "" : `（当时占用 ${bytes(memory)} 内存）`;
  const advice =
    times < 2
      ? "请重新运行；若再次发生，请减小每个图块的内存"
      : `该模型在此设备上已是第 ${times} 次如此：请选择其他设备、减小每个图块的内存，或使用较小的图像`;
  return `${names[process]}${at}意外退出（${howInChinese(how)}）${held}，将重新启动。${advice}。`;
}

function workInChinese({
  task,
  model,
  image,
  size,
  device,
}: NonNullable<ProcessEnd["work"]>): string {
  const told = [
    model === null ? null : `模型 ${model}`,
    image === null ? null : `图像 ${image}${size === null ? "" : `（${size}）`}`,
    device === null ? null : `设备 ${device}`,
  ].filter((part) => part !== null);
  const what = tasks[task] ?? task;
  return told.length === 0 ? what : `${what}（${told.join("，")}）`;
}

function howInChinese({ signal, exitCode, meaning, told }: HowEnded): string {
  if (told !== null) return told;
  const head =
    signal ??
    (exitCode === null
      ? "原因未知"
      : `退出代码 ${exitCode >= 0xc0000000 ? `0x${exitCode.toString(16).toUpperCase()}` : exitCode}`);
  return meaning === null ? head : `${head}：${meanings[meaning]}`;
}

/** In units of thousands, as the host tells them. */
function bytes(count: number): string {
  const [unit, name] =
    count >= 1e9
      ? ([1e9, "GB"] as const)
      : count >= 1e6
        ? ([1e6, "MB"] as const)
        : ([1e3, "KB"] as const);
  const value = count / unit;
  return `${value.toFixed(value >= 100 ? 0 : value < 10 ? 2 : 1)} ${name}`;
}
