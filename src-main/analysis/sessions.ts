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
import { randomNumbers } from "../../src-core/random.ts";
import type { Engine, Session } from "../engine/engine.ts";
import type { LoadedModel } from "./model.ts";
import type { LoadedStage } from "./stages.ts";
import { timed } from "./timing.ts";

export interface OpenSession {
  readonly session: Session;
  /** Milliseconds that its creation took. */
  readonly time: number;
}

export interface DenseSession extends OpenSession {
  /** Most windows that it takes at once. */
  readonly largestBatch: number;
}

export type Precision = "single" | "half";

export class Sessions {
  private readonly engine: Engine;
  private readonly precision: Precision;
  private readonly open = new WeakMap<ModelProto, Map<number, Promise<OpenSession>>>();
  private readonly batches = new WeakMap<Session, Promise<number>>();

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
    const opened = await this.get(classifier, frame, channels, 2);
    const { session } = opened;
    // A file may fix its batch at one, in its input (then it was opened for more) or in what it computes.
    const batch =
      this.batches.get(session) ??
      largestBatch(
        session,
        { ...window, channels, type: frame.type },
        this.tolerance(classifier.model),
      );
    this.batches.set(session, batch);
    return { ...opened, largestBatch: await batch };
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

/** Any number, where two windows at once give what each gives alone; else one. */
async function largestBatch(
  session: Session,
  {
    type,
    ...size
  }: {
    readonly width: number;
    readonly height: number;
    readonly channels: 1 | 3;
    readonly type: PixelType | undefined;
  },
  bound: number,
): Promise<number> {
  const length = size.width * size.height * size.channels;
  const uniform = randomNumbers(1);
  const noise = Array.from({ length: 2 * length }, () => 256 * uniform());
  const data = type === "float32" ? Float32Array.from(noise) : Uint8Array.from(noise);
  try {
    const both = await session.run({ ...size, data, batch: 2 });
    for (const index of [0, 1]) {
      const own = data.subarray(index * length, (index + 1) * length);
      const alone = await session.run({ ...size, data: own, batch: 1 });
      const { classes } = alone;
      for (let kind = 0; kind < classes; kind++) {
        const [one = NaN, two = NaN] = [alone.data[kind], both.data[index * classes + kind]];
        if (!(Math.abs(one - two) <= bound * Math.max(1, Math.abs(one)))) return 1;
      }
    }
    return Infinity;
  } catch {
    return 1;
  }
}
