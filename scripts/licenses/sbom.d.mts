import type { Component } from "./component.d.mts";

export function sbom(
  app: { readonly name: string; readonly version: string },
  components: readonly Component[],
): { readonly serialNumber: string };
