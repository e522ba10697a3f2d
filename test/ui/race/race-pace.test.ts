import { expect, it } from "vitest";
import {
  clockText,
  filmSpeed,
  longestFilm,
  speedOf,
  usualPace,
} from "../../../src-renderer/presentation/race-pace.ts";

it("fits a race into ten seconds, be it a blink or a day", () => {
  expect([20, 10_000, 86_400_000].map((total) => total / speedOf("fit", total))).toEqual([
    10_000, 10_000, 10_000,
  ]);
  expect(speedOf(25, 1)).toBe(25);
  expect([200, 3000, 20_000, 20_001].map(usualPace)).toEqual(["fit", 1, 1, "fit"]);
});

it("makes no film longer than a minute", () => {
  expect(filmSpeed(1, 30_000)).toBe(1);
  expect(240_000 / filmSpeed(1, 240_000)).toBe(longestFilm);
});

it("has clocks whose digits stay where they are", () => {
  const lengths = [0, 90, 148].map((time) => clockText(time, 148));
  expect(lengths).toEqual(["0 ms", "90 ms", "148 ms"]);
  expect(clockText(3.14159, 9)).toBe("3.14 ms");
  expect(clockText(14.26, 14.26)).toBe("14.3 ms");
  expect([0, 1934].map((time) => clockText(time, 1934))).toEqual(["0.00 s", "1.93 s"]);
  expect([0, 59_999, 754_300].map((time) => clockText(time, 800_000))).toEqual([
    "0:00.0",
    "0:59.9",
    "12:34.3",
  ]);
});
