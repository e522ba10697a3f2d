/** @file Numbers, texts and TIFF's entries as bytes. */
import type { NewEntry } from "../../../src-main/image/whole/write-directory.ts";
import { numberEntry } from "../../../src-main/image/whole/write-directory.ts";

export const joined = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(Buffer.concat(parts));
export const ascii = (text: string): Uint8Array => Buffer.from(text, "latin1");
export const numbersBE = (values: readonly number[], bytes: 2 | 4): Uint8Array => {
  const result = Buffer.alloc(values.length * bytes);
  values.forEach((value, index) => result.writeUIntBE(value, index * bytes, bytes));
  return result;
};
export const rational = (tag: number, ...values: number[]): NewEntry => {
  const numbers = values.flatMap((value) => [Math.round(value * 10_000), 10_000]);
  return { ...numberEntry(tag, numbers, 4, true), type: 5, count: values.length };
};
export const short = (tag: number, ...values: number[]): NewEntry =>
  numberEntry(tag, values, 2, true);
export const long = (tag: number, ...values: number[]): NewEntry =>
  numberEntry(tag, values, 4, true);
export const text = (tag: number, content: string): NewEntry => ({
  tag,
  type: 2,
  count: content.length + 1,
  bytes: ascii(`${content}\0`),
});

export const numbersLE = (value: number): Uint8Array => numberEntry(0, [value], 4, true).bytes;
