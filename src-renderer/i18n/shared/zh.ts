/** @file 各处共用的文字：失败、进行中的步骤、等价性：简体中文。 */
import { told } from "../messages/told.ts";
import { reasonInChinese } from "../notices/reasons-zh.ts";
import type { shared as english } from "./en.ts";

export const shared: typeof english = {
  loading: "正在载入…",
  stop: "停止",
  dismiss: "关闭",
  progress: (done, total) => `${done} / ${total}`,
  failure: {
    "invalid-request": "无法理解该请求",
    "image-unreadable": "这不是可读取的图像",
    "image-too-small": "图像小于一个窗口",
    "image-too-large": "图像过大",
    "output-exists": "输出文件已存在",
    "output-unwritable": "无法写入输出文件",
    "disk-full": "磁盘已满",
    "invalid-scales": "尺度过多或过大",
    "cache-full": "没有空间存放大图像",
    "unknown-model": "没有这个模型",
    "invalid-model": "该模型无法使用",
    "unknown-device": "没有这个设备",
    "not-built": "此版本尚不支持",
    "not-found": "对象已不存在",
    "not-let-in": "此页面未获准进入",
    "request-too-large": "请求过大",
    engine: "推理引擎出错",
    "worker-died": "推理进程已退出",
    "app-ended": "Fullconv 没有响应",
    cancelled: "已停止",
    internal: "发生意外错误",
  },
  phase: {
    convert: "正在准备图像",
    collect: "正在汇总检测结果",
    export: "正在写入文件",
    decode: "正在解码图像",
    device: "正在测试设备",
    session: "正在加载网络",
    pass: "正在单次前向",
    compare: "正在比较设备",
    "batch-size": "正在选择批大小",
    batched: "滑动窗口，分批",
    turns: "单次前向与滑动窗口轮流测量",
  },
  equalityClass: { exact: "严格相等", ceil: "在感受野上严格相等", padded: "≈ 近似" },
  reason: ({ reason, said }) => told("zh", reason, said).text ?? reasonInChinese(reason),
};
