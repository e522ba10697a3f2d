/** @file What every importer hands over: a network, and as much of its card as the source knows. */
import type { InputCard } from "../contract/card.ts";
import type { ClassifierHead } from "../contract/heads.ts";
import type { ModelProto } from "../network/onnx/model.ts";

/**
 * A field that the source does not know is absent, never guessed: whoever writes the card asks for it.
 */
export interface ImportedNetwork {
  /** ONNX, opset 17, one input. The batch is symbolic. */
  readonly model: ModelProto;
  /** What the source calls the network. */
  readonly title: string;
  readonly input: Partial<InputCard>;
  readonly head: Partial<ClassifierHead>;
  readonly license?: string;
  /** Where the weights come from, in words for the card's provenance. */
  readonly source: string;
}

export const importedVersion = { irVersion: 8n, opset: 17 } as const;
