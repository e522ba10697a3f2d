/** @file Sessions: created once per model and number of channels, and reused. */
import type { Card, InputCard } from "../../src-core/contract/card.ts";
import type { ClassifierHead, PnetHead } from "../../src-core/contract/heads.ts";
import type { FullyConvolutional } from "../../src-core/network/convolutionalize.ts";
import type { ModelProto } from "../../src-core/network/onnx.ts";
import { writeModel } from "../../src-core/network/onnx.ts";
import type { Activation, Network, PixelType } from "../../src-core/network/frame.ts";
import { withPixels, withRawOutputs, withScores } from "../../src-core/network/frame.ts";
import { inHalf } from "../../src-core/network/half.ts";
import { halfPrecision, tolerance } from "../../src-core/network/tolerance.ts";
import type { Engine, Session } from "../engine/engine.ts";
import type { Batching } from "./largest-batch.ts";
import { batching } from "./largest-batch.ts";
import type { LoadedModel } from "./model.ts";
import type { LoadedStage } from "./stages.ts";
import { timed } from "./timing.ts";

export interface OpenSession {
  readonly session: Session;
  /** Milliseconds that its creation took. */
  readonly time: number;
}

/** The classifier itself, with how many windows it takes at once. */
export interface DenseSession extends OpenSession, Batching {}

export type Precision = "single" | "half";

export class Sessions {
  private readonly engine: Engine;
  private readonly precision: Precision;
  private readonly open = new WeakMap<ModelProto, Map<number, Promise<OpenSession>>>();
  private readonly batches = new WeakMap<Session, Promise<Batching>>();

  /** @param precision half only for networks that have it: see `halfPassNetwork` */
  constructor(engine: Engine, precision: Precision = "single") {
    [this.engine, this.precision] = [engine, precision];
  }

  /** The single pass: images of any size at or above the window. @throws EngineError, InvalidModel */
  pass({ card, surgery }: LoadedModel, channels: 1 | 3): Promise<OpenSession> {
    return this.get(surgery, frameOf(card), channels, 4);
  }

  /** Gives back the memory that passes took; the next one opens its session anew. Nobody may be using it. */
  async releasePass({ surgery }: LoadedModel, channels: 1 | 3): Promise<void> {
    const known = this.open.get(surgery.model);
    const opened = known?.get(channels);
    known?.delete(channels);
    await (await opened)?.session.release();
  }

  /** The untouched classifier: batches of windows, the same preprocessing before it. @throws EngineError, InvalidModel */
  dense({ card, surgery }: LoadedModel, channels: 1 | 3): Promise<DenseSession> {
    return this.windows(surgery, frameOf(card), channels);
  }

  /** A further network of a cascade: batches of crops, float32. @throws EngineError, InvalidModel */
  stage({ surgery, input }: LoadedStage, activation: Activation, channels: 1 | 3) {
    const activations = [activation, "none", "none"] as const;
    return this.windows(surgery, { input, activations, type: "float32" }, channels);
  }

  private async windows(
    { classifier, window }: FullyConvolutional,
    frame: Frame,
    channels: 1 | 3,
  ): Promise<DenseSession> {
    const { session, time } = await this.get(classifier, frame, channels, 2);
    const shape = { ...window, channels, type: frame.type };
    const found =
      this.batches.get(session) ??
      batching(session, shape, classifier.input.batch, this.tolerance(classifier.model));
    this.batches.set(session, found);
    found.catch(() => this.batches.delete(session));
    return { ...(await found), time };
  }

  private tolerance(model: ModelProto): number {
    return this.precision === "half" ? halfPrecision : tolerance(model);
  }

  private get(network: Network, frame: Frame, channels: 1 | 3, rank: 2 | 4): Promise<OpenSession> {
    const known = this.open.get(network.model) ?? new Map<number, Promise<OpenSession>>();
    this.open.set(network.model, known);
    const create = async (): Promise<OpenSession> => {
      const wanted = this.precision === "half" ? (inHalf(network) ?? network) : network;
      const [session, time] = await timed(() =>
        this.engine.open(framed(wanted, frame, channels, rank)),
      );
      return { session, time };
    };
    const opened = known.get(channels) ?? create();
    known.set(channels, opened);
    opened.catch(() => known.delete(channels));
    return opened;
  }
}

/** The single pass as a file: pixels to scores. @throws InvalidModel */
export const passNetwork = ({ card, surgery }: LoadedModel, channels: 1 | 3): Uint8Array =>
  framed(surgery, frameOf(card), channels, 4);

/** The same in half precision; null where the network has none. @throws InvalidModel */
export function halfPassNetwork(
  { card, surgery }: LoadedModel,
  channels: 1 | 3,
): Uint8Array | null {
  const [half, classifier] = [inHalf(surgery), inHalf(surgery.classifier)];
  return half && classifier && framed(half, frameOf(card), channels, 4);
}

/** What stands around a network. */
interface Frame {
  readonly input: InputCard;
  /** Of the outputs; null where they are maps of anchors, each read by itself. */
  readonly activations: readonly Activation[] | null;
  readonly type?: PixelType;
}

const frameOf = ({ input, head }: Card): Frame => ({
  input,
  activations: "levels" in head ? null : activationsOf(head),
});

function framed(
  network: Network,
  { input, activations, type }: Frame,
  channels: 1 | 3,
  rank: 2 | 4,
): Uint8Array {
  const model = withPixels(network, input, channels, type);
  return writeModel(activations ? withScores(model, activations, rank) : withRawOutputs(model));
}

/** Of a window's outputs: how far its object's edges lie from its own is taken as it is. */
const activationsOf = (head: ClassifierHead | PnetHead): Activation[] =>
  head.kind === "classifier" ? [head.activation] : [head.activation, "none", head.activation];
