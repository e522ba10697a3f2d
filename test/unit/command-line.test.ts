import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import type { CommandSettings } from "../../src-renderer/presentation/command-line.ts";
import { commandLine } from "../../src-renderer/presentation/command-line.ts";

const plain: CommandSettings = {
  image: "smear.jpg",
  model: "ssd-cells",
  stride: "native",
  device: "auto",
  passAlone: true,
};

describe("the command that does the same", () => {
  it("says no more than what was chosen", () => {
    expect(commandLine(plain, "posix")).toBe(
      "fullconv analyze smear.jpg --model ssd-cells --method fcn",
    );
    const chosen: CommandSettings = {
      ...plain,
      passAlone: false,
      stride: 1,
      device: "webgpu",
      threshold: 0.97,
      overlap: 0,
      scales: [1, 0.5],
      memory: 256 * 2 ** 20,
    };
    expect(commandLine(chosen, "posix")).toBe(
      "fullconv analyze smear.jpg --model ssd-cells --device webgpu --stride 1 --scales 1,0.5 --threshold 0.97 --nms 0 --memory 256MB",
    );
    const objects = { smallest: 20, largest: 200.5 };
    expect(commandLine({ ...plain, objects }, "posix")).toContain("--objects 20-200.5");
    expect(commandLine({ ...plain, objects: { smallest: 20 } }, "posix")).toMatch(/--objects 20$/);
  });

  it
    .runIf(process.platform !== "win32")
    .each([
      "my digits.png",
      'it\'s $HOME `id` "quoted" \\ & ; | > < * ? ~ ! #.png',
      "-n.png",
      "细胞.png",
      "100%.png",
    ])("gives a shell the name %s as one word", (image) => {
    const words = commandLine({ ...plain, image }, "posix").replace(/^fullconv analyze /, "");
    const read = execFileSync("sh", [
      "-c",
      `for word in ${words}; do printf '%s\\0' "$word"; done`,
    ]);
    const [first] = read.toString().split("\0");
    expect(first).toBe(image.startsWith("-") ? `./${image}` : image);
  });

  it("quotes for PowerShell", () => {
    expect(commandLine({ ...plain, image: "it's 100%.png" }, "windows")).toContain(
      "analyze 'it''s 100%.png' --model",
    );
  });
});
