/** @file Whatever a message holds of its user, nothing of it is left; and that something is missing is said. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printableName } from "../../../src-core/printable.ts";
import { Redactor } from "../../../src-main/diagnostics/redactor.ts";

const own = {
  home: "/home/wilhelmina",
  user: "wilhelmina",
  host: "attic.local",
  app: "/opt/Fullconv/resources/app",
  known: ["lenet-digits"],
};
const redact = (text: string, names: readonly string[] = []): string =>
  new Redactor(own).line(text, names);

describe("left out is", () => {
  it.each([
    ["/home/anna/My Pictures/a b.png: cannot be read", "<path>"],
    ["could not open '/home/anna/it's mine/a.png' (ENOENT)", "could not open '<path>' (ENOENT)"],
    ["C:\\Users\\Anna Huber\\x.png is no image", "<path>"],
    ["\\\\server\\share\\Anna\\x", "<path>"],
    ["at c:/Users/Anna/x", "at <path>"],
    ["opened file:///home/anna/a%20b.png", "opened <path>"],
    ["name=%2Fhome%2Fanna%2Fa", "name=<path>"],
    ["无法打开/Users/安娜/图片", "无法打开<path>"],
    ["打开C:\\图片\\猫", "打开<path>"],
    ["~/secret/dir", "<path>"],
    ["../anna/b", "<path>"],
    ["Anna at her desk.PNG is no image", "<name> is no image"],
    ["猫.tiff无法读取", "<name>无法读取"],
    ["mail anna.huber@example.org about it", "mail <address> about it"],
    ["logged in as Wilhelmina on ATTIC", "logged in as <user> on <host>"],
    ["token Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4", "token <token>"],
  ])("what is private in: %s", (text, left) => {
    expect(redact(text)).toBe(left);
  });

  it("a name that is known and nothing beside it", () => {
    expect(
      redact("during a pass with faces of anna on my cat.png (300×200) by cuda", [
        "my cat.png",
        "faces of anna",
      ]),
    ).toBe("during a pass with <name> on <name> (300×200) by cuda");
    expect(redact("/data/x: y/a.png: cannot be read (EACCES)", ["/data/x: y/a.png"])).toBe(
      "<path>: cannot be read (EACCES)",
    );
    // Many files are called by a checksum, which looks like a token.
    const sum = "5d41402abc4b2a76b9719d911017c592";
    expect(redact(`${sum} Nowak.jp2: is no image`, [`${sum} Nowak.jp2`])).toBe(
      "<name>: is no image",
    );
    expect(redact("Cornelia key: Maier is no image", ["Cornelia key: Maier"])).toBe(
      "<name> is no image",
    );
    const turned = "Erika\u202egnp.exe";
    expect(redact(`${printableName(turned)}: is too small`, [turned])).toBe("<name>: is too small");
    const long = "a".repeat(2e6);
    expect(redact(`${printableName(long)}: is unknown`, [long])).toBe("<name>: is unknown");
    expect(redact("x?name=my%20cat.bin&y", ["my cat.bin"])).toBe("x?name=<name>&y");
  });
});

it.each([
  "the engine process ended unexpectedly (SIGSEGV: a fault in native code) and will be restarted",
  "window 28×28 is larger than the image 20×300: pad, upscale, or choose a smaller model",
  "1/255 of lenet-digits, 3 of 4 on cuda and/or webgpu, image/png, @tensorflow/tfjs-core 4.22",
  "AMD EPYC 7B13, 2 threads; NVIDIA driver 550.54.15",
])("nothing is missing where nothing is private: %s", (text) => {
  const redactor = new Redactor(own);
  expect(redactor.line(text, ["lenet-digits"])).toBe(text);
  expect(Object.values(redactor.leftOut).every((count) => count === 0)).toBe(true);
});

it("keeps the places in the app's own code", () => {
  expect(redact("at run (file:///opt/Fullconv/resources/app/dist/worker.js:3:4)")).toBe(
    "at run (<app>/dist/worker.js:3:4)",
  );
});

it("counts what it leaves out, and leaves tokens out even where paths are wanted", () => {
  const redactor = new Redactor(own);
  redactor.line("/a/b");
  redactor.line("'/a/b' and '/c'");
  redactor.line("x on y.png", ["y.png"]);
  const told = redactor.line("/a/b#Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4", [], true);
  expect(told).toBe("/a/b#<token>");
  expect(redactor.leftOut).toEqual({ path: 2, name: 1, user: 0, host: 0, address: 0, token: 1 });
});

/** What somebody calls a file or a folder: letters of several scripts, spaces, and what separates other things. */
const part = fc
  .stringMatching(/^[A-Za-z0-9äöüßéñ张伟图片Ждёあア '"&+,;:@#%()[\]{}=!._~-]{3,16}$/)
  .filter((text) => text.trim() === text && !/^[.~\s]+$/.test(text));
const segments = fc.array(part, { minLength: 1, maxLength: 4 });
const styles: Readonly<Record<string, (parts: readonly string[]) => string>> = {
  posix: (parts) => `/${parts.join("/")}`,
  home: (parts) => `~/${parts.join("/")}`,
  windows: (parts) => `D:\\${parts.join("\\")}`,
  slashes: (parts) => `d:/${parts.join("/")}`,
  share: (parts) => `\\\\${parts.join("\\")}`,
  url: (parts) => `file:///${parts.map(encodeURIComponent).join("/")}`,
  encoded: (parts) => encodeURIComponent(`/${parts.join("/")}`),
  json: (parts) => JSON.stringify(`D:\\${parts.join("\\")}`).slice(1, -1),
};
const messages: Readonly<Record<string, (path: string) => string>> = {
  first: (path) => `${path}: cannot be read`,
  last: (path) => `cannot be read: ${path}`,
  quoted: (path) => `'${path}' is not there, nor is "${path}"`,
  chinese: (path) => `无法打开${path}`,
  bracket: (path) => `(${path}) and more`,
  equals: (path) => `path=${path}`,
  two: (path) => `${path} → ${path}`,
};

it("leaves nothing of any path, however it is written and wherever it stands", () => {
  fc.assert(
    fc.property(
      segments,
      fc.constantFrom(...Object.values(styles)),
      fc.constantFrom(...Object.values(messages)),
      (parts, style, message) => {
        const path = style(parts);
        const redactor = new Redactor(own);
        const left = redactor.line(message(path));
        const frame = message("");
        for (const one of parts.flatMap((text) => [text, encodeURIComponent(text)]))
          if (!frame.includes(one)) expect(left).not.toContain(one);
        expect(redactor.leftOut.path + redactor.leftOut.token).toBeGreaterThan(0);
      },
    ),
    { numRuns: 2000 },
  );
});

it("leaves nothing of a name that it was told of, and nothing else out", () => {
  fc.assert(
    fc.property(part, fc.constantFrom("png", "bin", "onnx"), (stem, ending) => {
      const name = `${stem}.${ending}`;
      const left = redact(`a pass on ${name} (3×2)`, [name]);
      if (!"a pass on <name> (3×2)".includes(stem)) expect(left).not.toContain(stem);
      expect(left).toMatch(/^a pass on .+ \(3×2\)$/);
    }),
    { numRuns: 1000 },
  );
});
