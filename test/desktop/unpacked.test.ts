import { expect, it } from "vitest";
import { unpacked } from "../../src-main/desktop/unpacked.ts";

it.each([
  [
    "/opt/Fullconv/resources/app.asar/dist/worker.js",
    "/opt/Fullconv/resources/app.asar.unpacked/dist/worker.js",
  ],
  [
    "C:\\Fullconv\\resources\\app.asar\\dist\\worker.js",
    "C:\\Fullconv\\resources\\app.asar.unpacked\\dist\\worker.js",
  ],
  ["/home/ada/fullconv/dist/worker.js", "/home/ada/fullconv/dist/worker.js"],
  ["/opt/app.asar.unpacked/dist/worker.js", "/opt/app.asar.unpacked/dist/worker.js"],
])("%s lies at %s", (path, beside) => {
  expect(unpacked(path)).toBe(beside);
});
