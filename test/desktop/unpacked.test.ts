import { expect, it } from "vitest";
import { unpackedPath } from "../../src-main/desktop/unpacked-path.ts";

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
  expect(unpackedPath(path)).toBe(beside);
});
