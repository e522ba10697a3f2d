/** @file As much of Electron's distribution as the packager touches: nothing is downloaded. */
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { System } from "../../scripts/package/loadable.ts";

/** Marks the bytes in Electron's binary that switch its features: version, count, then one digit for each. */
const fuseMark = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const fuseCount = 8;

const framework = "Electron.app/Contents/Frameworks";

/** Where they lie in the packed app. */
const switchesIn: Readonly<Record<System, string>> = {
  linux: "fullconv",
  win32: "Fullconv.exe",
  darwin: "Fullconv.app/Contents/Frameworks/Electron Framework.framework/Electron Framework",
};

/** The switches of a packed app. */
export function switchesOf(folder: string, system: System): string {
  const binary = readFileSync(join(folder, switchesIn[system]), "latin1");
  const start = binary.indexOf(fuseMark) + fuseMark.length + 2;
  return binary.slice(start, start + fuseCount);
}

/** Every switch is at its opposite. */
export function makeElectron(folder: string, system: System = "linux"): void {
  const switches = Buffer.from([1, fuseCount, ...Buffer.from("10110011")]);
  const binary = Buffer.concat([Buffer.from(fuseMark), switches, Buffer.alloc(64)]);
  const write = (path: string, content: string | Buffer = ""): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode: 0o755 });
  };
  write("LICENSE");
  if (system === "darwin") {
    write("Electron.app/Contents/Info.plist", propertyList("Electron"));
    write("Electron.app/Contents/MacOS/Electron");
    write("Electron.app/Contents/Resources/en.lproj/locale.pak");
    write(`${framework}/Electron Framework.framework/Electron Framework`, binary);
    write(`${framework}/Electron Helper.app/Contents/Info.plist`, propertyList("Electron Helper"));
    write(`${framework}/Electron Helper.app/Contents/MacOS/Electron Helper`);
    return;
  }
  write("locales/en-US.pak");
  mkdirSync(join(folder, "resources"));
  if (system === "linux") write("electron", binary);
  else write("electron.exe", Buffer.concat([windowsProgram(), binary]));
}

/** What is used of electron-builder's own editor of programs: its types would bring the browser's into every file. */
interface Editor {
  NtExecutable: { createEmpty(is32Bit: boolean, isLibrary: boolean): Program };
  NtExecutableResource: {
    from(program: Program): { entries: unknown[]; outputResource(program: Program): void };
  };
  Resource: { VersionInfo: { createEmpty(): VersionInfo } };
}
interface Program {
  generate(): ArrayBuffer;
}
interface VersionInfo {
  setStringValues(language: object, values: Record<string, string>): void;
  outputToResourceEntries(entries: unknown[]): void;
}

/** One that has a version and does nothing. */
function windowsProgram(): Buffer {
  const editor = createRequire(import.meta.url)("resedit") as Editor;
  const { NtExecutable, NtExecutableResource, Resource } = editor;
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 1033, codepage: 1200 }, { FileDescription: "Electron" });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

const propertyList = (name: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>CFBundleName</key><string>${name}</string></dict></plist>
`;
