import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isBroken } from "../../../src-main/annotations/annotated-image.ts";
import { readAnnotations } from "../../../src-main/annotations/read-annotations.ts";
import { vocXml, write } from "../../support/annotations/annotated-folder.ts";
import { annotated } from "../../support/annotations/annotation.ts";
import { temporaryFolder } from "../../support/folder.ts";

const folder = temporaryFolder();
const at = (...names: string[]): string => join(folder, ...names);
const size = { width: 64, height: 48 };
const objects = [annotated("cat", 3, 4), annotated("dog", 30, 5, { ignored: "difficult" })];
const read = (name: string, split?: string) => readAnnotations({ folder: at(name), split });
/** What is said of the images: their objects, or what is wrong. */
const told = async (name: string, split?: string) =>
  (await read(name, split)).images.map((image) =>
    isBroken(image) ? image.failure.message : image.objects.length,
  );

describe("a folder of Pascal VOC", () => {
  for (const name of ["b", "a", "c"]) {
    write(at("voc/Annotations", `${name}.xml`), vocXml(`${name}.jpg`, size, objects));
    write(at("voc/JPEGImages", `${name}.jpg`), "");
  }
  write(at("voc/ImageSets/Main/test.txt"), "c\r\na\r\n\r\nc\r\n");
  write(at("voc/ImageSets/Main/val.txt"), "b\nlost\n");
  write(at("voc/ImageSets/Main/none.txt"), "\n");

  it("is read in the order of the names", async () => {
    const { format, split, images } = await read("voc");
    expect({ format, split }).toEqual({ format: "voc", split: null });
    expect(images.map(({ path }) => path)).toEqual(
      ["a", "b", "c"].map((name) => at("voc/JPEGImages", `${name}.jpg`)),
    );
    const source = at("voc/Annotations/a.xml");
    expect(images[0]).toEqual({ path: at("voc/JPEGImages/a.jpg"), source, size, objects });
  });

  it("is read in the order of a list, each image once", async () => {
    const { split, images } = await read("voc", "test");
    expect(split).toBe("test");
    expect(images.map(({ path }) => path)).toEqual([
      at("voc/JPEGImages/c.jpg"),
      at("voc/JPEGImages/a.jpg"),
    ]);
  });

  it.each([
    ["c_train", "b -1\na  1\nc  0\n", ["b", "a", "c"]],
    ["tabs", "a\t1\r\nb\t-1\r\n", ["a", "b"]],
    ["old", "b\ra\r", ["b", "a"]],
  ])(
    "is read in the order of a class's list, whether the class is on an image or not: %s",
    async (name, text, order) => {
      write(at("classes/ImageSets/Main", `${name}.txt`), text);
      for (const own of ["a", "b", "c"]) {
        write(at("classes/Annotations", `${own}.xml`), vocXml(`${own}.jpg`, size, objects));
        write(at("classes/JPEGImages", `${own}.jpg`), "");
      }
      const { images } = await read("classes", name);
      const paths = order.map((own) => at("classes/JPEGImages", `${own}.jpg`));
      expect(images.map(({ path }) => path)).toEqual(paths);
    },
  );

  it("takes a name that itself ends in a number by what is annotated", async () => {
    write(at("numbered/ImageSets/Main/test.txt"), "scan 1\nscan 0\n");
    for (const own of ["scan 1", "scan 0"])
      write(at("numbered/Annotations", `${own}.xml`), vocXml(`${own}.jpg`, size, objects));
    write(at("numbered/JPEGImages/scan 1.jpg"), "");
    write(at("numbered/JPEGImages/scan 0.jpg"), "");
    expect(await told("numbered", "test")).toEqual([2, 2]);
  });

  it("reads lists and annotations by their byte-order mark", async () => {
    const encoded = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, "utf16le");
    write(at("marked/ImageSets/Main/test.txt"), encoded("a\r\n").swap16());
    write(at("marked/Annotations/a.xml"), encoded(vocXml("a.jpg", size, objects)));
    write(at("marked/JPEGImages/a.jpg"), "");
    expect(await told("marked", "test")).toEqual([2]);
  });

  it("takes no image twice, however many files are about it", async () => {
    write(at("shared/Annotations/a.xml"), vocXml("a.jpg", size, objects));
    write(at("shared/Annotations/copy.xml"), vocXml("a.jpg", size, objects));
    write(at("shared/JPEGImages/a.jpg"), "");
    expect(await told("shared")).toEqual([
      2,
      `${at("shared/JPEGImages/a.jpg")}: ${at("shared/Annotations/copy.xml")} is about it, and so is ${at("shared/Annotations/a.xml")}: take one of them away, or name its image in it`,
    ]);
  });

  it("names the lists that are there", async () => {
    await expect(read("voc", "nope")).rejects.toThrow(
      `--split nope: ${at("voc/ImageSets/Main")} has no nope.txt: choose one of none, test, val`,
    );
    await expect(read("voc", "../Main/test")).rejects.toThrow("choose one of none, test, val");
    await expect(read("voc", "none")).rejects.toThrow("no image is listed in none");
  });

  it("lays what is wrong with one image at the door of that image", async () => {
    const [fine, lost] = await told("voc", "val");
    expect(fine).toBe(2);
    expect(lost).toBe(
      `${at("voc/Annotations/lost.xml")}: is not there, but the list names it: put it there, or take the name out`,
    );
  });
});

