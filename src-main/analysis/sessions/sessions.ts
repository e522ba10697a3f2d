/** @file The sessions of one device: of every network one, known by its content, opened when it is first used. */
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import { totalmem } from "node:os";
import type { Card, InputCard } from "../../../src-core/contract/card.ts";
import type { FullyConvolutional } from "../../../src-core/network/surgery/convolutionalize.ts";
import type { ModelProto } from "../../../src-core/network/onnx/model.ts";
import { writeModel } from "../../../src-core/network/onnx/model.ts";
import type {
  NetworkWithInput,
  PixelType,
} from "../../../src-core/network/pipeline/preprocessing.ts";
import { withPixels } from "../../../src-core/network/pipeline/preprocessing.ts";
import type { Activation } from "../../../src-core/network/pipeline/outputs.ts";
import { withRawOutputs, withScores } from "../../../src-core/network/pipeline/outputs.ts";
import { inHalf } from "../../../src-core/network/pipeline/half-precision.ts";
import { halfPrecision, tolerance } from "../../../src-core/network/properties/tolerance.ts";
import type { Engine, Session } from "../../engine/engine.ts";
import type { Batching } from "../windows/largest-batch.ts";
import { batching } from "../windows/largest-batch.ts";
import type { Lease, LeaseLimits } from "./leases.ts";
import { Leases } from "./leases.ts";
import type { LoadedModel } from "../models/model.ts";
import type { LoadedStage } from "../models/files/cascade-stages.ts";

/** The classifier itself, with how many windows it takes at once. */
export interface DenseLease extends Lease, Batching {}

export type Precision = "single" | "half";

type Shape = "pass" | "windows";

/** Two networks of eight models, in no more than an eighth of the machine's memory. */
const usual: LeaseLimits = { count: 16, bytes: Math.min(2e9, totalmem() / 8) };

export class Sessions {
  private readonly engine: Engine;
  private readonly precision: Precision;
  private readonly leases: Leases;
  private readonly batchings = new WeakMap<Session, Promise<Batching>>();

  /** @param precision half only for networks that have it: see `halfPassNetwork` */
  constructor(engine: Engine, precision: Precision = "single", limits = usual) {
    this.engine = engine;
    this.precision = precision;
    this.leases = new Leases(limits);
  }

  /** The single pass: images of any size at or above the window. @throws EngineError, InvalidModel */
  pass({ card, surgery, content }: LoadedModel, channels: 1 | 3): Promise<Lease> {
    return this.take(content, surgery, scoreFrame(card), channels, "pass");
  }

  /** The untouched classifier: batches of windows, the same preprocessing before it. @throws EngineError, InvalidModel */
  dense({ card, surgery, content }: LoadedModel, channels: 1 | 3): Promise<DenseLease> {
    return this.windows(content, surgery, scoreFrame(card), channels);
  }

  /** A further network of a cascade: batches of crops, float32. @throws EngineError, InvalidModel */
  stage(
    { surgery, input, content }: LoadedStage,
    activation: Activation,
    channels: 1 | 3,
  ): Promise<DenseLease> {
    const activations = [activation, "none", "none"] as const;
    const frame = { input, activations, type: "float32" } as const;
    return this.windows(`${content} ${activation}`, surgery, frame, channels);
  }

  /** Releases what was opened for a model. @param content of it */
  forget(content: string): Promise<void> {
    return this.leases.forget((key) => key.startsWith(content));
  }

  /** Releases all; what is in use when its last lease ends. */
  close(): Promise<void> {
    return this.leases.forget(() => true);
  }

  private async windows(
    content: string,
    { classifier, window }: FullyConvolutional,
    frame: Frame,
    channels: 1 | 3,
  ): Promise<DenseLease> {
    const lease = await this.take(content, classifier, frame, channels, "windows");
    const { session } = lease;
    const shape = { ...window, channels, type: frame.type };
    try {
      const found =
        this.batchings.get(session) ??
        batching(session, shape, classifier.input.batch, this.tolerance(classifier.model));
      this.batchings.set(session, found);
      // What memory or a device failed at is found out when it is asked for again.
      found.catch(() => this.batchings.delete(session));
      return { ...lease, ...(await found) };
    } catch (cause) {
      await lease.end();
      throw cause;
    }
  }

  private tolerance(model: ModelProto): number {
    return this.precision === "half" ? halfPrecision : tolerance(model);
  }

  private take(
    content: string,
    network: NetworkWithInput,
    frame: Frame,
    channels: 1 | 3,
    shape: Shape,
  ): Promise<Lease> {
    return this.leases.take(`${content} ${shape} ${channels}`, async () => {
      const wanted = this.precision === "half" ? (inHalf(network) ?? network) : network;
      const file = framed(wanted, frame, channels, shape);
      return { session: await this.engine.open(file), bytes: file.length };
    });
  }
}

/** The single pass as a file: pixels to scores. @throws InvalidModel */
export const passNetwork = ({ card, surgery }: LoadedModel, channels: 1 | 3): Uint8Array =>
  framed(surgery, scoreFrame(card), channels, "pass");

/** The same in half precision; null where the network has none. @throws InvalidModel */
export function halfPassNetwork(
  { card, surgery }: LoadedModel,
  channels: 1 | 3,
): Uint8Array | null {
  const [half, classifier] = [inHalf(surgery), inHalf(surgery.classifier)];
  return half && classifier && framed(half, scoreFrame(card), channels, "pass");
}

/** What stands around a network. */
interface Frame {
  readonly input: InputCard;
  /** Of the outputs; null where they are maps of anchors, each read by itself. */
  readonly activations: readonly Activation[] | null;
  readonly type?: PixelType;
}

const scoreFrame = ({ input, head }: Card): Frame => ({
  input,
  activations: headOf(head).activations,
});

function framed(
  network: NetworkWithInput,
  { input, activations, type }: Frame,
  channels: 1 | 3,
  shape: Shape,
): Uint8Array {
  const model = withPixels(network, input, channels, type);
  const rank = shape === "pass" ? 4 : 2;
  return writeModel(activations ? withScores(model, activations, rank) : withRawOutputs(model));
}
