/** @file The cell under the pointer: one question to the dense classifier at a time, the newest cell wins. */
import type { CellScores } from "../../../src-core/contract/api.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import { fetchCellScores } from "../../host/analyses.ts";
import { failureToShow } from "../../host/request.ts";

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export const sameCell = (a: Cell | null, b: Cell | null): boolean =>
  a?.row === b?.row && a?.column === b?.column;

export class Probe {
  cell = $state.raw<Cell | null>(null);
  /** Of the last cell that was answered, which may not be the one under the pointer yet. */
  private answer = $state.raw<(CellScores & { readonly scale: number }) | null>(null);
  failure = $state.raw<Failure | null>(null);
  private analysis: string | null = null;
  private requesting = false;
  private readonly controller = new AbortController();
  private readonly scale: () => number;

  /** @param scale whose cells are probed */
  constructor(scale: () => number = () => 0) {
    this.scale = scale;
  }

  /** The answer for the cell under the pointer; null until it is there. */
  get scores(): CellScores | null {
    const known = this.answer?.scale === this.scale() && sameCell(this.cell, this.answer);
    return this.cell && known ? this.answer : null;
  }

  attach(analysis: string): void {
    this.analysis = analysis;
    void this.refresh();
  }

  moveTo(cell: Cell | null): void {
    if (sameCell(cell, this.cell)) return;
    this.cell = cell;
    void this.refresh();
  }

  /** The neighbour in a direction, from the middle of the map where nothing is probed yet. */
  moveBy(direction: Cell, { rows, columns }: { rows: number; columns: number }): void {
    const from = this.cell ?? { row: Math.floor(rows / 2), column: Math.floor(columns / 2) };
    const within = (value: number, count: number): number =>
      Math.max(0, Math.min(count - 1, value));
    this.moveTo({
      row: within(from.row + direction.row, rows),
      column: within(from.column + direction.column, columns),
    });
  }

  dispose(): void {
    this.controller.abort();
  }

  /** Asks until the cell under the pointer is answered. */
  async refresh(): Promise<void> {
    const { signal } = this.controller;
    if (this.requesting) return;
    this.requesting = true;
    while (this.cell && !this.scores && this.analysis !== null && !signal.aborted) {
      const { row, column } = this.cell;
      try {
        const scale = this.scale();
        this.answer = {
          ...(await fetchCellScores(this.analysis, row, column, signal, scale)),
          scale,
        };
        this.failure = null;
      } catch (cause) {
        this.failure = failureToShow(cause);
        if (sameCell(this.cell, { row, column })) break; // it failed, and would again
      }
    }
    this.requesting = false;
  }
}
