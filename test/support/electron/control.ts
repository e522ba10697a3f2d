/** @file The line to the test that started this process: as with Playwright's, a test runs its code in the main process. */

/** @param id of the question */
export interface Question {
  readonly id: number;
  readonly source: string;
  readonly arg: unknown;
}

export type Told =
  | { readonly type: "window"; readonly browser: string }
  | { readonly type: "answer"; readonly id: number; readonly value: unknown }
  | { readonly type: "answer"; readonly id: number; readonly error: string };

export function tellTest(message: Told): void {
  process.send?.(message);
}

export function answerTest(electron: unknown): void {
  process.on("message", (question: Question) => {
    void answer(electron, question);
  });
}

async function answer(electron: unknown, { id, source, arg }: Question): Promise<void> {
  type Work = (electron: unknown, arg: unknown) => unknown;
  try {
    const work = globalThis.eval(`(${source})`) as Work;
    tellTest({ type: "answer", id, value: await work(electron, arg) });
  } catch (cause) {
    tellTest({ type: "answer", id, error: String(cause) });
  }
}
