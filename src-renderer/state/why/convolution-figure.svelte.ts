/** @file What the second lesson is set to, and which entry of its matrix is looked at. */
import type { Padding } from "../../../src-core/equivalence/padding.ts";
import type { ConvolutionLesson, Entry } from "../../presentation/why/convolution-lesson.ts";
import {
  convolutionLesson,
  entriesOfColumn,
  entriesOfRow,
} from "../../presentation/why/convolution-lesson.ts";

export class ConvolutionFigure {
  height = $state(10);
  width = $state(10);
  channels = $state(3);
  wantedKernel = $state(3);
  filters = $state(1);
  padding = $state<Padding>("same");
  seed = $state(0);
  private wantedRow = $state(55);
  private wantedColumn = $state(155);

  readonly lesson: ConvolutionLesson = $derived.by(() => {
    const { height, width, channels, kernel, filters, padding, seed } = this;
    return convolutionLesson({ height, width, channels, kernel, filters, padding, seed });
  });

  get largestKernel(): number {
    return Math.min(5, this.height, this.width);
  }

  get kernel(): number {
    return Math.min(this.wantedKernel, this.largestKernel);
  }

  set kernel(side: number) {
    this.wantedKernel = side;
  }

  get row(): number {
    return Math.min(this.wantedRow, this.lesson.matrix.rows - 1);
  }

  get column(): number {
    return Math.min(this.wantedColumn, this.lesson.matrix.columns - 1);
  }

  /** What this output sees. */
  readonly inRow: readonly Entry[] = $derived.by(() => entriesOfRow(this.lesson.matrix, this.row));

  /** The outputs that see this number of the input. */
  readonly inColumn: readonly Entry[] = $derived.by(() =>
    entriesOfColumn(this.lesson.matrix, this.column),
  );

  /** Number of the chosen weight; null where the entry is zero. */
  readonly weight: number | null = $derived.by(
    () => this.inRow.find(({ column }) => column === this.column)?.weight ?? null,
  );

  choose(row: number, column: number): void {
    this.wantedRow = row;
    this.wantedColumn = column;
  }

  /** An entry of the row that has this weight, where there is one. */
  chooseWeight(weight: number): void {
    const { matrix } = this.lesson;
    const inRow = this.inRow.find((entry) => entry.weight === weight);
    if (inRow) {
      this.choose(inRow.row, inRow.column);
      return;
    }
    for (let row = 0; row < matrix.rows; row++) {
      const entry = entriesOfRow(matrix, row).find((one) => one.weight === weight);
      if (entry) {
        this.choose(entry.row, entry.column);
        return;
      }
    }
  }
}
