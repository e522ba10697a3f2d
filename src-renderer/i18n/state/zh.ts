/** @file 应用保存的文件出现问题时的提示：简体中文。 */
import type { StateNotice } from "../../../src-core/contract/state.ts";
import { told } from "../messages/told.ts";

export function state(notice: StateNotice): string {
  const { path } = notice;
  switch (notice.code) {
    case "set-aside":
      return `无法解读 ${path}（${reasonOf(notice)}）。已重新开始；原内容保存在同一文件夹的 ${notice.setAside} 中。`;
    case "newer":
      return `${path} 由更新版本的 Fullconv 写入（格式版本 ${notice.version}，当前支持到 ${notice.known}）。该文件保持原样：此后的更改仅在 Fullconv 退出前有效。`;
    case "unreadable":
      return `无法读取 ${path}（${reasonOf(notice)}）。该文件保持原样：此后的更改仅在 Fullconv 退出前有效。`;
    case "unwritten":
      return `${path}：更改未能保存（${reasonOf(notice)}）。`;
  }
}

const reasonOf = ({ reason, said }: Exclude<StateNotice, { code: "newer" }>): string =>
  told("zh", reason, said).text ?? `原文“${reason}”`;
