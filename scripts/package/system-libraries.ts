/** @file What the systems bring of libraries, as far as a package's own files ask for it. What is not named here has to be in the package. */
import type { System } from "./loadable.ts";

const windows = [
  "advapi32 bcrypt bcryptprimitives d3d12 dbghelp dnsapi dxgi iphlpapi kernel32 ntdll ole32 oleaut32",
  "rpcrt4 setupapi shell32 shlwapi user32 ws2_32",
];
const linux = [
  "libc.so.6 libdl.so.2 libm.so.6 libpthread.so.0 libresolv.so.2 librt.so.1 ld-linux-x86-64.so.2 ld-linux-aarch64.so.1",
  // Of the compiler, on every desktop: their packages are named in electron-builder.yml.
  "libgcc_s.so.1 libstdc++.so.6",
];
const words = (lines: readonly string[]): Set<string> => new Set(lines.join(" ").split(" "));
const ofWindows = words(windows);
const ofLinux = words(linux);

/** Each says whether the system has the library, as a file that imports it writes its name. */
export const systemHas: Readonly<Record<System, (name: string) => boolean>> = {
  // Sets of functions (`api-ms-win-…`) are Windows 10's own, the C library (`-crt-`) among them.
  win32: (name) =>
    /^(api|ext)-ms-win-/i.test(name) || ofWindows.has(name.toLowerCase().replace(/\.dll$/, "")),
  linux: (name) => ofLinux.has(name),
  darwin: (name) => /^\/(usr\/lib|System\/Library)\//.test(name),
};

/** The oldest of each that a package is for: Windows' is what Electron asks for; macOS 14 and glibc 2.28 are ONNX Runtime's. */
export const oldestSystem: Readonly<Record<System, string>> = {
  win32: "10",
  darwin: "14.0",
  linux: "2.28",
};

/** The C++ library of the oldest Linux with that glibc that is still kept (RHEL 8, with GCC 8). */
export const oldestCompiler = { GLIBCXX: "3.4.25", CXXABI: "1.3.11" } as const;
