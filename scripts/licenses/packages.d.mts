import type { Component } from "./component.d.mts";

export const beside: readonly string[];
export function packageFolders(modules: string): string[];
export function packageComponent(folder: string): Component;
