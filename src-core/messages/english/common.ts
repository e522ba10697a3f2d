/** @file What messages of all rooms are made of, in English. */

export const common = {
  /** Somebody else's words. */
  raw: "{text}",
  /** What goes wrong with a file or a thing that is named first. */
  of: "{subject}: {what}",
  bytes: "{bytes:bytes}",
  "bytes.exact": "{bytes:whole} bytes",
  more: "{count} more",
  or: "{one} or {other}",
  and: "{one} and {other}",
  plus: "{one} + {other}",
  both: "{one}{other}",
  together: "{one}; {other}",

  /* What is known of others' words: see src-main/known-causes.ts. On the command line they stand for themselves. */
  "cause.not-there": "{text}",
  "cause.not-allowed": "{text}",
  "cause.folder": "{text}",
  "cause.read-only": "{text}",
  "cause.disk-full": "{text}",
  "cause.too-many-open": "{text}",
  "cause.disk-fails": "{text}",
  "cause.in-use": "{text}",
  "cause.circle-of-links": "{text}",
  "cause.name-too-long": "{text}",
  "cause.port-taken": "{text}",
  "cause.no-memory": "{text}",
  "cause.ends-early": "{text}",
  "cause.checksum": "{text}",
  "cause.no-json": "{text}",
  "cause.not-supported": "{text}",
  "cause.damaged": "{text}",
  "cause.no-kernel": "{text}",
} as const;
