/** @file What the app needs of an inference library; each library is one file beside this one. */
import type { Message } from "../../src-core/messages/template.ts";
import { Told } from "../../src-core/messages/said.ts";

/** Pixels as decoded: `batch × height × width × channels`, uint8. */
export interface Pixels<Data extends Uint8Array | Float32Array = Uint8Array> {
  readonly data: Data;
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/** Pixels that were scaled are in float32, 0…255, where the network was opened for them. */
export type AnyPixels = Pixels<Uint8Array | Float32Array>;

/** Scores: `batch × classes × rows × columns`; a dense classifier gives one row and one column. */
export interface Scores {
  readonly data: Float32Array;
  readonly batch: number;
  readonly classes: number;
  readonly rows: number;
  readonly columns: number;
}

/** What one run of a network gave: its first output, and the others where it has several. */
export interface Run extends Scores {
  readonly further?: readonly Scores[];
  /**
   * Milliseconds of the network: from pixels in the memory of the process that runs it to scores there, the way to a
   * GPU and back included.
   */
  readonly time: number;
}

/** A network that is loaded once and run many times. */
export interface Session {
  /** Why it no longer runs on the device it was opened on but on the CPU; null or absent while it does. */
  readonly failure?: Message | null;
  /** @throws OutOfMemory, DeviceFailed, EngineError */
  run(pixels: AnyPixels): Promise<Run>;
  release(): Promise<void>;
}

export interface Engine {
  readonly name: "onnxruntime" | "tfjs";
  /**
   * Loads an ONNX file whose one input are pixels (uint8 or float32, NHWC) and whose outputs are scores in float32.
   * @param plain whether it runs the network node by node as it is written, for a check rather than for speed
   * @throws DeviceFailed, EngineError when the library cannot load it
   */
  open(model: Uint8Array, plain?: boolean): Promise<Session>;
}

export class EngineError extends Told {
  override readonly name: string = "EngineError";
}

/** The engine got no memory for what it was given: less of it may do. */
export class OutOfMemory extends EngineError {
  override readonly name = "OutOfMemory";
}

/** A device threw, hung or died. What it was given is as good as before: another device may do it. */
export class DeviceFailed extends EngineError {
  override readonly name = "DeviceFailed";
}
