/** @file A network that takes batches of one size alone, given as many windows as there are. */
import type { AnyPixels, Run, Scores, Session } from "../../engine/engine.ts";

/**
 * Fills each batch up with zeros, and cuts what they give off again.
 * @param size of the network's batch; what is run may be that long, or shorter
 */
export const inWholeBatches = (session: Session, size: number): Session => ({
  get failure() {
    return session.failure ?? null;
  },
  async run(pixels) {
    const { batch } = pixels;
    if (batch >= size) return session.run(pixels);
    const { further, ...run } = await session.run(filled(pixels, size));
    return {
      ...cut(run, batch),
      ...(further ? { further: further.map((scores) => cut(scores, batch)) } : {}),
    };
  },
  release: () => session.release(),
});

function filled(pixels: AnyPixels, batch: number): AnyPixels {
  const length = (pixels.data.length / pixels.batch) * batch;
  if (pixels.data instanceof Float32Array) {
    const data = new Float32Array(length);
    data.set(pixels.data);
    return { ...pixels, data, batch };
  }
  const data = new Uint8Array(length);
  data.set(pixels.data);
  return { ...pixels, data, batch };
}

function cut<Of extends Run | Scores>(scores: Of, batch: number): Of {
  const length = (scores.data.length / scores.batch) * batch;
  return { ...scores, batch, data: scores.data.subarray(0, length) };
}
