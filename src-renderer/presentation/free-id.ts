/** @file An id for a copy. */

/** `lenet` → `lenet-2`, or the first number from there on that is free; `lenet-2` → `lenet-3`. */
export function freeId(of: string, taken: readonly string[]): string {
  const [, stem = of, number = "1"] = /^(.+)-(\d{1,6})$/.exec(of) ?? [];
  for (let next = Number(number) + 1; ; next++) {
    const id = `${stem}-${next}`;
    if (!taken.includes(id)) return id;
  }
}
