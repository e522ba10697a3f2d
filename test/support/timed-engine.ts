/** @file ONNX Runtime with a clock of its own: what is chosen by times, as samples are, is the same on every machine. */
import type { Engine } from "../../src-main/engine/engine.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";

/** Says of each run that it took a millisecond for so many pixels. */
export const timedEngine = (pixelsPerMillisecond: number): Engine => ({
  name: "onnxruntime",
  async open(model, plain) {
    const session = await onnxruntime.open(model, plain);
    return {
      release: () => session.release(),
      run: async (pixels) => {
        const run = await session.run(pixels);
        const time = (pixels.batch * pixels.width * pixels.height) / pixelsPerMillisecond;
        return { ...run, time };
      },
    };
  },
});
