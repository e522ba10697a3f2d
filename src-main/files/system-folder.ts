/** @file What a system's variables name for everybody's files: an empty one is none, as is a relative one. */
import { isAbsolute, win32 } from "node:path";

/** @param value of a variable of the environment @param usual where the variable names no folder */
export function systemFolder(
  value: string | undefined,
  usual: string,
  platform = process.platform,
): string {
  if (value === undefined || value === "") return usual;
  const absolute = platform === "win32" ? win32.isAbsolute(value) : isAbsolute(value);
  return absolute ? value : usual;
}
