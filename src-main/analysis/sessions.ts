/** @file Sessions: created once per model and number of channels, and reused. */
import type { ModelProto } from "../../src-core/network/onnx.ts";
import { writeModel } from "../../src-core/network/onnx.ts";
import type { Network } from "../../src-core/network/frame.ts";
import { withPixels, withScores } from "../../src-core/network/frame.ts";
import type { Engine, Session } from "../engine/engine.ts";
import type { LoadedModel } from "./model.ts";
import { timed } from "./timing.ts";

export interface OpenSession {
  readonly session: Session;
  /** Milliseconds that its creation took. */
  readonly time: number;
}

export class Sessions {
  private readonly engine: Engine;
  private readonly open = new WeakMap<ModelProto, Map<number, Promise<OpenSession>>>();

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** The single pass: images of any size at or above the window. @throws EngineError, InvalidModel */
  pass(model: LoadedModel, channels: 1 | 3): Promise<OpenSession> {
    return this.get(model, model.surgery, channels, 4);
  }

  /** The untouched classifier: batches of windows, the same preprocessing before it. @throws EngineError, InvalidModel */
  dense(model: LoadedModel, channels: 1 | 3): Promise<OpenSession> {
    return this.get(model, model.surgery.classifier, channels, 2);
  }

  private get(
    { card }: LoadedModel,
    network: Network,
    channels: 1 | 3,
    rank: 2 | 4,
  ): Promise<OpenSession> {
    const known = this.open.get(network.model) ?? new Map<number, Promise<OpenSession>>();
    this.open.set(network.model, known);
    const create = async (): Promise<OpenSession> => {
      const [session, time] = await timed(() => {
        const pixels = withPixels(network, card.input, channels);
        return this.engine.open(writeModel(withScores(pixels, card.head.activation, rank)));
      });
      return { session, time };
    };
    const opened = known.get(channels) ?? create();
    known.set(channels, opened);
    opened.catch(() => known.delete(channels));
    return opened;
  }
}
