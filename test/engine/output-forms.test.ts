/** @file Whatever axes a file gives its scores: pass and windows say what bare ONNX Runtime says of each cut-out window. */
import { expect, it } from "vitest";
import { writeModel } from "../../src-core/network/onnx/model.ts";
import { outputForms } from "../support/models/output-forms.ts";
import { seeded } from "../support/random.ts";
import { apart, noisyPicture, threeWays } from "../support/equality/three-ways.ts";

it.each(outputForms)("$name", async ({ build }) => {
  const picture = noisyPicture(15, 13, 3, seeded(3));
  const { fcn, window, both, bare } = await threeWays(writeModel(build()), picture);
  expect(bare.filter(Number.isFinite).length).toBe(9 * 6 * fcn.result.map.classes);
  expect(apart(fcn.map, bare).share).toBeLessThanOrEqual(1e-5);
  expect(apart(window.map, bare).share).toBeLessThanOrEqual(1e-5);
  expect(both.result.equality).toMatchObject({ class: "exact", checked: 54, argmaxAgreement: 1 });
});
