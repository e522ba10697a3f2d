/**
 * @file A Windows library's import of one program becomes that of another.
 *
 * Dawn's `dawn.node` asks for `node.exe` when it is loaded, so it loads into a program of that name alone. (What is built with
 * node-gyp asks late, and is answered by whatever program runs.) The app is `Fullconv.exe`, which has the same functions.
 */
import { readImports, readSections } from "./pe.ts";

/**
 * @param to a name that may be longer: it is written behind the end of a section, into what fills the file up
 * @returns the file, changed
 * @throws RangeError where it has no such import, or no place for the name
 */
export function redirectImport(file: Buffer, from: string, to: string): Buffer {
  const found = readImports(file).find(
    ({ name, delayed }) => !delayed && name.toLowerCase() === from.toLowerCase(),
  );
  if (!found) throw new RangeError(`it does not import ${from}`);
  const { nameField } = found;
  const name = Buffer.from(`${to}\0`, "latin1");
  // Beside the table itself, where it may be read.
  const section = readSections(file).find(
    ({ offset, size, stored }) =>
      nameField >= offset && nameField < offset + stored && stored - size >= name.length,
  );
  if (!section) throw new RangeError(`there is no place for the name ${to}`);
  const changed = Buffer.from(file);
  name.copy(changed, section.offset + section.size);
  changed.writeUInt32LE(section.address + section.size, nameField);
  changed.writeUInt32LE(section.size + name.length, section.header + 8);
  return changed;
}
