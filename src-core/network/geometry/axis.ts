/** @file Geometry of cells along one axis: where on the input each of them looks. */

/** A sliding operator along one axis. `pad` is what it adds before the first element, `padAfter` behind the last; negative: it cuts. */
export interface Slide {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly pad: number;
  readonly padAfter: number;
  /** Whether a last, incomplete position counts. */
  readonly ceil: boolean;
}

/** A kernel that moves by one and neither pads nor spreads: what a dense layer becomes. */
export const plainSlide = (kernel: number): Slide => ({
  kernel,
  stride: 1,
  dilation: 1,
  pad: 0,
  padAfter: 0,
  ceil: false,
});

/** Cell i depends on the input's pixels [offset + i·jump, offset + i·jump + size). */
export interface AxisGeometry {
  readonly size: number;
  readonly jump: number;
  readonly offset: number;
  /** Cells between two that the original network had side by side: 1, but in the à trous network. */
  readonly dilation: number;
  /**
   * Cells on the window, counted from the first, all of whose kernels were complete: fewer than there are where a pool in
   * ceil mode reached beyond its input.
   */
  readonly completeCells: number;
  /** Pixels behind the last one it depends on that have to be there all the same, since layers cut off as many. */
  readonly trailingPixels: number;
  /** Number of cells on an input of `length` pixels; 0 where the network does not fit. */
  readonly count: Count;
}

export type Count = (length: number) => number;

/** One pixel of the input seen as a cell of itself. */
export const pixel: AxisGeometry = {
  size: 1,
  jump: 1,
  offset: 0,
  dilation: 1,
  completeCells: Infinity,
  trailingPixels: 0,
  count: (length) => length,
};

/** How a number of cells comes from those of the layers before, and the numbers that are known already. */
interface Derivation {
  readonly before: readonly Count[];
  readonly cells: (...counts: number[]) => number;
  readonly known: Map<number, number>;
}

const derivations = new WeakMap<Count, Derivation>();

/**
 * Remembers what it counted: branches that part and meet again and again would otherwise be counted once for each way
 * through them. And it keeps its own stack: a network may have more layers than calls can be nested.
 */
function derived(before: readonly Count[], cells: Derivation["cells"]): Count {
  const known = new Map<number, number>();
  const count: Count = (length) => known.get(length) ?? counted(count, length);
  derivations.set(count, { before, cells, known });
  return count;
}

function counted(wanted: Count, length: number): number {
  const open = [wanted];
  for (let count = open.at(-1); count; count = open.at(-1)) {
    const derivation = derivations.get(count);
    const unknown = derivation?.before.filter(
      (other) => derivations.get(other)?.known.has(length) === false,
    );
    if (unknown && unknown.length > 0) {
      open.push(...unknown);
      continue;
    }
    derivation?.known.set(
      length,
      derivation.cells(...derivation.before.map((other) => other(length))),
    );
    open.pop();
  }
  return derivations.get(wanted)?.known.get(length) ?? 0;
}

/**
 * The operator as the à trous network has it: it moves by one, and its taps lie as far apart as the strides before it
 * have moved them. Source: Holschneider et al. 1989; Yu & Koltun 2016.
 */
export const dilated = (slide: Slide, { dilation }: AxisGeometry): Slide => ({
  kernel: slide.kernel,
  stride: 1,
  dilation: slide.dilation * dilation,
  pad: slide.pad * dilation,
  padAfter: slide.padAfter * dilation,
  ceil: false,
});

/**
 * Geometry behind one more sliding operator.
 * Units: pixels of the network's input. Source: Dumoulin & Visin 2016, section 4; Araujo et al., Distill 2019.
 * @param aTrous whether strides are turned into dilations
 */
export function slideOver(axis: AxisGeometry, original: Slide, aTrous = false): AxisGeometry {
  const slide = aTrous ? dilated(original, axis) : original;
  return {
    size: axis.size + slide.dilation * (slide.kernel - 1) * axis.jump,
    jump: axis.jump * slide.stride,
    offset: axis.offset - slide.pad * axis.jump,
    completeCells: positions(axis.completeCells, { ...original, ceil: false }),
    dilation: aTrous ? axis.dilation * original.stride : 1,
    trailingPixels: axis.trailingPixels + Math.max(0, -slide.padAfter) * axis.jump,
    count: derived([axis.count], (cells) => positions(cells, slide)),
  };
}

/** Number of positions of a sliding operator on `length` elements (0 where it does not fit). */
export function positions(length: number, slide: Slide): number {
  const { kernel, stride, dilation, pad, padAfter, ceil } = slide;
  const free = length + pad + padAfter - dilation * (kernel - 1) - 1;
  if (length < 1 || (free < 0 && !ceil)) return 0;
  if (!ceil) return Math.floor(free / stride) + 1;
  // A kernel that is longer than its input has one incomplete position where less than a stride is missing.
  const count = Math.max(Math.ceil(free / stride) + 1, 0);
  // A last position that starts in the padding behind the input is dropped, as ONNX and PyTorch do.
  return (count - 1) * stride >= length + pad ? count - 1 : count;
}

/**
 * Geometry of cells that are computed from cell i of both: as many as both have.
 * @returns undefined where the two move at different strides
 */
export function merged(a: AxisGeometry, b: AxisGeometry): AxisGeometry | undefined {
  if (a.jump !== b.jump || a.dilation !== b.dilation) return undefined;
  if (a.count === b.count && a.offset === b.offset && a.size === b.size) return a;
  const offset = Math.min(a.offset, b.offset);
  const size = Math.max(a.offset + a.size, b.offset + b.size) - offset;
  const needed = Math.max(...[a, b].map((axis) => axis.offset + axis.size + axis.trailingPixels));
  return {
    ...a,
    offset,
    size,
    trailingPixels: needed - offset - size,
    completeCells: Math.min(a.completeCells, b.completeCells),
    count: derived([a.count, b.count], Math.min),
  };
}

/** Whether both have equally many cells on every input from `window` pixels on: looked at over one period of the strides. */
export function sameCount(a: AxisGeometry, b: AxisGeometry, window: number): boolean {
  if (a.count === b.count) return true;
  for (let length = window; length <= window + a.jump * a.dilation; length++)
    if (a.count(length) !== b.count(length)) return false;
  return true;
}

/**
 * Cells of the coarsest of several maps, each with all the pixels that the cells in it depend on: `finer` along the axis.
 * There are as many as hold all cells of every map.
 */
export function covering(
  maps: readonly { readonly axis: AxisGeometry; readonly finer: number }[],
): AxisGeometry {
  const coarsest = maps.reduce((best, map) => (map.finer < best.finer ? map : best));
  const begins = maps.map(({ axis }) => axis.offset);
  const ends = maps.map(({ axis, finer }) => axis.offset + (finer - 1) * axis.jump + axis.size);
  const offset = Math.min(...begins);
  const behind = maps.map(({ axis }, index) => (ends[index] ?? 0) + axis.trailingPixels);
  const size = Math.max(...ends) - offset;
  return {
    ...coarsest.axis,
    offset,
    size,
    trailingPixels: Math.max(...behind) - offset - size,
    count: derived(
      maps.map(({ axis }) => axis.count),
      (...counts) =>
        Math.max(...counts.map((count, index) => Math.ceil(count / (maps[index]?.finer ?? 1)))),
    ),
  };
}
