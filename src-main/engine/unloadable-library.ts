/** @file Why the system's loader refuses a library, for who uses the app: what is too old, and not which file says so. */
import { said, Told } from "../../src-core/messages/said.ts";

const libraries: Readonly<Record<string, string>> = {
  GLIBC: "glibc",
  GLIBCXX: "libstdc++",
  CXXABI: "libstdc++",
};

/** @returns the same cause where it says nothing of a version that is missing */
export function unloadable(library: string, cause: unknown): unknown {
  const told = cause instanceof Error ? cause.message : "";
  const [, symbols = "", version = ""] =
    /version [`'](GLIBC|GLIBCXX|CXXABI)_([\d.]+)' not found/.exec(told) ?? [];
  const needed = libraries[symbols];
  if (needed === undefined) return cause;
  return new Told(
    said("engine.library-too-old", { library, needed, symbols: `${symbols}_${version}` }),
    { cause },
  );
}
