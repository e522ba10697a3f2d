import { inEnglish } from "../../../src-core/messages/said.ts";
import { describe, expect, it } from "vitest";
import { namesOf } from "../../../src-core/network/metadata/literals.ts";
import { makeModel } from "../../../src-core/network/onnx/model.ts";
import {
  statedMetadata,
  metadataLines,
} from "../../../src-core/network/metadata/class-metadata.ts";

describe("names of classes", () => {
  it.each([
    [
      "Python's table",
      `{0: 'cat', 1: "dog's", 2: 'a\\'b, c: {d}'}`,
      ["cat", "dog's", "a'b, c: {d}"],
    ],
    ["a table out of order", "{1: 'b', 0: 'a'}", ["a", "b"]],
    ["JSON's table", '{"0": "cat", "1": "d\\u00f6g"}', ["cat", "dög"]],
    ["a table the other way", '{"cat": 1, "dog": 0}', ["dog", "cat"]],
    ["JSON's list", '["cat", "dog"]', ["cat", "dog"]],
    ["Python's list, a comma at its end", "['cat', 'dog',]", ["cat", "dog"]],
    ["text with commas", "cat, dog", ["cat", "dog"]],
    ["text with lines", "cat\nblue, dog\n", ["cat", "blue, dog"]],
  ])("are read from %s", (_, text, names) => {
    expect(namesOf(text)).toEqual(names);
  });

  it.each([
    "",
    "{",
    "{0: 'a', 2: 'b'}",
    "{0: 'a', 0: 'b'}",
    "[['a'], ['b']]",
    "{0: {1: 'a'}}",
    "cat",
  ])("are none in %j", (text) => {
    expect(namesOf(text)).toBeUndefined();
  });

  it("are looked for in no more time than the text is long", () => {
    expect(namesOf("[" + "'a".repeat(200_000))).toBeUndefined();
  });
});

describe("a file's metadata", () => {
  const model = (entries: Record<string, string>) => ({
    ...makeModel(
      { name: "", input: [], output: [], node: [], initializer: [] },
      { irVersion: 8n, opset: 17 },
    ),
    metadataProps: Object.entries(entries).map(([key, value]) => ({
      $typeName: "onnx.StringStringEntryProto" as const,
      key,
      value,
    })),
  });

  it("of Ultralytics says classes, window (height first) and task", () => {
    const said = statedMetadata(
      model({
        names: "{0: 'red\\n', 1: 'white'}",
        imgsz: "[64, 48]",
        task: "segment",
        stride: "32",
      }),
    );
    expect(said).toMatchObject({
      classes: ["red", "white"],
      window: { width: 48, height: 64 },
      task: "segment",
    });
    expect(
      metadataLines(said, { classes: 2, areNamed: false, window: true }).map(inEnglish),
    ).toEqual([
      `2 classes as the file's metadata "names" has them: red, white`,
      `window 48×64 as the file's metadata "imgsz" has it, where its input leaves it open`,
      `the file's metadata says that it was made to "segment", not to classify windows: its scores are taken as a classifier's`,
    ]);
  });

  it("is not claimed to be used where it is not", () => {
    const said = statedMetadata(model({ names: "a,b", imgsz: "640" }));
    expect(
      metadataLines(said, { classes: 4, areNamed: false, window: false }).map(inEnglish),
    ).toEqual([
      `the file's metadata "names" names 2 classes, the network has 4 scores: the names are not used`,
    ]);
    expect(metadataLines(said, { classes: 2, areNamed: true, window: false })).toEqual([]);
  });

  it("says nothing of a task that is classification, and nothing that cannot be read", () => {
    expect(statedMetadata(model({ task: "classify", names: "?", imgsz: "[0, -1]" }))).toEqual({});
    expect(statedMetadata(model({ Labels: "a,b", imgsz: "32" }))).toMatchObject({
      classes: ["a", "b"],
      window: { width: 32, height: 32 },
    });
  });
});
