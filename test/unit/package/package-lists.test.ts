/** @file What is in a package is what its lists name: both ways, and native files one by one. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { nativeFiles } from "../../../scripts/package/check-native-files.ts";
import { differences, wantedPackages } from "../../../scripts/package/package-lists.ts";
import { shippedParts } from "../../../scripts/package/shipped-parts.ts";

const modules = "node_modules";
const filesOf = (folder: string) => nativeFiles(join(modules, folder));

it("names a package that is packed and in no list, and one that is in the list and not packed", () => {
  const wanted = wantedPackages("linux", "x64");
  const packed = wanted.map((path) => ({ path, version: "1.0.0" }));
  expect(differences(packed, wanted)).toEqual([]);
  const nested = { path: "onnxruntime-node/node_modules/adm-zip", version: "0.6.1" };
  const changed = [...packed.filter(({ path }) => path !== "semver"), nested];
  expect(differences(changed, wanted)).toEqual([
    expect.stringContaining(
      "node_modules/onnxruntime-node/node_modules/adm-zip (0.6.1) is packed, and no component",
    ),
    expect.stringContaining("node_modules/semver is named"),
  ]);
});

it("takes a package's sharp for its system's, in one with libvips on Windows", () => {
  expect(wantedPackages("win32", "arm64").filter((path) => path.includes("sharp-"))).toEqual([
    "@img/sharp-win32-arm64",
  ]);
  expect(wantedPackages("darwin", "x64")).toContain("@img/sharp-libvips-darwin-x64");
});

it.each(["x64", "arm64"])(
  "has version and terms of what Windows' packages bring on %s",
  (processor) => {
    const files = [
      ...filesOf(`onnxruntime-node/bin/napi-v6/win32/${processor}`),
      ...filesOf(`webgpu/dist/win32-${processor}`),
    ];
    const parts = shippedParts(files, modules);
    expect(parts.map(({ name, version }) => `${name} ${version}`).sort()).toEqual([
      "DirectML 1.15.4",
      "DirectXShaderCompiler 1.8.2502.8",
      "DirectXShaderCompiler 1.9.0.5517",
      expect.stringMatching(/^d3dcompiler_47 10\.0\.2\d{4}\.\d+$/),
      "dxil 1.8.2502.8",
    ]);
    const text = (name: string): string => parts.find((part) => part.name === name)?.text ?? "";
    expect(text("DirectML")).toContain("MICROSOFT DIRECTX MACHINE LEARNING (DIRECTML)");
    expect(text("DirectXShaderCompiler")).toContain("University of Illinois/NCSA");
    expect(text("d3dcompiler_47")).toContain("Distributable Code");
    expect(text("dxil")).toContain("LICENSE-MS.txt");
  },
);

it("refuses a native file that is of no component", () => {
  const [file] = filesOf("webgpu/dist/linux-x64");
  if (!file) throw new Error("Dawn is not installed");
  expect(shippedParts([file], modules)).toEqual([]);
  const stray = { ...file, path: join(modules, "webgpu/dist/linux-x64/stray.node") };
  expect(() => shippedParts([file, stray], modules)).toThrow(
    "webgpu/dist/linux-x64/stray.node is in the package, and no component of its bill of materials",
  );
});
