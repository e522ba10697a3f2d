/** @file The bill of materials of one package: the build's, for its system, with Electron and what was added to it. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Package } from "./check-native-files.ts";

const named = { name: z.string(), version: z.string() };
const component = z.looseObject({ ...named, purl: z.string() });
const bill = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject(named) }),
  components: z.array(component),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

export interface PackedWith {
  /** Version of Electron. */
  readonly electron: string;
  /** Version of Microsoft's C++ library, where it was added. */
  readonly msvcRuntime: string | null;
}

/** Libraries for one system each: those of others are installed on the machine that builds, and not packed. */
const ofOneSystem = "@img/sharp-";

/**
 * @param built the build's own, as JSON
 * @param isPacked whether a package of npm lies in the packed app
 */
export function packageSbom(
  built: string,
  isPacked: (name: string) => boolean,
  { electron, msvcRuntime }: PackedWith,
): string {
  const told = bill.parse(JSON.parse(built));
  const more = [
    part("framework", "electron", electron, "MIT", `pkg:npm/electron@${electron}`),
    ...(msvcRuntime === null
      ? []
      : [
          part(
            "library",
            "msvc-runtime",
            msvcRuntime,
            "LicenseRef-Microsoft-Distributable-Code",
            `pkg:pypi/msvc-runtime@${msvcRuntime}`,
          ),
        ]),
  ];
  const components = [
    ...told.components.filter(({ name }) => !name.startsWith(ofOneSystem) || isPacked(name)),
    ...more,
  ];
  const ref = told.dependencies[0]?.ref ?? "";
  const dependencies = [{ ref, dependsOn: components.map(({ purl }) => purl) }];
  return `${JSON.stringify({ ...told, components, dependencies }, null, 2)}\n`;
}

const part = (type: string, name: string, version: string, license: string, purl: string) => ({
  type,
  "bom-ref": purl,
  name,
  version,
  licenses: [
    license.startsWith("LicenseRef")
      ? { license: { name: license } }
      : { license: { id: license } },
  ],
  purl,
});

/** Beside the app, and beside the package that is made of it. */
export function writePackageSbom(
  { resources, system, processor }: Package,
  outDir: string,
  packedWith: PackedWith,
): void {
  const modules = join(resources, "app.asar.unpacked", "node_modules");
  const built = readFileSync(join("dist", "sbom.cdx.json"), "utf8");
  const text = packageSbom(built, (name) => existsSync(join(modules, name)), packedWith);
  const { name, version } = bill.parse(JSON.parse(built)).metadata.component;
  writeFileSync(join(resources, "sbom.cdx.json"), text);
  writeFileSync(join(outDir, `${name}-${version}-${system}-${processor}.sbom.cdx.json`), text);
}
