/** @file MTCNN's networks as one detector: thresholds, overlaps and pyramid as its authors published them. */
import { said } from "../../messages/said.ts";
import type { PnetHead, StageCard } from "../../contract/heads.ts";
import { InvalidModel } from "../../network/onnx/errors.ts";
import type { ImportedNetwork } from "../imported-network.ts";

/** A network that looks at what the one before it has found. */
interface Further<T> {
  readonly network: T;
  /** All of its card but the file and its hash. */
  readonly stage: Omit<StageCard, "file" | "sha256">;
  readonly name: string;
}

export interface MtcnnCascade<T extends ImportedNetwork> {
  readonly first: T;
  readonly further: readonly Further<T>[];
  readonly head: Omit<PnetHead, "stages">;
}

const outputs = { scores: "scores", boxes: "regression" };

/** Source: davidsandberg/facenet, detect_face.py. */
const stages: Readonly<Record<string, Further<null>["stage"]>> = {
  rnet: {
    window: 24,
    threshold: 0.7,
    nms: 0.7,
    overlap: "union",
    nmsAfterRegression: false,
    outputs,
  },
  onet: {
    window: 48,
    threshold: 0.7,
    nms: 0.7,
    overlap: "minimum",
    nmsAfterRegression: true,
    outputs: { ...outputs, landmarks: "landmarks" },
  },
};

const nameOf = ({ title }: ImportedNetwork): string => title.replace("MTCNN ", "").toLowerCase();

/** Whether networks make a cascade: there is one that proposes. */
export const isCascade = (networks: readonly ImportedNetwork[]): boolean =>
  networks.length > 1 && networks.some((network) => nameOf(network) === "pnet");

/**
 * @param networks of `importMtcnn`, in any order
 * @throws InvalidModel where one is there twice, or is none of MTCNN's
 */
export function cascadeOf<T extends ImportedNetwork>(networks: readonly T[]): MtcnnCascade<T> {
  const known = new Map<string, T>();
  for (const network of networks) {
    const name = nameOf(network);
    if (known.has(name))
      throw new InvalidModel(said("mtcnn.there-twice-name-once", { title: network.title }));
    if (name !== "pnet" && !(name in stages))
      throw new InvalidModel(said("mtcnn.none-mtcnn-networks-import", { title: network.title }));
    known.set(name, network);
  }
  const first = known.get("pnet");
  if (!first) throw new InvalidModel(said("mtcnn.mtcnn-pnet-det1-npy"));
  const further = Object.entries(stages).flatMap(([name, stage]) => {
    const network = known.get(name);
    return network ? [{ name, stage, network }] : [];
  });
  return { first, further, head };
}

const head: Omit<PnetHead, "stages"> = {
  kind: "pnet",
  classes: ["background", "face"],
  background: 0,
  activation: "none",
  outputs,
  threshold: 0.6,
  nms: { scale: 0.5, all: 0.7 },
  nmsAfterRegression: false,
  pyramid: { smallest: 20, factor: 0.709 },
};
