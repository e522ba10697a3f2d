import { describe, expect, it } from "vitest";
import { explanation } from "../../src-core/contract/explanation.ts";
import { fullconv, lines } from "../support/processes/cli.ts";

describe("fullconv explain", () => {
  it("tells both directions of the well-known example", async () => {
    const { status, stdout, stderr } = await fullconv(["explain"]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(
      "10×10×3 → 100 units is one convolution: 100 filters of 10×10×3, output 1×1×100, laid out as 10×10×1",
    );
    expect(stdout).toContain("100 × 300 = 30,000 entries, 2,352 of them nonzero (7.84 %)");
    expect(stdout).toContain("27 in 64 rows, 18 in 32 rows, 12 in 4 rows");
    expect(stdout).toContain("\n  12 18 18 18 18 18 18 18 18 12 ");
    const differences = [...stdout.matchAll(/largest difference (\S+) in/g)].map((found) =>
      Number(found[1]),
    );
    expect(differences).toHaveLength(3);
    for (const difference of differences) {
      expect(difference).toBeGreaterThan(0);
      expect(difference).toBeLessThan(1e-5);
    }
    const dots = lines(stdout).filter((line) => /[\u2801-\u28ff]/.test(line));
    expect(dots.map((line) => line.length)).toEqual(Array.from({ length: 10 }, () => 62));
  });

  it("draws a small matrix with its tied weights as letters", async () => {
    const { stdout } = await fullconv([
      "explain",
      "--input",
      "3x3x1",
      "--kernel",
      "2",
      "--padding",
      "valid",
    ]);
    expect(stdout).toContain("\n  ab·cd····\n  ·ab·cd···\n  ···ab·cd·\n  ····ab·cd\n");
  });

  it("prints one JSON document with matrices that can be drawn", async () => {
    const call = ["explain", "--input", "10x10x3", "--kernel", "3", "--json"];
    const { status, stdout } = await fullconv(call);
    expect(status).toBe(0);
    expect(lines(stdout)).toHaveLength(1);
    const { denseToConvolution, convolutionToDense } = explanation.parse(JSON.parse(stdout));
    expect(denseToConvolution).toMatchObject({ units: 100, parameters: { convolution: 30_000 } });
    expect(convolutionToDense).toMatchObject({ nonzeros: 2352, parameters: { convolution: 27 } });
    expect(convolutionToDense.matrix?.column).toHaveLength(2352);
  });

  it("leaves large matrices out of the JSON", async () => {
    const call = ["explain", "--input", "32x32x3", "--kernel", "5", "--units", "10", "--json"];
    const { stdout } = await fullconv([...call, "--filters", "1", "--seed", "7"]);
    const told = explanation.parse(JSON.parse(stdout));
    expect(told.seed).toBe(7);
    expect(told.denseToConvolution.matrix).not.toBeNull();
    expect(told.convolutionToDense.matrix).toBeNull();
    expect(told.convolutionToDense.matrixLeftOut).toContain(
      "3,145,728 entries are more than 40,000",
    );
  });

  it("says what is wrong in one line, and exits with 2", async () => {
    const calls: [string[], string][] = [
      [["--input", "10x10"], "10x10 is not like 10x10x3, height x width x channels"],
      [["--input", "0x10x3"], "0x10x3 is not like 10x10x3"],
      [["--input", "tenxtenxthree"], "is not like 10x10x3"],
      [["--input", "-5x10x3"], "is not like 10x10x3"],
      [["--kernel", "0"], "0 is not a whole number from 1 on"],
      [["--kernel", "-3"], "-3 is not a whole number from 1 on"],
      [["--kernel", "wide"], "wide is not a whole number from 1 on"],
      [["--units", "1.5"], "1.5 is not a whole number from 1 on"],
      [["--filters", "none"], "none is not a whole number from 1 on"],
      [["--padding", "full"], "Allowed choices are same, valid"],
      [["--seed", "-1"], "-1 is not a whole number from 0 to 4294967295"],
      [
        ["--kernel", "11"],
        "kernel 11×11 is larger than the input 10×10: choose a kernel of at most 10",
      ],
      [
        ["--input", "64x64x3"],
        "a matrix of 4,096 × 12,288 = 50,331,648 entries, more than 4,000,000: choose a smaller input or fewer units",
      ],
      [
        ["--input", "40x40x1", "--units", "1", "--filters", "2"],
        "1,600 = 5,120,000 entries, more than 4,000,000: choose a smaller input or fewer filters",
      ],
      [["--input", "99999999999999999999x1x1"], "input.height"],
    ];
    const ended = await Promise.all(calls.map(([options]) => fullconv(["explain", ...options])));
    for (const [index, { status, stdout, stderr }] of ended.entries()) {
      const [options, message] = calls[index] ?? [[], ""];
      expect([options, status, stdout]).toEqual([options, 2, ""]);
      expect(lines(stderr)).toEqual([expect.stringContaining(message)]);
    }
  });
});
