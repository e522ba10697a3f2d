import { describe, expect, it } from "vitest";
import {
  classesInCommon,
  evaluatedHead,
} from "../../../../src-main/analysis/evaluation/evaluated-head.ts";
import { annotated } from "../../../support/annotations/annotation.ts";

const classifier = evaluatedHead({
  kind: "classifier",
  activation: "softmax",
  classes: ["cat", "nothing", "dog"],
  background: 1,
});
const objects = (...labels: string[]) => labels.map((label) => annotated(label, 0));

describe("classesInCommon", () => {
  it("are those of the model that can be found", () => {
    expect(classesInCommon(classifier, objects("dog"), "folder")).toEqual({
      labels: ["cat", "dog"],
      note: null,
    });
  });

  it("tells once of objects that the model does not know", () => {
    const { note } = classesInCommon(classifier, objects("bird", "dog", "bird", "fish"), "folder");
    expect(note).toBe(
      "3 objects of classes that the model does not have are not counted: bird (2), fish (1)",
    );
  });

  it("are never none for a head with classes", () => {
    expect(() => classesInCommon(classifier, objects("bird"), "folder")).toThrow(
      "folder: none of its classes is one of the model's: annotated are bird; the model has cat, dog",
    );
    const figures = { ...classifier.figures, windows: false };
    expect(() => classesInCommon({ ...classifier, figures }, objects("nothing"), "folder")).toThrow(
      "annotated are nothing",
    );
    const many = Array.from({ length: 25 }, (_, index) => `c${index}`);
    expect(() => classesInCommon(classifier, objects(...many), "folder")).toThrow(
      "c19 and 5 more;",
    );
  });

  it("do not matter to a head that only proposes, and to a finder of faces where faces are annotated", () => {
    const none = { labels: null, note: null };
    const figures = { proposals: true, windows: false };
    const rpn = { ...classifier, figures: { ...figures, classes: "never" } } as const;
    const pnet = { ...classifier, figures: { ...figures, classes: "where-annotated" } } as const;
    expect(classesInCommon(rpn, objects("cat"), "folder")).toEqual(none);
    expect(classesInCommon(pnet, objects("bird"), "folder")).toEqual(none);
    expect(classesInCommon(pnet, objects("cat"), "folder").labels).toEqual(["cat", "dog"]);
  });
});
