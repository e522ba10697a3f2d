/** @file What notices are called, in Chinese. */
import { told } from "../messages/told.ts";
import { messageInChinese } from "./messages-zh.ts";
import type { notices as english } from "./en.ts";

export const notices: typeof english = {
  label: "须知",
  title: {
    "boxes-capped": "部分框被舍去",
    "activation-assumed": "激活函数为推定",
    "color-assumed": "颜色顺序为推定",
    "pages-left-out": "部分页未读取",
    "bands-left-out": "部分波段未读取",
    "profile-unused": "未使用颜色配置文件",
    "cells-overhang": "部分单元超出图像",
    "scales-left-out": "部分尺度被舍去",
    "device-fell-back": "已换设备继续",
    "answer-remembered": "沿用上次的回答",
    "card-unused": "有模型卡未使用",
    "computed-in-float": "以单精度计算",
    "task-differs": "模型另有用途",
    "batch-fixed": "批大小固定",
    "pass-sampled": "比值来自抽样",
    "stood-still": "用时含停顿",
    "pass-comes-near": "接近而不等于窗口",
    "scores-not-finite": "部分得分不是数值",
    "boxes-not-sound": "部分框无效",
    "scores-not-probabilities": "得分不是概率",
    "white-unused": "未使用白电平",
  },
  message: ({ message, said }) => told("zh", message, said).text ?? messageInChinese(message),
  count: (shown) => `${shown} 条须知`,
};
