import { describe, expect, it } from "vitest";
import { freeId } from "../../../src-renderer/presentation/free-id.ts";
import { metricName } from "../../../src-renderer/presentation/metric-name.ts";

describe("the name of a measurement", () => {
  it.each([
    ["testRecallAt100", "test recall at 100"],
    ["valAPRBC", "val AP RBC"],
    ["sceneF1PlainLightInk", "scene F1 plain light ink"],
    ["testIoU", "test IoU"],
    ["mAP", "mAP"],
    ["valmAP", "val mAP"],
    ["top-1 accuracy", "top 1 accuracy"],
    ["准确率", "准确率"],
  ])("%s is read as %s", (name, read) => {
    expect(metricName(name)).toBe(read);
  });
});

describe("the id of a copy", () => {
  it.each([
    ["lenet", [], "lenet-2"],
    ["lenet", ["lenet-2", "lenet-3"], "lenet-4"],
    ["lenet-2", ["lenet-2"], "lenet-3"],
    ["lenet-digits", ["lenet-digits"], "lenet-digits-2"],
  ])("of %s beside %j is %s", (of, taken, id) => {
    expect(freeId(of, taken)).toBe(id);
  });
});
