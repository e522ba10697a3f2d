import { expect, test, vi } from "vitest";
import {
  inputsFromDrop,
  inputsFromFiles,
  inputsFromFolder,
} from "../../../src-renderer/state/files/batch-inputs.ts";

const file = (name: string): File => new File(["x"], name);

const fileEntry = (name: string): FileSystemEntry =>
  ({
    name,
    isFile: true,
    isDirectory: false,
    file: (resolve: (file: File) => void) => {
      resolve(file(name));
    },
  }) as unknown as FileSystemEntry;

/** Gives its entries by twos, as browsers give theirs by hundreds. */
const folderEntry = (name: string, entries: readonly FileSystemEntry[]): FileSystemEntry =>
  ({
    name,
    isFile: false,
    isDirectory: true,
    createReader: () => {
      let next = 0;
      return {
        readEntries: (resolve: (entries: FileSystemEntry[]) => void) => {
          resolve(entries.slice(next, (next += 2)));
        },
      };
    },
  }) as unknown as FileSystemEntry;

const lockedEntry = (name: string): FileSystemEntry =>
  ({
    name,
    isFile: false,
    isDirectory: true,
    createReader: () => ({
      readEntries: (_resolve: unknown, reject: (cause: Error) => void) => {
        reject(new Error("not allowed"));
      },
    }),
  }) as unknown as FileSystemEntry;

const open = new AbortController().signal;

test("a dropped folder is walked in portions, with its folders in the names", async () => {
  const inner = folderEntry("é 内", [fileEntry("中文 é #,%.png"), fileEntry("Thumbs.db")]);
  const names = ["1.png", "2.jpg", "3.TIF", "4.webp", "notes.txt", "._1.png", ".DS_Store"];
  const folder = folderEntry("scans", [inner, ...names.map(fileEntry)]);
  const onFound = vi.fn();
  const [root] = await inputsFromDrop([{ entry: folder, file: file("scans") }], onFound, open);
  expect(root?.files.map(({ name }) => name)).toEqual([
    ...["scans/1.png", "scans/2.jpg", "scans/3.TIF", "scans/4.webp"],
    "scans/é 内/中文 é #,%.png",
  ]);
  expect(root).toMatchObject({ name: "scans", isFolder: true, skipped: 4, problems: [] });
  expect((await root?.files[0]?.open())?.name).toBe("1.png");
  expect(onFound.mock.calls.flat().reduce((sum: number, count: number) => sum + count)).toBe(5);
});

test("hidden folders and what the app wrote are not looked into", async () => {
  const folder = folderEntry("a", [
    folderEntry(".git", [fileEntry("x.png")]),
    folderEntry("x.map.ome.zarr", [fileEntry("x.png")]),
    fileEntry("x.overlay.png"),
    fileEntry("x.png"),
  ]);
  const [root] = await inputsFromDrop([{ entry: folder, file: null }], () => undefined, open);
  expect(root?.files.map(({ name }) => name)).toEqual(["a/x.png"]);
  expect(root?.skipped).toBe(3);
});

test("a folder that cannot be read takes nothing from the others", async () => {
  const folder = folderEntry("a", [lockedEntry("locked"), fileEntry("x.png")]);
  const [root] = await inputsFromDrop([{ entry: folder, file: null }], () => undefined, open);
  expect(root?.files).toHaveLength(1);
  expect(root?.problems).toEqual(["a/locked/ not allowed"]);
});

test("a walk that is given up ends", async () => {
  const folder = folderEntry("a", [fileEntry("x.png")]);
  const dropped = [{ entry: folder, file: null }];
  await expect(inputsFromDrop(dropped, () => undefined, AbortSignal.abort())).rejects.toThrow();
});

test("of files without a folder those that are no images are left out", () => {
  const roots = inputsFromFiles([file("b.png"), file("notes.md"), file("._b.png")]);
  expect(roots.map(({ name, files, skipped }) => [name, files.length, skipped])).toEqual([
    ["b.png", 1, 0],
    ["notes.md", 0, 1],
    ["._b.png", 0, 1],
  ]);
});

test("a chosen folder keeps the paths of its files", () => {
  const paths = ["top/a.png", "top/in/b.png", "top/.hidden/c.png", "top/Thumbs.db"];
  const files = paths.map((path) =>
    Object.defineProperty(file(path.split("/").at(-1) ?? ""), "webkitRelativePath", {
      value: path,
    }),
  );
  const [root, ...others] = inputsFromFolder(files);
  expect(root).toMatchObject({ name: "top", isFolder: true, skipped: 2 });
  expect(root?.handle).toBe(files[0]);
  expect(root?.files.map(({ name }) => name)).toEqual(["top/a.png", "top/in/b.png"]);
  expect(others).toEqual([]);
});
