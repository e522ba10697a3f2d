/** @file The stack, the marks and the memo of a pickle. */
import { said } from "../../messages/said.ts";
import { InvalidModel } from "../../network/onnx/errors.ts";
import type { Pickled } from "./pickled.ts";
import { Dictionary, Sequence, text } from "./pickled.ts";

/** What an operation returns that leaves nothing to push. */
export const noResult = Symbol("nothing");

export class PickleMachine {
  private readonly stack: Pickled[] = [];
  private readonly marks: number[] = [];
  private readonly memo = new Map<number, Pickled>();

  push(value: Pickled): void {
    this.stack.push(value);
  }

  mark(): typeof noResult {
    this.marks.push(this.stack.length);
    return noResult;
  }

  top(): Pickled {
    const value = this.stack.at(-1);
    if (value === undefined || this.stack.length <= (this.marks.at(-1) ?? 0))
      throw new InvalidModel(said("mtcnn.pickle-takes-value-never"));
    return value;
  }

  pop(): Pickled {
    const value = this.top();
    this.stack.pop();
    return value;
  }

  /** The last `count` values, in order. */
  popMany(count: number): Pickled[] {
    return Array.from({ length: count }, () => this.pop()).reverse();
  }

  /** Everything since the last mark. */
  popMarked(): Pickled[] {
    const mark = this.marks.pop();
    if (mark === undefined) throw new InvalidModel(said("mtcnn.pickle-closes-what-never"));
    return this.stack.splice(mark);
  }

  /** Without an index: under the next free one. */
  remember(index = this.memo.size): typeof noResult {
    this.memo.set(index, this.top());
    return noResult;
  }

  recall(index: number): Pickled {
    const value = this.memo.get(index);
    if (value === undefined)
      throw new InvalidModel(said("mtcnn.pickle-recalls-never-kept", { index }));
    return value;
  }

  append(items: readonly Pickled[]): typeof noResult {
    const list = this.top();
    if (!(list instanceof Sequence)) throw new InvalidModel(said("mtcnn.pickle-appends-no-list"));
    for (const item of items) list.items.push(item);
    return noResult;
  }

  set(items: readonly Pickled[]): typeof noResult {
    const target = this.top();
    if (!(target instanceof Dictionary) || items.length % 2 !== 0)
      throw new InvalidModel(said("mtcnn.pickle-sets-entries-something"));
    for (let index = 0; index < items.length; index += 2)
      target.entries.set(text(items[index]), items[index + 1] ?? null);
    return noResult;
  }
}
