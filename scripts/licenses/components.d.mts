import type { Component } from "./component.d.mts";

export function components(bundled: readonly Component[], modules?: string): Component[];
export function sorted(all: readonly Component[]): Component[];
export function modelComponents(folder: string): Component[];
