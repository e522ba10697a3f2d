import { expect, test } from "vitest";
import { separateCards, groupFiles } from "../../../src-renderer/state/files/group-files.ts";

const file = (name: string): File =>
  new File(["x"], name, name.endsWith(".png") ? { type: "image/png" } : {});
const sorted = (...names: string[]) => {
  const { images, model, labels, others } = groupFiles(names.map(file));
  const named = (files: readonly File[]): string[] => files.map(({ name }) => name);
  return {
    images: named(images),
    model: model && named(model),
    labels: labels?.name ?? null,
    others: named(others),
  };
};

test("files without a model are images, as they were", () => {
  expect(sorted("a.png", "notes.txt")).toEqual({
    images: ["a.png", "notes.txt"],
    model: null,
    labels: null,
    others: [],
  });
});

test("an ONNX file comes with its weights, its labels, and an image beside it", () => {
  expect(sorted("labels.txt", "net.onnx", "net.onnx.data", "photo.png")).toEqual({
    images: ["photo.png"],
    model: ["net.onnx", "net.onnx.data"],
    labels: "labels.txt",
    others: [],
  });
});

test("a JSON file names the classes beside an ONNX file, and is the model beside its shards", () => {
  expect(sorted("names.json", "net.ONNX")).toMatchObject({
    model: ["net.ONNX"],
    labels: "names.json",
  });
  expect(sorted("a.bin", "b.bin", "labels.json", "model.json")).toMatchObject({
    model: ["model.json", "a.bin", "b.bin"],
    labels: "labels.json",
  });
});

test("one model at a time, but MTCNN's networks are one", () => {
  expect(sorted("b.onnx", "a.onnx")).toMatchObject({ model: ["a.onnx"], others: ["b.onnx"] });
  expect(sorted("det2.npy", "det3.npy", "det1.npy")).toMatchObject({
    model: ["det1.npy", "det2.npy", "det3.npy"],
    others: [],
  });
});

test("a card is known by what is in it, whatever it is called", async () => {
  const json = (name: string, content: unknown): File => new File([JSON.stringify(content)], name);
  const files = [
    json("c10.json", { input: {}, head: { kind: "ssd", nms: null } }),
    json("names.json", ["one", "two"]),
    json("model.json", { modelTopology: {}, input: 1 }),
    new File(['{"input": {}, '], "card.json"),
    new File(["{"], "labels.json"),
    file("net.onnx"),
  ];
  const { cards, others } = await separateCards(files);
  expect(cards.map(({ name }) => name)).toEqual(["c10.json", "card.json"]);
  expect(others).toHaveLength(4);
});
