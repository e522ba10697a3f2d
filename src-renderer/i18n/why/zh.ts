import type { why as english } from "./en.ts";

export const why: typeof english = {
  title: "为什么一次前向等于所有窗口",
  lead: "全连接层就是卷积核与输入一样大的卷积。让它在更大的图像上滑动，得到的就是分类器在每个窗口上的结果，而相邻窗口共有的部分只计算一次。",
};
