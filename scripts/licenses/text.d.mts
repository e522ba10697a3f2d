import type { Component } from "./component.d.mts";

export function licensesText(components: readonly Component[]): string;
export function placeholders(text: string): string[];
