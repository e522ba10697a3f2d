/**
 * @file What electron-builder does not do: a packed app gets the libraries that its own need and the system lacks, those of its own
 * that would not run in Electron are changed, and all of its native files are checked. Its switches are turned and it is signed after this.
 */
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { AfterPackContext } from "electron-builder";
import { Arch } from "electron-builder";
import { z } from "zod";
import type { Package } from "./check-native-files.ts";
import { checkNativeFiles } from "./check-native-files.ts";
import type { System } from "./loadable.ts";
import type { MacSignature } from "./mac-signature.ts";
import { signAdHocWithoutCertificate } from "./mac-signature.ts";
import { addMsvcRuntime } from "./msvc-runtime.ts";
import { writePackageLists } from "./package-lists.ts";
import { redirectImport } from "./redirect-import.ts";
import { separateGlib } from "./separate-glib.ts";
import { withoutSymbols } from "./without-symbols.ts";

export function completePackage(context: AfterPackContext): void {
  const packed = packageOf(context);
  const modules = join(packed.resources, "app.asar.unpacked", "node_modules");
  const dawn = join(modules, ...dawnOf(packed));
  requireLibraries(packed, modules, dawn);
  if (packed.system === "linux") {
    ownGlib(join(modules, "@img"), packed);
    writeFileSync(dawn, withoutSymbols(readFileSync(dawn)));
  }
  if (packed.system === "win32") {
    const program = `${context.packager.appInfo.productFilename}.exe`;
    writeFileSync(dawn, redirectImport(readFileSync(dawn), "node.exe", program));
    addMsvcRuntime(modules, packed.resources, packed.processor);
  }
  if (packed.system === "darwin") {
    refuseUnsigned(context);
    signAdHocWithoutCertificate(
      context.packager.platformSpecificBuildOptions as MacSignature,
      process.env,
    );
  }
  const files = checkNativeFiles(packed);
  const electron = context.packager.config.electronVersion ?? electronVersion();
  writePackageLists(packed, files, context.outDir, electron);
  console.log(
    `  • native files checked  count=${files.length} for=${packed.system} ${packed.processor}`,
  );
}

const electronVersion = (): string => {
  const path = join("node_modules", "electron", "package.json");
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, "utf8"))).version;
};

function packageOf({ electronPlatformName, arch, appOutDir, packager }: AfterPackContext): Package {
  const system = electronPlatformName as System;
  const contents = join(appOutDir, `${packager.appInfo.productFilename}.app`, "Contents");
  const [resources, program] =
    system === "darwin"
      ? [join(contents, "Resources"), join(contents, "MacOS")]
      : [join(appOutDir, "resources"), appOutDir];
  return { system, processor: Arch[arch], folder: appOutDir, resources, program };
}

/** The library's licence asks that its changes are told. */
function ownGlib(images: string, { processor, resources }: Package): void {
  const only = (folder: string, ending: RegExp): string => {
    const names = readdirSync(join(images, folder, "lib")).filter((name) => ending.test(name));
    const [name] = names;
    if (name === undefined || names.length > 1)
      throw new Error(`${folder} has ${names.length} libraries of sharp, and should have one`);
    return join(images, folder, "lib", name);
  };
  const binding = only(`sharp-linux-${processor}`, /\.node$/);
  const library = only(`sharp-libvips-linux-${processor}`, /\.so(\.\d+)*$/);
  const pair = { binding: readFileSync(binding), library: readFileSync(library) };
  const changed = separateGlib(pair);
  writeFileSync(binding, changed.binding);
  writeFileSync(library, changed.library);
  copyFileSync(join("build", "notices", "libvips.txt"), join(resources, "CHANGES.libvips.txt"));
}

/** A file of another system would be packed in place of one that npm left out: this says which one is missing. */
function requireLibraries({ system, processor }: Package, modules: string, dawn: string): void {
  const target = `${system}-${processor}`;
  const runtime = ["onnxruntime-node", "bin", "napi-v6", system, processor];
  const binding = join(modules, ...runtime, "onnxruntime_binding.node");
  for (const path of [join(modules, "@img", `sharp-${target}`), dawn])
    if (!existsSync(path))
      throw new Error(
        `${path.split(sep).join("/")} is missing: install the packages of ${target} first, npm ci --os=${system} --cpu=${processor}`,
      );
  if (existsSync(binding)) return;
  if (target !== "darwin-x64")
    throw new Error(`${binding} is missing: ONNX Runtime has to be installed`);
  console.warn(
    "  • ONNX Runtime has no library for Macs with Intel: networks run on TensorFlow.js there, on WebAssembly, and slower",
  );
}

const dawnOf = ({ system, processor }: Package): string[] => [
  "webgpu",
  "dist",
  system === "darwin" ? "darwin-universal" : `${system}-${processor}`,
  "dawn.node",
];

/** Apple's processors start no program whose seal is broken, and turning Electron's switches breaks it. */
function refuseUnsigned({ targets }: AfterPackContext): void {
  if (process.platform === "darwin" || targets.every(({ name }) => name === "dir")) return;
  throw new Error(
    "a package for macOS is made on macOS: it is signed there, and would not start unsigned",
  );
}
