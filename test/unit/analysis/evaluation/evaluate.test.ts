import { describe, expect, it } from "vitest";
import type { LabelledDetection } from "../../../../src-core/contract/analysis.ts";
import { evaluation as schema } from "../../../../src-core/contract/evaluation.ts";
import { UserError } from "../../../../src-core/contract/failure.ts";
import type { ItemRequest } from "../../../../src-main/analysis/subject/requests.ts";
import { evaluate } from "../../../../src-main/analysis/evaluation/evaluate.ts";
import type {
  EvaluationListener,
  Evaluator,
} from "../../../../src-main/analysis/evaluation/evaluation-request.ts";
import { unattended } from "../../../../src-main/analysis/jobs/job.ts";
import type { Annotations } from "../../../../src-main/annotations/annotated-image.ts";
import { annotated, detected } from "../../../support/annotations/annotation.ts";
import { analysisOf } from "../../../support/fake-analyst.ts";

const size = { width: 64, height: 48 };
const found: Record<string, LabelledDetection[]> = {
  "a.png": [detected("cat", 0.9, 10, 9), detected("cat", 0.3, 40), detected("dog", 0.2, 20, 10)],
  "b.png": [detected("dog", 0.8, 0)],
};
const annotations: Annotations = {
  notes: [],
  format: "voc",
  split: "test",
  images: [
    {
      path: "a.png",
      source: "a.xml",
      size,
      objects: [annotated("cat", 10, 10), annotated("dog", 20, 10), annotated("cat", 70, 0)],
    },
    { path: "x.png", failure: new UserError("image-unreadable", "x.png: is not there") },
    { path: "b.png", source: "b.xml", size, objects: [annotated("dog", 30, 10)] },
  ],
};

/** Finds what is written above, and calls every window a cat. */
class Fake implements Evaluator {
  readonly asked: ItemRequest[] = [];

  item(request: ItemRequest) {
    this.asked.push(request);
    const detections = found[request.path] ?? [];
    return Promise.resolve({
      result: { ...analysisOf(request.path), detections },
      thumbnail: null,
    });
  }

  bestClasses: Evaluator["bestClasses"] = ({ places }) => Promise.resolve(places.map(() => 0));
}

const figuresOf = {
  classifier: { classes: "always", proposals: false, windows: true },
  pnet: { classes: "where-annotated", proposals: true, windows: false },
  rpn: { classes: "never", proposals: true, windows: false },
  ssd: { classes: "always", proposals: false, windows: false },
} as const;

async function evaluated(kind: keyof typeof figuresOf, { signal } = unattended, choose = false) {
  const [failures, told]: [string[], string[]] = [[], []];
  const audience: EvaluationListener = {
    job: () => ({ ...unattended, signal }),
    failed: (path) => failures.push(path),
    tell: (line) => told.push(line),
  };
  const evaluator = new Fake();
  const classes = ["cat", "dog"];
  const head = { figures: figuresOf[kind], classes, background: null, thresholds: [0.5, 0.5] };
  const labels = kind === "rpn" ? null : classes;
  const model = { model: "m" };
  const request = { model, device: "cpu", head, labels, iou: 0.5, choose };
  const result = await evaluate(evaluator, annotations, request, audience);
  return { ...result, failures, told, asked: evaluator.asked };
}

const figures = {
  mAP: 0.625,
  classes: [
    { label: "cat", count: 1, ap: 1, threshold: 0.5, precision: 1, recall: 1, f1: 1 },
    // Wrong at 0.8, right at 0.2, one of two: 1/2 · 1/2.
    { label: "dog", count: 2, ap: 0.25, threshold: 0.5, precision: 0, recall: 0, f1: 0 },
  ],
};
const recallAt = [{ proposals: 10, recall: 2 / 3 }];
const common = { model: "m", split: "test", images: 2, iou: 0.5, notices: [] };

