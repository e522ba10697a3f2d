/** @file 关于批次：简体中文。 */
import type { batch as english } from "../../../../src-core/messages/english/batch.ts";

export const batch: Record<keyof typeof english, string> = {
  "batch.another-fullconv-writes-here":
    "{path}：另有一个 Fullconv 也在写入此处：请关闭其中之一，然后重新开始",
  "batch.remove-take-another-folder": "{path}：是{kind}：请将其删除，或为结果另选文件夹",
  "batch.version-fullconv-knows-open":
    "{path}：版本为 {version}，而当前支持到 1：请用创建它的 Fullconv 打开",
  "batch.no-json": "{path}：不是 JSON（{why}）",
  "batch.item-there": "没有第 {index} 项",
  "batch.was-moved-deleted-since": "{path}：在添加之后被移走或删除：请放回原处后重试",
  "batch.changed-since-was-added":
    "{path}：在添加之后有变动（当时 {size} 字节，现在 {now} 字节）：请重试，以现在的文件为准",
  "batch.no-result": "{path}：在 {journal} 中没有结果",
  "batch.was-made-fullconv-did":
    "{name}：由未记录模型卡与权重的 Fullconv 创建，因此无法判断它们是否相同：请新建一个",
  "batch.since-batch-was-made": "{name}：自批次创建以来，{told}：请新建一个",
  "batch.item-no-thumbnail-yet": "第 {index} 项还没有缩略图",
  "batch.list-images-damaged-were":
    "图像列表已损坏：有 {lost} 幅已开始的图像不在其中，例如 {name}：请重新添加，或新建批次",
  "batch.list-images-ends-middle": "图像列表在一行中间结束：最后添加的内容不在其中：请重新添加",
  "batch.link-leads-out-where": "{place}：有链接指向结果所在的 {folder} 之外：请将该链接换成文件夹",
  "batch.exists-overwritten-name-another": "{path}：已存在，不会覆盖：请换一个位置，或先将其删除",
  "batch.model-no-longer-there": "模型 {id} 已不存在：请重新添加",
  "batch.a-link": "指向别处的链接",
  "batch.no-regular-file": "非普通文件",
};
