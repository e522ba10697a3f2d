/** @file Arrow keys as steps. */

export interface CellStep {
  readonly row: -1 | 0 | 1;
  readonly column: -1 | 0 | 1;
}

const steps = new Map<string, CellStep>([
  ["ArrowLeft", { row: 0, column: -1 }],
  ["ArrowRight", { row: 0, column: 1 }],
  ["ArrowUp", { row: -1, column: 0 }],
  ["ArrowDown", { row: 1, column: 0 }],
]);

export const cellStep = (key: string): CellStep | undefined => steps.get(key);
