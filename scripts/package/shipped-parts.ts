/**
 * @file Whose each native file of a package is. What npm's packages bring of others has a version and terms of its own: Microsoft's
 * libraries beside ONNX Runtime and Dawn. docs/release.md says which of their texts could be had.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import type { Component } from "../licenses/component.d.mts";
import type { FoundFile } from "./check-native-files.ts";

interface Part {
  readonly name: string;
  readonly files: RegExp;
  /** Part of this package of npm, if it is no component by itself. */
  readonly of?: true;
  readonly license?: string;
  readonly source?: string;
  /** Of build/notices/microsoft, or beside the file. */
  readonly texts?: readonly string[];
}

const dxc = "https://github.com/microsoft/DirectXShaderCompiler";
const ofDxc = ["dxcompiler-LICENSE.TXT", "dxcompiler-ThirdPartyNotices.txt"];

const parts: readonly Part[] = [
  { name: "webgpu", of: true, files: /^webgpu\/dist\/[^/]+\/dawn\.node$/ },
  {
    name: "onnxruntime-node",
    of: true,
    files:
      /^onnxruntime-node\/bin\/.*\/(onnxruntime_binding\.node|onnxruntime\.dll|libonnxruntime\.[^/]+)$/,
  },
  { name: "@img/sharp", of: true, files: /^@img\/sharp-/ },
  {
    name: "DirectML",
    files: /\/DirectML\.dll$/,
    license: "LicenseRef-Microsoft-DirectML",
    source: "https://www.nuget.org/packages/Microsoft.AI.DirectML",
    texts: ["DirectML.txt", "DirectML-ThirdPartyNotices.txt"],
  },
  {
    name: "DirectXShaderCompiler",
    files: /\/dxcompiler\.dll$/,
    license: "NCSA",
    source: dxc,
    texts: ofDxc,
  },
  {
    name: "dxil",
    files: /\/dxil\.dll$/,
    license: "LicenseRef-Microsoft-DXIL",
    source: "https://www.nuget.org/packages/Microsoft.Direct3D.DXC",
    texts: ["dxil.txt"],
  },
  {
    name: "d3dcompiler_47",
    files: /\/d3dcompiler_47\.dll$/,
    license: "LicenseRef-Microsoft-Windows-SDK",
    source: "https://learn.microsoft.com/legal/windows-sdk/redist",
    texts: ["d3dcompiler_47.txt"],
  },
  {
    name: "msvc-runtime",
    files: /\/(msvcp|vcruntime|concrt)140\w*\.dll$/,
    license: "LicenseRef-Microsoft-Distributable-Code",
    source: "https://learn.microsoft.com/visualstudio/releases/2022/redistribution",
    texts: [join("..", "msvc-runtime.txt")],
  },
];

/**
 * @param modules folder of the packed packages
 * @returns a component for each version of what is no package of npm
 * @throws Error in one line for each file that nothing here is said of
 */
export function shippedParts(files: readonly FoundFile[], modules: string): Component[] {
  const claimed = files.map((file) => ({ file, part: partOf(file.path, modules) }));
  const strange = claimed.filter(({ part }) => part === undefined);
  if (strange.length > 0)
    throw new Error(
      strange
        .map(
          ({ file }) =>
            `${relative(modules, file.path).split(sep).join("/")} is in the package, and no component of its bill of materials: say whose it is in scripts/package/shipped-parts.ts`,
        )
        .join("\n"),
    );
  return claimed.flatMap(({ file, part }) =>
    part === undefined || part.of ? [] : [componentOf(file, part, modules)],
  );
}

const partOf = (path: string, modules: string): Part | undefined => {
  const inside = relative(modules, path).split(sep).join("/");
  return parts.find(({ files }) => files.test(inside));
};

function componentOf(file: FoundFile, part: Part, modules: string): Component {
  const { name, license = "", source, texts = [] } = part;
  // The fourth number is that of Windows' files alone, where it says nothing.
  const version = file.version?.replace(/\.0$/, "");
  if (version === undefined) throw new Error(`${file.path} does not say which version it is`);
  return {
    type: "library",
    name,
    version,
    license,
    source,
    purl: `pkg:generic/${name}@${version}`,
    text: texts.map((text) => readFileSync(placeOf(text, file.path, modules), "utf8")).join("\n\n"),
  };
}

/** npm's package of Dawn brings the compiler's texts; ONNX Runtime's has the same compiler without them. */
function placeOf(text: string, path: string, modules: string): string {
  const target = basename(dirname(path));
  const places = [
    join("build", "notices", "microsoft", text),
    join(dirname(path), text),
    join(modules, "webgpu", "dist", `win32-${target}`, text),
  ];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`${text} is missing, the terms of ${path}`);
  return found;
}
