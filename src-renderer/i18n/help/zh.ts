/** @file 诊断信息与报告的文字：简体中文。 */
import { told } from "../messages/told.ts";
import type { help as english } from "./en.ts";
import { endInChinese } from "./end-zh.ts";

const intro = "复制或保存的内容全部显示在此，不会发送到任何地方：分享之前请先阅读。";

export const help: typeof english = {
  open: "帮助：诊断信息",
  title: "复制诊断信息",
  reportTitle: "意外退出报告",
  intro,
  /** Behind what ended. */
  reportIntro: (ended) => `${ended}${intro}`,
  text: "将被复制的内容",
  paths: "包含文件路径和名称",
  copy: "复制",
  save: "保存",
  close: "关闭",
  read: "阅读报告",
  end: endInChinese,
  told: (message, said) => told("zh", message, said),
  original: "原始信息",
  untold: "这条信息只有英文原文。",
  endTitle: { engine: "推理进程已退出", pictures: "读取图像的进程已退出" },
  gone: "Fullconv 已退出。请重新启动，然后打开它显示的网址。",
  saved: "已保存",
  logFolder: (folder) => `日志位于 ${folder}。`,
  ended: {
    app: "Fullconv 上次意外退出。",
    engine: "Fullconv 的推理引擎意外退出。",
    pictures: "读取图像的进程意外退出。",
    window: "窗口页面意外退出。",
  },
};
