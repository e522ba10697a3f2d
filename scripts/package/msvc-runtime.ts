/**
 * @file Microsoft's C++ library, which ONNX Runtime and Dawn are built with and Windows does not bring, beside each library that asks
 * for it: Windows looks there, and not in the app's folder (resolve-import.ts). Its terms: docs/release.md.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { nativeFiles } from "./check-native-files.ts";

/** Of the wheel: its files say 14.51.36247, and that is what the bill of materials says. */
const msvcVersion = "14.51.36231";

/** PyPI's wheels of them: for each processor the platform's name there, and the file's SHA-256. */
const wheels: Readonly<Record<string, { platform: string; sha256: string }>> = {
  x64: {
    platform: "win_amd64",
    sha256: "55a017355394fa78f87dbab6967cf2131398671ca0a77f8c97dadfc6c6f3de38",
  },
  arm64: {
    platform: "win_arm64",
    sha256: "5def206b61611097a03a64a3c2f8e0fa7e78e5e57ccd310fc1c83c8e2b75cafa",
  },
};

const isPart = (name: string): boolean => /^(msvcp|vcruntime|concrt)140\w*\.dll$/i.test(name);

/** @param modules folder of the packed libraries @param resources folder that gets the notice */
export function addMsvcRuntime(modules: string, resources: string, processor: string): void {
  const source = process.env["FULLCONV_MSVC_RUNTIME"] ?? fetched(processor);
  const present = readdirSync(source);
  // What is copied may ask for more of them.
  while (nativeFiles(modules).flatMap((file) => copyMissing(file, source, present)).length > 0);
  copyFileSync(
    join("build", "notices", "msvc-runtime.txt"),
    join(resources, "LICENSE.msvc-runtime.txt"),
  );
}

/** @returns what was copied */
function copyMissing(
  { path, imports }: { path: string; imports: readonly { name: string }[] },
  source: string,
  present: readonly string[],
): string[] {
  const folder = dirname(path);
  const beside = new Set(readdirSync(folder).map((file) => file.toLowerCase()));
  const wanted = imports.map(({ name }) => name.toLowerCase());
  const missing = new Set(wanted.filter((name) => isPart(name) && !beside.has(name)));
  for (const name of missing) {
    const file = present.find((one) => one.toLowerCase() === name);
    if (file === undefined) throw new Error(`${source} has no ${name}, which ${path} needs`);
    copyFileSync(join(source, file), join(folder, name));
  }
  return [...missing];
}

/** @returns the folder that they lie in */
function fetched(processor: string): string {
  const wheel = wheels[processor];
  if (!wheel) throw new Error(`nothing is known of Microsoft's C++ library for ${processor}`);
  const { platform, sha256 } = wheel;
  const folder = join(
    "node_modules",
    ".cache",
    "fullconv-msvc-runtime",
    `${msvcVersion}-${processor}`,
  );
  const [download, unpacked] = [join(folder, "wheel"), join(folder, "unpacked")];
  const libraries = join(unpacked, `msvc_runtime-${msvcVersion}.data`, "data", "Scripts");
  if (existsSync(libraries)) return libraries;
  mkdirSync(download, { recursive: true });
  const options = ["--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--quiet"];
  const target = ["--platform", platform, "--python-version=3.14", "--dest", download];
  python("-m", "pip", "download", `msvc-runtime==${msvcVersion}`, ...options, ...target);
  const [name = ""] = readdirSync(download);
  const file = join(download, name);
  const found = createHash("sha256").update(readFileSync(file)).digest("hex");
  if (found !== sha256) {
    rmSync(folder, { recursive: true });
    throw new Error(`${name} has the checksum ${found}, not ${sha256}: it is not used`);
  }
  python("-m", "zipfile", "-e", file, unpacked);
  return libraries;
}

function python(...args: readonly string[]): void {
  const program = process.platform === "win32" ? "python" : "python3";
  const { status, error, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status === 0) return;
  const why = error?.message ?? stderr.trim().split("\n").at(-1) ?? "";
  throw new Error(
    `Microsoft's C++ library could not be fetched (${program} ${args.slice(0, 3).join(" ")}: ${why}): ` +
      "name the folder of its files with FULLCONV_MSVC_RUNTIME",
  );
}
