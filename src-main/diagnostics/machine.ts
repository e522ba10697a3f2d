/** @file What is known of the machine: system, libraries of C, memory and disks. */
import { readFileSync, readdirSync, realpathSync } from "node:fs";
import { arch, cpus, freemem, release, totalmem, type, version } from "node:os";
import { basename, join } from "node:path";
import { bytesInWords } from "../../src-core/messages/bytes-in-words.ts";
import { cacheFolder } from "../files/cache-folder.ts";
import { freeBytesNow } from "../files/free-space.ts";
import { userFolder } from "../files/user-folder.ts";
import type { Facts } from "../log/facts.ts";

export const machineFacts = (): Facts => [
  ["system", `${type()} ${release()} (${arch()})`],
  ["build", version()],
  ...(process.platform === "linux" ? linuxFacts() : []),
  ["processor", `${cpus()[0]?.model.trim() ?? "unknown"}, ${cpus().length} threads`],
  ["memory", `${bytesInWords(totalmem())}, ${bytesInWords(freemem())} free`],
  ["memory limit", memoryLimit()],
  ["disk of user's folder", freeOf(userFolder())],
  ["disk of the cache", freeOf(cacheFolder())],
];

let linux: Facts | null = null;

/** Nothing of it changes while a process runs. */
const linuxFacts = (): Facts =>
  (linux ??= [
    ["distribution", distributionIn(textOf("/etc/os-release")) ?? "unknown"],
    ["libc", libc()],
    ["libstdc++", libstdcpp() ?? "not found"],
  ]);

/** @param text of an `os-release` @returns its PRETTY_NAME */
export function distributionIn(text: string): string | null {
  const value = /^PRETTY_NAME=(.*)$/m.exec(text)?.[1]?.trim();
  const name = value?.replace(/^(["'])(.*)\1$/, "$2").replace(/\\(.)/g, "$1");
  return name === undefined || name === "" ? null : name;
}

/** What Node was linked with; its report looks no names of other machines up. */
function libc(): string {
  const { report } = process;
  // Older ones of Node do not know it.
  const asks = report as { excludeNetwork?: boolean };
  const before = asks.excludeNetwork;
  try {
    asks.excludeNetwork = true;
    const { header } = report.getReport() as { header: { glibcVersionRuntime?: string } };
    return header.glibcVersionRuntime === undefined
      ? "not glibc"
      : `glibc ${header.glibcVersionRuntime}`;
  } catch {
    return "unknown";
  } finally {
    if (before !== undefined) asks.excludeNetwork = before;
  }
}

/** Its file's name ends with its version, where the system's link leads: `libstdc++.so.6.0.33`. */
function libstdcpp(): string | null {
  const triple = `${arch() === "arm64" ? "aarch64" : "x86_64"}-linux-gnu`;
  for (const folder of [`/usr/lib/${triple}`, "/usr/lib64", "/usr/lib"])
    try {
      if (readdirSync(folder).includes("libstdc++.so.6"))
        return basename(realpathSync(join(folder, "libstdc++.so.6")));
    } catch {
      // The next place.
    }
  return null;
}

/** Of a container or a control group; Node gives a number beyond all memory where there is none. */
function memoryLimit(): string {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? `${bytesInWords(limit)} for this process` : "none";
}

function freeOf(folder: string): string {
  const free = freeBytesNow(folder);
  return free === null ? "unknown" : `${bytesInWords(free)} free`;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
