/**
 * @file What is told of files that Fullconv keeps for its user (settings, lists, what was measured of devices), where one of them is not
 * what it should be. Codes are public: new ones may be added, none is renamed.
 */
import { z } from "zod";
import { message } from "./message.ts";

const path = z.string();
/** Why, in English. */
const reason = z.string();
/** The same in codes; what was written by older versions lacks them. */
const said = message.optional();

export const stateNotice = z.discriminatedUnion("code", [
  /** It could not be understood, and lies beside its place now; it begins anew. */
  z.strictObject({ code: z.literal("set-aside"), path, reason, said, setAside: z.string() }),
  /** A newer Fullconv wrote it: nothing is written over it. */
  z.strictObject({ code: z.literal("newer"), path, version: z.int(), known: z.int() }),
  /** It cannot be read: nothing is written over it. */
  z.strictObject({ code: z.literal("unreadable"), path, reason, said }),
  /** What changed could not be written; what was there is there still. */
  z.strictObject({ code: z.literal("unwritten"), path, reason, said }),
]);

/*
 * `GET  /api/events` begins with those that nobody has read (`{ type: "state", notice }`)
 * `POST /api/state/read`, the notice as it was told → 204: no window that opens says it again
 */

export type StateNotice = z.infer<typeof stateNotice>;

/** One line for the command line. */
export function stateMessage(notice: StateNotice): string {
  const { path: file } = notice;
  switch (notice.code) {
    case "set-aside":
      return `${file}: cannot be understood (${notice.reason}): it was set aside as ${notice.setAside} and begins anew`;
    case "newer":
      return `${file}: is of version ${notice.version} and this Fullconv knows ${notice.known}: it is left as it is, and nothing that changes now is kept`;
    case "unreadable":
      return `${file}: cannot be read (${notice.reason}): it is left as it is, and nothing that changes now is kept`;
    case "unwritten":
      return `${file}: what changed is not kept (${notice.reason})`;
  }
}
