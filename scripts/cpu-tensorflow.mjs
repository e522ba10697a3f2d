/**
 * @file `npm run cpu:tensorflow`: tfjs-node with its native part built here, against the TensorFlow library in PyPI's
 * wheel for the processor → .cache/tensorflow. The tests of TensorFlow's native backend run on it.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(".cache/tensorflow");
const built = join(folder, "built");
const version = "4.22.0";
/** tfjs-node 4.22 is made for TensorFlow 2.9, which PyPI has no wheel of any more for current Pythons; 2.15 serves it too. */
const wheel = "tensorflow-cpu==2.15.1";

/** What is needed of the wheel's gigabyte. */
const unpack = `
import sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
include = "tensorflow/include/"
wanted = ("tensorflow/libtensorflow", *(include + part for part in ("tensorflow/c/", "tensorflow/core/platform/", "tsl/")))
wheel.extractall(sys.argv[2], [name for name in wheel.namelist() if name.startswith(wanted)])
`;

/** @returns why it could not be built, or null */
export function buildTensorflow() {
  if (existsSync(built)) return null;
  if (process.platform !== "linux" || process.arch !== "x64") return "it needs Linux on x64";
  const headers = [
    join(dirname(process.execPath), "..", "include", "node"),
    "/usr/include/node",
    "/usr/include/nodejs/src",
  ].find((path) => existsSync(join(path, "node_api.h")));
  if (!headers) return "Node's headers (node_api.h) are not here";
  const download = join(folder, "wheel");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(download, { recursive: true });
  // A package.json above this folder would be taken for the place to install to.
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const home = join(folder, "node_modules", "@tensorflow", "tfjs-node");
  const library = join(download, "tensorflow");
  const addon = join(home, "lib", "napi-v8");
  const packages = ["--ignore-scripts", "--loglevel=error", `@tensorflow/tfjs-node@${version}`];
  const platforms = ["manylinux_2_17_x86_64", "manylinux2014_x86_64"];
  const steps = [
    () => ["npm", "install", "--prefix", folder, ...packages],
    () => [
      ...["python3", "-m", "pip", "download", wheel, "--no-deps", "--only-binary=:all:", "--quiet"],
      ...["--python-version=3.11", ...platforms.flatMap((name) => ["--platform", name])],
      ...["--dest", download, "--disable-pip-version-check"],
    ],
    () => {
      const file = readdirSync(download).find((name) => name.endsWith(".whl")) ?? "";
      return ["python3", "-c", unpack, join(download, file), download];
    },
    () => {
      mkdirSync(addon, { recursive: true });
      return [
        ...["g++", "-std=c++17", "-O2", "-shared", "-fPIC", "-DNAPI_VERSION=8"],
        ...[`-I${home}`, `-I${headers}`, `-I${join(library, "include")}`],
        ...["tfjs_backend.cc", "tfjs_binding.cc"].map((name) => join(home, "binding", name)),
        ...["-o", join(addon, "tfjs_binding.node"), `-L${library}`],
        ...["-l:libtensorflow_cc.so.2", "-l:libtensorflow_framework.so.2"],
        "-Wl,-rpath,$ORIGIN/../../deps/lib",
      ];
    },
    () => {
      mkdirSync(join(home, "deps"));
      symlinkSync(library, join(home, "deps", "lib"));
      return [process.execPath, "-e", `console.log(require(${JSON.stringify(home)}).version)`];
    },
  ];
  for (const step of steps) {
    const [command, ...args] = step();
    const { status, error, stderr } = spawnSync(command, args, { encoding: "utf8" });
    if (status === 0) continue;
    const lines = stderr?.trim().split("\n") ?? [];
    const told = lines.find((line) => /error/i.test(line)) ?? lines.at(-1);
    return `${command} failed: ${error?.message ?? told}`;
  }
  for (const name of readdirSync(download)) if (name.endsWith(".whl")) rmSync(join(download, name));
  writeFileSync(built, "");
  return null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const why = buildTensorflow();
  console.log(why ? `tfjs-node was not built: ${why}` : `tfjs-node is in ${folder}`);
  process.exit(why ? 1 : 0);
}
