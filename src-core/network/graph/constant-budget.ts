/** @file How many elements of constants a walk may still make and look at: a file of a few bytes can ask for gigabytes. */
import type { Message } from "../../messages/template.ts";
import { said } from "../../messages/said.ts";

/** Elements that a file without weights may compute from constants, as shapes and masks are, and how often it may look at them. */
const fewComputed = 2 ** 21;
const fewLooks = 4;

/** AlexNet has 61 million weights, ZFNet of 512 filters 107 million. They are expanded: at most 512 MiB. */
export const mostFilled = 2 ** 27;

/** Each element of the file's own constants may be computed with a few times. */
const uses = 8;

/** VGG-16 has 138 million weights, which may be transposed and widened: however large a file is, no more elements are computed. */
export const mostComputed = 2 ** 29;

export class ConstantBudget {
  private elements: number;
  private looks: number;
  private filled: number;
  private allowed: number;

  constructor(elements = fewComputed, filled = mostFilled) {
    this.elements = elements;
    this.looks = fewLooks * elements;
    this.filled = filled;
    this.allowed = elements;
  }

  /** What is told where there are more. */
  get told(): Message {
    const left = Math.max(0, this.elements);
    return said("network.elements-left", { left, allowed: this.allowed });
  }

  /** Elements that the file holds. */
  addStored(elements: number): void {
    const more = Math.max(0, Math.min(uses * elements, mostComputed - this.allowed));
    this.allowed += more;
    this.elements += more;
    this.looks += fewLooks * more;
  }

  /** Whether a constant of so many elements may still be made. */
  allows(elements: number): boolean {
    return elements <= this.elements;
  }

  /** A constant was made. */
  spend(elements: number): void {
    this.elements -= elements;
  }

  /** Elements were read or made. @returns whether that is still allowed */
  look(elements: number): boolean {
    this.looks -= elements;
    return this.looks >= 0;
  }

  /**
   * Weights that the file describes as one value each. They may be computed with once, like weights that lie in the file.
   * @returns false where they are more than a large network's
   */
  fill(elements: number): boolean {
    if (!(elements <= this.filled)) return false;
    this.filled -= elements;
    this.allowed += elements;
    this.elements += elements;
    this.looks += elements;
    return true;
  }
}
