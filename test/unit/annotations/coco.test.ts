import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isBroken } from "../../../src-main/annotations/annotated-image.ts";
import { readAnnotations } from "../../../src-main/annotations/read-annotations.ts";
import { cocoJson, write } from "../../support/annotations/annotated-folder.ts";
import { annotated } from "../../support/annotations/annotation.ts";
import { temporaryFolder } from "../../support/folder.ts";

const folder = temporaryFolder();
const at = (...names: string[]): string => join(folder, ...names);
const size = { width: 64, height: 48 };
const objects = [annotated("dog", 3, 4), annotated("cat", 30, 5, { ignored: "crowd" })];
const json = (name: string) =>
  cocoJson(
    [
      { name: "empty.png", ...size, objects: [] },
      { name, ...size, objects },
    ],
    ["cat", "dog"],
  );
const read = (name: string, split?: string) => readAnnotations({ folder: at(name), split });

describe("a folder of COCO", () => {
  write(at("coco/annotations/instances_val2017.json"), json("a.jpg"));
  write(at("coco/annotations/captions_val2017.json"), "{}");
  write(at("coco/annotations/instances_test.json"), json("sub/b.jpg"));
  write(at("coco/val2017/a.jpg"), "");
  write(at("coco/images/empty.png"), "");
  write(at("coco/test2017/sub/b.jpg"), "");

  it("has its images in folders of several names", async () => {
    const { format, split, images } = await read("coco", "val2017");
    expect({ format, split }).toEqual({ format: "coco", split: "val2017" });
    const source = at("coco/annotations/instances_val2017.json");
    expect(images).toEqual([
      { path: at("coco/images/empty.png"), source, size, objects: [] },
      { path: at("coco/val2017/a.jpg"), source, size, objects },
    ]);
    expect((await read("coco", "test")).images[1]?.path).toBe(at("coco/test2017/sub/b.jpg"));
  });

  it("names the splits that are there", async () => {
    await expect(read("coco")).rejects.toThrow(
      "has annotations of several splits: choose one of test, val2017 with --split",
    );
    await expect(read("coco", "train")).rejects.toThrow(
      `--split train: ${at("coco")} has no annotations of that name: choose one of test, val2017`,
    );
  });

  it("may hold a single file beside the images", async () => {
    write(at("single/labels.json"), json("a.jpg"));
    write(at("single/a.jpg"), "");
    const { split, images } = await read("single");
    expect(split).toBeNull();
    expect(images.map(({ path }) => path)).toEqual([at("single/empty.png"), at("single/a.jpg")]);
    const [missing] = images;
    expect(missing && isBroken(missing) && missing.failure.message).toBe(
      `${at("single/empty.png")}: is not there, but ${at("single/labels.json")} names it: put it there, or into ${at("single/images")}`,
    );
  });

  it("reads no image outside the folder", async () => {
    write(at("escape/labels.json"), json("../coco/val2017/a.jpg"));
    const { images } = await read("escape");
    const outside = images[1];
    expect(outside && isBroken(outside) && outside.failure.message).toContain(
      "names an image outside its folder: mend file_name",
    );
  });
});

describe("a broken file of COCO", () => {
  const whole = json("a.jpg");
  const cases: [string, string, string][] = [
    ["cut", whole.slice(0, 99), "is broken JSON ("],
    ["list", "[]", "is no object with images, annotations and categories"],
    ["imageless", '{"annotations":[],"categories":[]}', "images: is missing, or no list"],
    ["boxless", whole.replace('"bbox":[3,4,10,10]', '"bbox":[3,4]'), "annotations.0.bbox"],
    ["category", whole.replace('"category_id":2', '"category_id":7'), "names category 7, which"],
    ["image", whole.replace('"image_id":1', '"image_id":9'), "annotations.0 names image 9, which"],
  ];

  it.each(cases)("is told in one line with its name: %s", async (name, text, message) => {
    write(at("broken", name, "labels.json"), text);
    const failure = await read(join("broken", name)).catch((cause: unknown) => String(cause));
    expect(failure).toContain(at("broken", name, "labels.json"));
    expect(failure).toContain(message);
    expect(failure).not.toContain("\n");
  });
});

describe("what is listed twice", () => {
  // Counts are those of pycocotools 2.0 on these very files: images by their ids, annotations as often as listed.
  const image = (id: number, name: string) => ({ id, file_name: name, ...size });
  const dog = (id: number, of: number, x = 3) => ({
    id,
    image_id: of,
    category_id: 1,
    bbox: [x, 4, 8, 8],
    iscrowd: 0,
  });
  const given = (place: string, images: object[], annotations: object[]) => {
    const content = { images, annotations, categories: [{ id: 1, name: "dog" }] };
    write(at("twice", place, "labels.json"), JSON.stringify(content));
    for (const name of ["x.png", "y.png"]) write(at("twice", place, name), "");
    return read(join("twice", place));
  };
  const counted = ({ images }: Awaited<ReturnType<typeof read>>) =>
    images.map((one) => (isBroken(one) ? -1 : one.objects.length));

  it("counts once where it is an image", async () => {
    const images = [image(1, "x.png"), image(2, "y.png"), image(1, "x.png")];
    const found = await given("image", images, [dog(1, 1), dog(2, 2)]);
    expect(counted(found)).toEqual([1, 1]);
    expect(found.notes).toEqual([]);
  });

  it("counts twice where it is an annotation or a file under two ids, and is told", async () => {
    const annotation = await given("annotation", [image(1, "x.png")], [dog(1, 1), dog(1, 1)]);
    expect(counted(annotation)).toEqual([2]);
    expect(annotation.notes).toEqual([
      expect.stringContaining("lists 1 annotation more than once, such as id 1: each time counts"),
    ]);
    const images = [image(1, "x.png"), image(2, "x.png")];
    const file = await given("file", images, [dog(1, 1), dog(2, 2)]);
    expect(counted(file)).toEqual([1, 1]);
    expect(file.notes).toEqual([expect.stringContaining("under more than one id, such as x.png")]);
  });

  it("is refused where one id stands for two things", async () => {
    const images = [image(1, "x.png"), image(1, "y.png")];
    await expect(given("ids", images, [])).rejects.toThrow(
      "lists two images under id 1, x.png and y.png: give each an id of its own",
    );
    const annotations = [dog(1, 1), dog(1, 1, 20)];
    await expect(given("boxes", [image(1, "x.png")], annotations)).rejects.toThrow(
      "lists two different annotations under id 1",
    );
  });
});
