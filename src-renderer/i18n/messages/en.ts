/** @file What the host says, in the window's English: as on the command line, but for what only that has, and for others' words. */
import { english } from "../../../src-core/messages/english.ts";
import type { MessageKey } from "../../../src-core/messages/english.ts";

const plainly: Partial<Record<MessageKey, string>> = {
  raw: "in its own words “{text}”",
  "cause.not-there": "there is no such file or folder",
  "cause.not-allowed": "this user may not do that",
  "cause.folder": "it is a folder",
  "cause.read-only": "the disk is read-only",
  "cause.disk-full": "the disk is full",
  "cause.too-many-open": "too many files are open",
  "cause.disk-fails": "the disk fails",
  "cause.in-use": "another program uses it",
  "cause.circle-of-links": "links lead in a circle",
  "cause.name-too-long": "the name is too long",
  "cause.port-taken": "another program has this port",
  "cause.no-memory": "there is not enough memory",
  "cause.ends-early": "this file ends before the picture does",
  "cause.checksum": "a check sum is wrong: it is damaged",
  "cause.no-json": "it is no valid JSON",
  "cause.not-supported": "its decoder does not know this kind of image",
  "cause.damaged": "its decoder finds it damaged",
  "cause.no-kernel": "the engine lacks an operator that it needs",
};

export const messages: Record<MessageKey, string> = { ...english, ...plainly };
