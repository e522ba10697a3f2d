/** @file 各处共用的说法：简体中文。 */
import type { common as english } from "../../../../src-core/messages/english/common.ts";

export const common: Record<keyof typeof english, string> = {
  raw: "原文“{text}”",
  of: "{subject}：{what}",
  bytes: "{bytes:bytes}",
  "bytes.exact": "{bytes:whole} 字节",
  together: "{one}；{other}",
  "cause.not-there": "没有这个文件或文件夹",
  "cause.not-allowed": "当前用户没有权限",
  "cause.folder": "这是一个文件夹",
  "cause.read-only": "磁盘为只读",
  "cause.disk-full": "磁盘已满",
  "cause.too-many-open": "打开的文件过多",
  "cause.disk-fails": "磁盘读写出错",
  "cause.in-use": "正被其他程序使用",
  "cause.circle-of-links": "链接相互指向，没有终点",
  "cause.name-too-long": "名称过长",
  "cause.port-taken": "该端口已被占用",
  "cause.no-memory": "内存不足",
  "cause.ends-early": "文件在图像结束之前就结束了",
  "cause.checksum": "校验和不符：内容已损坏",
  "cause.no-json": "不是有效的 JSON",
  "cause.not-supported": "解码器不支持这种格式或编码",
  "cause.damaged": "解码器认为内容已损坏",
  "cause.no-kernel": "推理引擎没有所需的算子",
};