describe("the thresholds of best F1", () => {
  it("are those of each class, and its figures are at them", async () => {
    const { evaluation } = await evaluated("ssd", unattended, true);
    // Cats: right at 0.9, and wrong at 0.3: anything above. Dogs: wrong at 0.8, right at 0.2.
    expect(schema.parse(evaluation).thresholds).toEqual({ cat: 0.6, dog: 0.1 });
    expect(evaluation?.classes?.[1]).toMatchObject({
      label: "dog",
      threshold: 0.1,
      precision: 0.5,
      recall: 0.5,
    });
  });

  it("are those of all objects for a network that only proposes", async () => {
    const { evaluation } = await evaluated("rpn", unattended, true);
    // From 0.2 on two right of four, of three objects: 4/7; from 0.8 on one of two, 2/5; from 0.9 on 2/4.
    expect(evaluation?.thresholds).toEqual({ cat: 0.1 });
    expect(evaluation?.classes).toBeNull();
  });

  it("are not told where nobody asked", async () => {
    expect((await evaluated("ssd")).evaluation).not.toHaveProperty("thresholds");
  });
});

describe("evaluate", () => {
  it("gives the figures of a classifier, its windows among them", async () => {
    const { evaluation, failed, windows } = await evaluated("classifier");
    // A cat and the first of two dogs.
    expect(windows).toEqual({ accuracy: 0.5, each: 1, classes: 2 });
    expect(schema.parse(evaluation)).toEqual({
      ...common,
      ...figures,
      recallAt: null,
      windowAccuracy: 0.5,
    });
    expect(failed).toBe(1);
  });

  it("gives null for what a head has no figure of", async () => {
    const without = { windowAccuracy: null };
    const ssd = await evaluated("ssd");
    expect(schema.parse(ssd.evaluation)).toEqual({
      ...common,
      ...figures,
      ...without,
      recallAt: null,
    });
    const rpn = await evaluated("rpn");
    expect(schema.parse(rpn.evaluation)).toEqual({
      ...common,
      ...without,
      mAP: null,
      classes: null,
      recallAt,
    });
    const pnet = await evaluated("pnet");
    expect(schema.parse(pnet.evaluation)).toEqual({
      ...common,
      ...figures,
      ...without,
      recallAt,
    });
  });

  it("asks for detections of almost any score, once for each image, and for no files", async () => {
    const { asked } = await evaluated("classifier");
    expect(asked.map(({ path, threshold }) => [path, threshold])).toEqual([
      ["a.png", 0.01],
      ["b.png", 0.01],
    ]);
    expect(asked[0]).toMatchObject({ runs: 1, exports: [], thumbnail: 0 });
  });

  it("tells what is wrong with an image or a box, and does the others", async () => {
    const { failures, told } = await evaluated("ssd");
    expect(failures).toEqual(["x.png"]);
    expect(told).toEqual([
      expect.stringContaining(
        "a.xml: object 3 of a.png (cat) is left out: its box 10×10 at (70, 0)",
      ),
    ]);
  });

  it("has nothing to say where no image could be evaluated", async () => {
    const broken = annotations.images.filter((image) => image.path === "x.png");
    const audience = { job: () => unattended, failed: () => undefined, tell: () => undefined };
    const head = {
      figures: figuresOf.ssd,
      classes: ["cat"],
      background: null,
      thresholds: [0.5, 0.5],
    } as const;
    const request = { model: { model: "m" }, device: "cpu", head, labels: ["cat"] };
    const asked = { ...request, iou: 0.5, threshold: 0.5 };
    const only = { ...annotations, images: broken };
    const none = { evaluation: null, failed: 1, windows: null };
    expect(await evaluate(new Fake(), only, asked, audience)).toEqual(none);
  });

  it("stops when it is told to", async () => {
    const stopped = evaluated("ssd", { ...unattended, signal: AbortSignal.abort() });
    await expect(stopped).rejects.toThrow("aborted");
  });
});
