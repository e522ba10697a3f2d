import type { PlacedDigit } from "./scene.ts";

/** What the scorer needs of a detection in the command line's JSON (CONTRACT.md). */
export interface FoundDigit {
  readonly label: string;
  readonly score: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels, straight-line, that a detection's centre may be off. */
export const tolerance = 4;

const side = 28;

export class Score {
  private hits = 0;
  private wrong = 0;
  private missed = 0;

  /** Best detections first: each finds the nearest digit of its label within the tolerance that is not yet found. */
  add(found: readonly FoundDigit[], digits: readonly PlacedDigit[]): void {
    const open = new Set(digits);
    for (const detection of [...found].sort((a, b) => b.score - a.score)) {
      const distance = ({ x, y }: PlacedDigit): number =>
        Math.hypot(
          detection.x + detection.width / 2 - x - side / 2,
          detection.y + detection.height / 2 - y - side / 2,
        );
      const [nearest] = [...open]
        .filter((digit) => digit.label === detection.label && distance(digit) <= tolerance)
        .sort((a, b) => distance(a) - distance(b));
      if (nearest === undefined) {
        this.wrong++;
      } else {
        open.delete(nearest);
        this.hits++;
      }
    }
    this.missed += open.size;
  }

  get digits(): number {
    return this.hits + this.missed;
  }

  get precision(): number {
    return this.hits / Math.max(this.hits + this.wrong, 1);
  }

  get recall(): number {
    return this.hits / Math.max(this.digits, 1);
  }

  get f1(): number {
    return (2 * this.hits) / Math.max(2 * this.hits + this.wrong + this.missed, 1);
  }
}
