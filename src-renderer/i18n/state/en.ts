/** @file What is said of kept files that are not what they should be, in English. */
import type { StateNotice } from "../../../src-core/contract/state.ts";
import { told } from "../messages/told.ts";

/** In plain words, where they are known. */
const reasonOf = ({ reason, said }: Exclude<StateNotice, { code: "newer" }>): string =>
  told("en", reason, said).text ?? reason;

export function state(notice: StateNotice): string {
  switch (notice.code) {
    case "set-aside":
      return `${notice.path} cannot be understood (${reasonOf(notice)}). It begins anew; what it held lies beside it as ${notice.setAside}.`;
    case "newer":
      return `${notice.path} was written by a newer Fullconv (version ${notice.version}, known here: ${notice.known}). It is left as it is: what changes now holds until Fullconv ends.`;
    case "unreadable":
      return `${notice.path} cannot be read (${reasonOf(notice)}). It is left as it is: what changes now holds until Fullconv ends.`;
    case "unwritten":
      return `${notice.path}: what changed is not kept (${reasonOf(notice)}).`;
  }
}
