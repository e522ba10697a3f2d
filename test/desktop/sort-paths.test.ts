/** @file What becomes of files and folders that were opened together. */
import { expect, it } from "vitest";
import { sortPaths } from "../../src-main/desktop/sort-paths.ts";

const files = (...paths: string[]) => paths.map((path) => ({ path, isFolder: false }));
const none = { batch: [], model: [], image: null, leftOut: [] };

it("shows one image", () => {
  expect(sortPaths(files("/a.png"))).toEqual({ ...none, image: "/a.png" });
});

it("makes a batch of several images, and of what comes with a folder", () => {
  expect(sortPaths(files("/a.png", "/b.TIF"))).toEqual({ ...none, batch: ["/a.png", "/b.TIF"] });
  const mixed = [{ path: "/scans", isFolder: true }, ...files("/net.onnx")];
  expect(sortPaths(mixed)).toEqual({ ...none, batch: ["/scans", "/net.onnx"] });
});

it("makes one model of its files, the network first, and shows an image beside it", () => {
  expect(sortPaths(files("/labels.json", "/a.png", "/net.onnx", "/net.bin"))).toEqual({
    ...none,
    model: ["/net.onnx", "/labels.json", "/net.bin"],
    image: "/a.png",
  });
});

it("takes the networks of a cascade as one model", () => {
  const { model, leftOut } = sortPaths(files("/det2.npy", "/det1.npy", "/det3.npy"));
  expect(model).toEqual(["/det1.npy", "/det2.npy", "/det3.npy"]);
  expect(leftOut).toEqual([]);
});

it("says for which further models and images there was no room", () => {
  expect(sortPaths(files("/b.onnx", "/a.onnx", "/1.png", "/2.png"))).toEqual({
    ...none,
    model: ["/a.onnx"],
    image: "/1.png",
    leftOut: ["/b.onnx", "/2.png"],
  });
});

it("tries what is neither as an image, so that the window can say what is wrong with it", () => {
  expect(sortPaths(files("/notes.pdf"))).toEqual({ ...none, image: "/notes.pdf" });
});

it("finds a model among JSON files by its name", () => {
  expect(sortPaths(files("/card.json", "/model.json")).model).toEqual([
    "/model.json",
    "/card.json",
  ]);
});
