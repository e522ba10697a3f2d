/** @file 应用保存的文件出现问题时的提示：简体中文。 */
import type { StateNotice } from "../../../src-core/contract/state.ts";

export function state(notice: StateNotice): string {
  const { path } = notice;
  switch (notice.code) {
    case "set-aside":
      return `无法解读 ${path}（${reasonInChinese(notice.reason)}）。已重新开始；原内容保存在同一文件夹的 ${notice.setAside} 中。`;
    case "newer":
      return `${path} 由更新版本的 Fullconv 写入（格式版本 ${notice.version}，当前支持到 ${notice.known}）。该文件保持原样：此后的更改仅在 Fullconv 退出前有效。`;
    case "unreadable":
      return `无法读取 ${path}（${reasonInChinese(notice.reason)}）。该文件保持原样：此后的更改仅在 Fullconv 退出前有效。`;
    case "unwritten":
      return `${path}：更改未能保存（${reasonInChinese(notice.reason)}）。`;
  }
}

/** What the host says in English. What is not known here stays as it is. */
const reasonInChinese = (reason: string): string =>
  reason
    .replace(/^it is no JSON, or cut off/, "不是 JSON，或内容不完整")
    .replace(/^it is empty/, "文件为空")
    .replace(/^it is a folder, no regular file$/, "是文件夹，不是普通文件")
    .replace(/^it is a named pipe, no regular file$/, "是命名管道，不是普通文件")
    .replace(/^it is a (?:device|socket), no regular file$/, "是设备或套接字，不是普通文件")
    .replace(/^it is no folder: move it away$/, "不是文件夹：请将其移走")
    .replace(
      /^(?:it )?is a link to (.+), which is not there: mount its disk, or remove the link$/,
      "链接指向不存在的 $1：请挂载相应磁盘，或删除该链接",
    )
    .replace(/: let this user read it$/, "：请允许当前用户读取")
    .replace(/, and it cannot be set aside: /, "，且无法移开：");
