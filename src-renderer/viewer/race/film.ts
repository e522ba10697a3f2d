/** @file A film as WebM, picture by picture: it takes as long as the encoder needs, and not as long as it lasts. */
import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Output,
  Quality,
  WebMOutputFormat,
} from "mediabunny";
import type { VideoCodec } from "mediabunny";

export type { VideoCodec };

export interface FilmOptions {
  readonly width: number;
  readonly height: number;
  /** Draws the picture of a moment. @param time seconds from the film's beginning */
  readonly draw: (context: CanvasRenderingContext2D, time: number) => void;
  /** Seconds that move, and those of the last picture, which stays. */
  readonly moving: number;
  readonly held: number;
  /** Share of the film that is there. */
  readonly progress: (share: number) => void;
  readonly signal: AbortSignal;
}

const rate = 30; // pictures per second

/** Of those that a WebM may have, the first that this browser encodes; null where it encodes none. */
export async function filmCodec(width: number, height: number): Promise<VideoCodec | null> {
  if (typeof VideoEncoder === "undefined") return null;
  return getFirstEncodableVideoCodec(["vp9", "vp8", "av1"], { width, height });
}

/** @throws the signal's reason when it is given up */
export async function encodeFilm(codec: VideoCodec, film: FilmOptions): Promise<Blob> {
  const { width, height, draw, moving, held, progress, signal } = film;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new Error("this browser gives no canvas to draw on");
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, quality: new Quality("high") });
  output.addVideoTrack(source, { frameRate: rate });
  try {
    await output.start();
    for (const { time, lasts } of pictures(moving, held)) {
      signal.throwIfAborted();
      draw(context, Math.min(time, moving));
      await source.add(time, lasts);
      progress(time / (moving + held));
    }
    await output.finalize();
  } catch (cause) {
    if (output.state !== "finalized") await output.cancel();
    throw cause;
  }
  progress(1);
  if (!target.buffer) throw new Error("the film has no bytes");
  return new Blob([target.buffer], { type: "video/webm" });
}

/** Seconds. The last picture is told once a second: a player that is moved to it need not decode for long. */
export function pictures(
  moving: number,
  held: number,
): readonly { readonly time: number; readonly lasts: number }[] {
  const count = Math.floor(moving * rate);
  const all = Array.from({ length: count }, (_, at) => ({ time: at / rate, lasts: 1 / rate }));
  const begun = count / rate;
  for (let time = begun; time < moving + held; time += 1)
    all.push({ time: Math.max(time, begun), lasts: Math.min(1, moving + held - time) });
  return all;
}