describe("XML and images side by side", () => {
  const good = vocXml("one.JPG", size, objects);
  write(at("flat/one.xml"), good);
  write(at("flat/one.JPG"), "");
  write(at("flat/renamed.xml"), vocXml("two.png", { width: 0, height: 0 }, []));
  write(at("flat/two.png"), "");

  it("are read, where an image has another name by the name that the file says", async () => {
    const { images } = await read("flat");
    expect(images).toMatchObject([
      { path: at("flat/one.JPG"), size, objects },
      { path: at("flat/two.png"), size: null, objects: [] },
    ]);
  });

  it("have no lists", async () => {
    await expect(read("flat", "test")).rejects.toThrow("leave --split out for all images");
  });
});

describe("a broken file of Pascal VOC", () => {
  const whole = vocXml("x.png", size, objects);
  const cases: [string, string, string][] = [
    ["cut", whole.slice(0, 200), "is broken XML (Unclosed root tag in line"],
    ["empty", "", "is broken XML (it is empty in line 1): mend it"],
    ["text", "no XML", "is broken XML (Non-whitespace before first tag. in line 1): mend it"],
    ["other", "<kml/>", "no annotation of Pascal VOC: its root is <kml>, not <annotation>"],
    ["nameless", whole.replace("<name>cat</name>", ""), "object.0.name: is missing"],
    ["boxless", whole.replace(/<bndbox>.*<\/bndbox>/, ""), "object.0.bndbox: is missing"],
    ["wordy", whole.replace("<xmin>30", "<xmin>left"), "object.1.bndbox.xmin: left is no number"],
    ["hexadecimal", whole.replace("<xmin>30", "<xmin>0x6"), "xmin: 0x6 is no number as 12 or"],
    ["exponents", whole.replace("<xmin>30", "<xmin>3e1"), "xmin: 3e1 is no number as 12 or 12.5"],
    [
      "two boxes",
      whole.replace(/<bndbox>.*<\/bndbox>/, "$&$&"),
      "object 1 has 2 <bndbox>: keep the one that is meant",
    ],
    [
      "two edges",
      whole.replace("<xmin>30", "<xmin>1</xmin><xmin>30"),
      "object 2 has 2 <xmin>: keep the one that is meant",
    ],
    ["blank", whole.replace("<ymax>14", "<ymax>"), "object.0.bndbox.ymax: is empty"],
    ["entity", whole.replace("cat", "&lol9;"), "Invalid character entity in line"],
    ["deep", "<annotation>".repeat(99), "elements lie more than 32 levels deep in line 1"],
  ];
  for (const [name, xml] of cases) {
    write(at("broken", `${name}.xml`), xml);
    write(at("broken", `${name}.png`), "");
  }

  it.each(cases)("is told in one line with its name: %s", async (name, _, message) => {
    const { images } = await read("broken");
    const image = images.find(({ path }) => path === at("broken", `${name}.png`));
    const failure = image && isBroken(image) ? image.failure.message : "";
    expect(failure).toContain(at("broken", `${name}.xml`));
    expect(failure).toContain(message);
    expect(failure).not.toContain("\n");
  });

  it("is no UTF-8, is too large, or has no image", async () => {
    write(at("other/latin.xml"), new Uint8Array([0x3c, 0xe9, 0x3e]));
    write(at("other/large.xml"), " ".repeat(17 * 2 ** 20));
    write(at("other/lonely.xml"), vocXml("/elsewhere/secret.png", size, []));
    expect(await told("other")).toEqual([
      `${at("other/large.xml")}: has 17 MB, at most 16 are read: split it`,
      `${at("other/latin.xml")}: is no UTF-8: save it as UTF-8`,
      `${at("other/secret.png")}: is not there, but ${at("other/lonely.xml")} is: put the image there, or take that file away`,
    ]);
  });
});

describe("a folder that cannot be evaluated", () => {
  write(at("both/a.xml"), vocXml("a.png", size, []));
  write(at("both/annotations.json"), "{}");
  write(at("neither/a.png"), "");

  it("says what was expected", async () => {
    await expect(read("missing")).rejects.toThrow(
      `${at("missing")}: is no folder: name the one that holds the annotations`,
    );
    await expect(read("neither")).rejects.toThrow(
      "holds no annotations: Pascal VOC has Annotations/*.xml and JPEGImages",
    );
    await expect(read("both")).rejects.toThrow("choose with --format voc or coco");
    const coco = readAnnotations({ folder: at("neither"), format: "coco" });
    await expect(coco).rejects.toThrow("holds no annotations: COCO has annotations/instances_");
  });

  it("is read with --format where it could be both", async () => {
    const { format } = await readAnnotations({ folder: at("both"), format: "voc" });
    expect(format).toBe("voc");
  });
});
