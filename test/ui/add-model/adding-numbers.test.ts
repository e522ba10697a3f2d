import { expect, test } from "vitest";
import { parseNumbers, formatNumbers } from "../../../src-renderer/presentation/number-text.ts";
import { CustomPreprocessing } from "../../../src-renderer/state/add-model/custom-preprocessing.svelte.ts";

test.each([
  ["1/255", [1 / 255]],
  ["0.485, 0.456, 0.406", [0.485, 0.456, 0.406]],
  [" -1 ; 2e-3", [-1, 0.002]],
  ["", null],
  ["1/0", null],
  ["1/2/3", null],
  ["/2", null],
  ["half", null],
])("%j is read as %j", (text, numbers) => {
  expect(parseNumbers(text)).toEqual(numbers);
});

test("what is written is read as the same number, and equal channels are written once", () => {
  expect(formatNumbers([1 / 255])).toBe("1/255");
  expect(formatNumbers([1 / 127.5])).toBe("1/127.5");
  expect(formatNumbers([0.5, 0.5, 0.5])).toBe("0.5");
  expect(formatNumbers([103.939, 116.779, 123.68])).toBe("103.939, 116.779, 123.68");
  expect(parseNumbers(formatNumbers([0.0123456]))).toEqual([0.0123456]);
});

test("numbers of one's own need one number, or one for each channel", () => {
  const own = new CustomPreprocessing();
  own.fill({ scale: 1 / 255, mean: [0.5, 0.5, 0.5], std: [0.2, 0.3, 0.4] });
  expect(own.answers(3)).toEqual({ scale: 1 / 255, mean: [0.5], std: [0.2, 0.3, 0.4] });
  own.mean = "0.5, 0.5";
  expect(own.firstInvalid(3)).toBe("mean");
  expect(own.answers(3)).toEqual({});
  own.mean = "-1";
  own.std = "0";
  expect(own.firstInvalid(3)).toBe("std");
});
