import type { Component } from "./component.d.mts";

export const libraries: Readonly<
  Record<string, readonly [name: string, license: string, source: string]>
>;
export function libvipsComponents(scope?: string): Component[];
