/** @file How a process ended, in words: what its signal or exit code most often means, and what it said last. */

const signals: Readonly<Record<string, string>> = {
  SIGKILL: "killed from outside, most often by the system when memory runs out",
  SIGSEGV: "a fault in native code",
  SIGBUS: "a fault in native code, or a file that became shorter while it was read",
  SIGILL: "native code that this processor cannot run",
  SIGFPE: "a fault in native code",
  SIGABRT: "native code gave up",
  SIGTRAP: "native code gave up",
  SIGTERM: "another program asked it to end",
};

/** Exit codes that stand for a signal, as shells tell them, and those of Windows. */
const codes: Readonly<Record<number, string>> = {
  132: "SIGILL",
  133: "SIGTRAP",
  134: "SIGABRT",
  135: "SIGBUS",
  136: "SIGFPE",
  137: "SIGKILL",
  139: "SIGSEGV",
  143: "SIGTERM",
};
const windows: Readonly<Record<number, string>> = {
  0xc0000005: "a fault in native code",
  0xc000001d: "native code that this processor cannot run",
  0xc0000017: "there was no memory left",
  0xc000012d: "there was no memory left",
  0xc0000135: "a library that it needs is missing",
  0xc0000374: "native code damaged its memory",
  0xc0000409: "native code gave up",
  0xc00000fd: "native code nested too deep",
};

/** What runtimes say before they give up. */
const lastWords: readonly (readonly [RegExp, string])[] = [
  [/JavaScript heap out of memory|Reached heap limit/, "JavaScript ran out of memory"],
  [/std::bad_alloc|out of memory|cannot allocate memory/i, "there was no memory left"],
  [/Cannot find module|ERR_MODULE_NOT_FOUND/, "a file of the app is missing"],
];

/**
 * @param code null where a signal ended it
 * @param said the last that it wrote to its standard error
 * @returns such as `SIGSEGV: a fault in native code`, or `exit code 7`
 */
export function endInWords(code: number | null, signal: string | null, said = ""): string {
  const words = lastWords.find(([pattern]) => pattern.test(said))?.[1];
  const unsigned = code === null ? null : code >>> 0;
  const known = signal ?? (unsigned === null ? undefined : codes[unsigned]);
  const meaning =
    words ?? (known === undefined ? undefined : signals[known]) ?? windows[unsigned ?? -1];
  const head =
    signal ??
    (unsigned === null
      ? "for a reason that is not known"
      : unsigned >= 0xc0000000
        ? `exit code 0x${unsigned.toString(16).toUpperCase()}`
        : `exit code ${unsigned}`);
  return meaning === undefined ? head : `${head}: ${meaning}`;
}
