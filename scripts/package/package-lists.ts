/**
 * @file The two lists of a package, its bill of materials and its licences: made when it is packed, of what lies in it and of what the
 * build says is in the bundles. So they are those of the package's system, whichever system it was made on.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { z } from "zod";
import type { Component } from "../licenses/component.d.mts";
import { modelComponents, sorted } from "../licenses/components.mjs";
import { libvipsComponents } from "../licenses/libvips.mjs";
import { beside, packageComponent, packageFolders } from "../licenses/packages.mjs";
import { sbom } from "../licenses/sbom.mjs";
import { licensesText } from "../licenses/text.mjs";
import type { FoundFile, Package } from "./check-native-files.ts";
import { shippedParts } from "./shipped-parts.ts";

const named = z.object({ name: z.string(), version: z.string() });
const bundled = z.array(
  named.extend({
    type: z.literal("library"),
    license: z.string(),
    source: z.string().optional(),
    purl: z.string(),
    text: z.string(),
  }),
);

/** One bill in the app, the same beside the package that is made of it. */
export function writePackageLists(
  packed: Package,
  files: readonly FoundFile[],
  outDir: string,
  electron: string,
): void {
  const { resources, system, processor } = packed;
  const app = named.parse(read("package.json"));
  const components = packedComponents(packed, files, electron);
  const bill = `${JSON.stringify(sbom(app, components), null, 2)}\n`;
  writeFileSync(join(resources, "sbom.cdx.json"), bill);
  writeFileSync(
    join(outDir, `${app.name}-${app.version}-${system}-${processor}.sbom.cdx.json`),
    bill,
  );
  const dist = join(resources, "app.asar.unpacked", "dist");
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, "licenses.txt"), licensesText(components));
}

/** @throws Error in one line for each package that is there and should not be, or the other way round */
function packedComponents(
  { resources, system, processor }: Package,
  files: readonly FoundFile[],
  electron: string,
): Component[] {
  const unpacked = join(resources, "app.asar.unpacked");
  const modules = join(unpacked, "node_modules");
  const packages = packageFolders(modules).map((folder) => ({
    path: relative(modules, folder).split(sep).join("/"),
    component: packageComponent(folder),
  }));
  const there = packages.map(({ path, component }) => ({ path, version: component.version }));
  const faults = differences(there, wantedPackages(system, processor));
  if (faults.length > 0) throw new Error(faults.join("\n"));
  const inBundles = bundled
    .parse(read(join("dist", "bundled.json")))
    .map((one) => ({ ...one, source: one.source }));
  return sorted([
    ...inBundles,
    ...packages.map(({ component }) => component),
    ...libvipsComponents(join(modules, "@img")),
    ...modelComponents(join(unpacked, "models")),
    ...shippedParts(files, modules),
    electronComponent(electron),
  ]);
}

/** The packages that lie beside the bundles, by their folders. */
export function wantedPackages(system: string, processor: string): readonly string[] {
  const target = `${system}-${processor}`;
  // On Windows it is in one package with what binds it.
  const libvips = system === "win32" ? [] : [`@img/sharp-libvips-${target}`];
  return [...beside, `@img/sharp-${target}`, ...libvips];
}

/** Both ways: what is packed and not named, and what is named and not packed. */
export function differences(
  packed: readonly { readonly path: string; readonly version: string }[],
  wanted: readonly string[],
): string[] {
  const there = new Set(packed.map(({ path }) => path));
  return [
    ...packed
      .filter(({ path }) => !wanted.includes(path))
      .map(
        ({ path, version }) =>
          `node_modules/${path} (${version}) is packed, and no component of the bill of materials: leave it out in electron-builder.yml, or name it in scripts/licenses/packages.mjs`,
      ),
    ...wanted
      .filter((path) => !there.has(path))
      .map(
        (path) => `node_modules/${path} is named in scripts/licenses/packages.mjs, and not packed`,
      ),
  ];
}

const electronComponent = (version: string): Component => ({
  type: "framework",
  name: "electron",
  version,
  license: "MIT",
  source: "https://www.electronjs.org",
  purl: `pkg:npm/electron@${version}`,
  text: readFileSync(join("node_modules", "electron", "LICENSE"), "utf8"),
});

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
