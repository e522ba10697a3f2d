/** @file The bill of materials of a package, as CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/). */
import { createHash } from "node:crypto";
import parse from "spdx-expression-parse";
import { identifiers } from "./text.mjs";

/**
 * @param app name and version
 * @param components as `components` gives them
 * @returns the same document for the same contents, without a time: a build made twice is the same
 */
export function sbom({ name, version }, components) {
  const listed = components.map((component) => {
    const { type, license, source, purl } = component;
    return {
      type,
      "bom-ref": purl,
      name: component.name,
      version: component.version,
      licenses: licensesOf(license),
      purl,
      ...(source && { externalReferences: [{ type: "website", url: source }] }),
    };
  });
  const ref = `pkg:generic/${name}@${version}`;
  const document = {
    version: 1,
    metadata: {
      component: {
        type: "application",
        "bom-ref": ref,
        name,
        version,
        licenses: licensesOf("MIT"),
      },
    },
    components: listed,
    dependencies: [{ ref, dependsOn: listed.map(({ purl }) => purl) }],
  };
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(document))}`,
    ...document,
  };
}

/** SPDX knows no terms of Microsoft: they have a name, and no id. */
const licensesOf = (expression) => {
  if (expression.startsWith("LicenseRef-")) return [{ license: { name: expression } }];
  const [only, ...more] = identifiers(parse(expression));
  return more.length === 0 ? [{ license: { id: only } }] : [{ expression }];
};

/** A name-based one: of the contents, so that two builds of the same are the same. */
function uuidOf(text) {
  const hex = createHash("sha256").update(text).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
