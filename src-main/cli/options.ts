/** @file Values of options, checked. */
import { InvalidArgumentError } from "commander";
import type { ObjectSizes } from "../../src-core/contract/api.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { ScaleOptions } from "../analysis/subject/scales.ts";

export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError(`${text} is not a whole number from 1 on.`);
  return value;
}

export function share(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError(`${text} is not a number from 0 to 1.`);
  return value;
}

/** A share above 0: `0.5` */
export function overlap(text: string): number {
  const value = share(text);
  if (value === 0)
    throw new InvalidArgumentError("0 is no overlap: name a number above 0, up to 1.");
  return value;
}

/** `10s`, `500ms` or `full` → milliseconds */
export function budget(text: string): number | "full" {
  if (text === "full") return text;
  const [, value, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text) ?? [];
  const milliseconds = Number(value) * (unit === "s" ? 1000 : 1);
  if (!(milliseconds > 0))
    throw new InvalidArgumentError(`${text} is not like 10s, 500ms or full.`);
  return milliseconds;
}

export function seed(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isInteger(value) || value < 0 || value >= 2 ** 32)
    throw new InvalidArgumentError(`${text} is not a whole number from 0 to 4294967295.`);
  return value;
}

/** `10x10x3`: height × width × channels */
export function shape(text: string): { height: number; width: number; channels: number } {
  const [, ...lengths] = /^(\d+)[x×](\d+)[x×](\d+)$/.exec(text) ?? [];
  const [height = 0, width = 0, channels = 0] = lengths.map(Number);
  if (!(height > 0 && width > 0 && channels > 0))
    throw new InvalidArgumentError(`${text} is not like 10x10x3, height x width x channels.`);
  return { height, width, channels };
}

/** `1024x768` */
export function size(text: string): { width: number; height: number } {
  const [, width, height] = /^(\d+)[x×](\d+)$/.exec(text) ?? [];
  if (!(Number(width) > 0 && Number(height) > 0))
    throw new InvalidArgumentError(`${text} is not like 1024x768.`);
  return { width: Number(width), height: Number(height) };
}

const [mostScale, mostListed] = [8, 32];

/** `1,0.5,0.25` */
export function scaleList(text: string): number[] {
  const factors = text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
  const wrong = factors.find((factor) => !(factor > 0 && factor <= mostScale));
  if (wrong !== undefined || factors.length > mostListed)
    throw new InvalidArgumentError(
      `${text} is not like 1,0.5,0.25: up to ${mostListed} factors above 0 and up to ${mostScale} are needed.`,
    );
  return factors;
}

/** `20-200`, or `20` where there is no largest one */
export function objectRange(text: string): ObjectSizes {
  const [, low, , high] = /^(\d+(\.\d+)?)(?:-(\d+(?:\.\d+)?))?$/.exec(text) ?? [];
  const [smallest, largest] = [Number(low), high === undefined ? undefined : Number(high)];
  if (!(smallest > 0 && (largest === undefined || largest >= smallest)))
    throw new InvalidArgumentError(`${text} is not like 20-200, the smaller side first.`);
  return largest === undefined ? { smallest } : { smallest, largest };
}

/** @throws UserError where both are given */
export function checkScalesOrObjects({ scales, objects }: ScaleOptions): void {
  if (scales && objects)
    throw new UserError(
      "invalid-request",
      "--scales and --objects both say on which scales the image is looked at: give one of them",
    );
}

export function port(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError(`${text} is not a port from 0 to 65535.`);
  return value;
}

/** `512,1024` @throws InvalidArgumentError */
export const sides = (text: string): number[] => text.split(",").map(positiveInteger);
