import fc from "fast-check";
import { expect, test } from "vitest";
import { messages } from "../../../src-renderer/i18n/index.ts";
import { FinishedCount } from "../../../src-renderer/state/batch/finished-count.ts";
import { stepKey } from "../../../src-renderer/keys/batch-keys.ts";
import { roundedTimeLeft } from "../../../src-renderer/presentation/rounded-time-left.ts";

test("what is over never becomes less while failures do not", () => {
  const told = fc.array(fc.nat(1000), { minLength: 1 });
  fc.assert(
    fc.property(told, (dones) => {
      const steady = new FinishedCount();
      const shown = dones.map((done) => steady.update({ done, failed: 3 }));
      shown.forEach((finished, at) => {
        expect(finished).toBeGreaterThanOrEqual(shown[at - 1] ?? 0);
      });
    }),
  );
});

test("it goes back only where failed ones are tried again", () => {
  const steady = new FinishedCount();
  expect(steady.update({ done: 7, failed: 3 })).toBe(10);
  expect(steady.update({ done: 6, failed: 3 })).toBe(10);
  expect(steady.update({ done: 7, failed: 0 })).toBe(7);
  expect(steady.update({ done: 8, failed: 1 })).toBe(9);
});

const minute = 60_000;
test.each([
  [null, null],
  [0, "less than a minute left"],
  [59_000, "less than a minute left"],
  [1.4 * minute, "about 1 min left"],
  [3.2 * minute, "about 3 min left"],
  [12.6 * minute, "about 15 min left"],
  [57.4 * minute, "about 55 min left"],
  [58 * minute, "about 1 h left"],
  [84 * minute, "about 1 h 20 min left"],
  [25 * 60 * minute, "about 25 h left"],
])("%d milliseconds: %s", (milliseconds, text) => {
  const left = roundedTimeLeft(milliseconds);
  expect(left && messages.en.batch.timeLeft(left)).toBe(text);
});

test("keys lead to the image beside, but not out of a field", () => {
  const press = (key: string, more = {}) =>
    stepKey({ key, ctrlKey: false, metaKey: false, altKey: false, target: null, ...more });
  expect([press("N"), press("PageDown"), press("p"), press("Backspace")]).toEqual([
    1,
    1,
    -1,
    "back",
  ]);
  expect(press("n", { ctrlKey: true })).toBeNull();
  expect(press("n", { target: { tagName: "INPUT" } })).toBeNull();
});
