/** @file Networks in half precision against the same in single precision, both on ONNX Runtime's CPU, which casts to and fro. */
import { describe, expect, it } from "vitest";
import type { InputCard } from "../../src-core/contract/card.ts";
import { convolutionalize } from "../../src-core/network/surgery/convolutionalize.ts";
import type { NetworkWithInput } from "../../src-core/network/pipeline/preprocessing.ts";
import { withPixels } from "../../src-core/network/pipeline/preprocessing.ts";
import { withScores } from "../../src-core/network/pipeline/outputs.ts";
import { inHalf } from "../../src-core/network/pipeline/half-precision.ts";
import { writeModel } from "../../src-core/network/onnx/model.ts";
import { floatTensor } from "../../src-core/network/onnx/tensor.ts";
import {
  halfPrecision,
  singlePrecision,
  tolerance,
} from "../../src-core/network/properties/tolerance.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { difference, noise } from "../support/tfjs/compare.ts";
import { zoo } from "../support/zoo/index.ts";

describe("half precision", () => {
  /** Those that can be shown an image. */
  const shown = zoo.flatMap(({ name, build }) => {
    const surgery = convolutionalize(build());
    const channels = [1 as const, 3 as const].find((count) => count === surgery.input.channels);
    return channels ? [{ name, surgery, channels }] : [];
  });
  const networks = shown.flatMap((network) => {
    const half = inHalf(network.surgery);
    return half ? [{ ...network, half }] : [];
  });

  it("is to be had of most networks", () => {
    expect(networks.length).toBeGreaterThan(0.7 * shown.length);
  });

  it.each(networks)("is close to single precision: $name", async ({ surgery, half, channels }) => {
    const { window, horizontal, vertical, input } = surgery;
    const card: InputCard = {
      ...window,
      color: input.channels === 1 ? "gray" : "rgb",
      scale: 1 / 255,
      mean: Array.from({ length: channels }, () => 0),
      std: Array.from({ length: channels }, () => 1),
      polarity: "auto",
    };
    const framed = (network: NetworkWithInput): Uint8Array =>
      writeModel(withScores(withPixels(network, card, channels), [], 4));
    const image = noise(
      { width: window.width + 2 * horizontal.jump, height: window.height + vertical.jump },
      channels,
    );
    const [own, right] = [
      await onnxruntime.open(framed(half)),
      await onnxruntime.open(framed(surgery)),
    ];
    const apart = difference(await own.run(image), await right.run(image));
    await Promise.all([own.release(), right.release()]);
    expect(tolerance(half.model)).toBe(halfPrecision);
    expect(apart).toBeLessThanOrEqual(halfPrecision);
  });

  it("is not made of what it cannot hold, nor of what has another precision already", () => {
    for (const { build } of zoo) {
      const { model, input } = convolutionalize(build());
      if (tolerance(model) !== singlePrecision) expect(inHalf({ model, input })).toBeNull();
    }
    const [first] = networks;
    if (!first?.surgery.model.graph) throw new Error("the zoo is empty");
    const { model, input } = first.surgery;
    const huge = floatTensor("huge", [1], Float32Array.of(70_000));
    const graph = { ...first.surgery.model.graph, initializer: [huge] };
    expect(inHalf({ model: { ...model, graph }, input })).toBeNull();
  });
});
