/** @file Sequential and functional models, nested or not, as one kind: layers, their calls, inputs and outputs. */
import { said } from "../../messages/said.ts";
import { z } from "zod";
import { InvalidModel } from "../../network/onnx/errors.ts";
import { checked } from "../check.ts";
import type { Reference } from "./references.ts";
import { references } from "./references.ts";
import type { TensorShape } from "./keras-tensor.ts";

export interface LayerSpec {
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** What each call of the layer reads. */
  readonly calls: readonly (readonly Reference[])[];
}

export interface ModelSpec {
  readonly name: string;
  readonly layers: readonly LayerSpec[];
  readonly inputs: readonly Reference[];
  readonly outputs: readonly Reference[];
}

const layerSchema = z.object({
  class_name: z.string(),
  name: z.string().optional(),
  config: z.record(z.string(), z.unknown()),
  inbound_nodes: z.unknown().optional(),
});
const functionalSchema = z.object({
  name: z.string().optional(),
  layers: z.array(layerSchema),
  input_layers: z.unknown(),
  output_layers: z.unknown(),
});
const sequentialSchema = z.object({ name: z.string().optional(), layers: z.array(layerSchema) });

export const isModel = (className: string): boolean =>
  ["Model", "Functional", "Sequential"].includes(className);

/** @throws InvalidModel where the configuration is none of a Sequential or functional model */
export function readTopology(className: string, config: unknown): ModelSpec {
  return className === "Sequential" ? sequential(config) : functional(config);
}

const nameOf = (layer: z.infer<typeof layerSchema>): string =>
  checked(z.string(), layer.name ?? layer.config["name"], `a layer ${layer.class_name}`);

function functional(config: unknown): ModelSpec {
  const model = checked(functionalSchema, config, "functional model");
  const layers = model.layers.map((layer): LayerSpec => ({
    className: layer.class_name,
    name: nameOf(layer),
    config: layer.config,
    calls:
      checked(z.array(z.unknown()).optional(), layer.inbound_nodes, nameOf(layer))?.map((call) =>
        references(call),
      ) ?? [],
  }));
  const inputs = references(model.input_layers);
  const outputs = references(model.output_layers);
  return { name: model.name ?? "model", layers, inputs, outputs };
}

/** A chain: each layer reads the one before, the first an input layer, which is added where the model has none. */
function sequential(config: unknown): ModelSpec {
  // The oldest Keras wrote the layers alone.
  const whole = Array.isArray(config) ? { layers: config as unknown[] } : config;
  const { name = "sequential", layers } = checked(sequentialSchema, whole, "Sequential model");
  const [first] = layers;
  if (!first) throw new InvalidModel(said("tensorflow.sequential-model-no-layers", { name }));
  const chain: LayerSpec[] = [];
  if (first.class_name !== "InputLayer") {
    const input = { batch_input_shape: batchShape(first.config) };
    chain.push({
      className: "InputLayer",
      name: `${nameOf(first)}_input`,
      config: input,
      calls: [],
    });
  }
  for (const layer of layers) {
    const before = chain.at(-1);
    chain.push({
      className: layer.class_name,
      name: nameOf(layer),
      config: layer.config,
      calls: before ? [[{ layer: before.name, call: 0, output: 0 }]] : [],
    });
  }
  const at = (index: number): Reference[] => [
    { layer: chain.at(index)?.name ?? "", call: 0, output: 0 },
  ];
  return { name, layers: chain, inputs: at(0), outputs: at(-1) };
}

const firstLayer = z.object({ layers: z.tuple([layerSchema], layerSchema) });

/** The shape that a layer says it is built for; of a nested model, that of its first layer. */
function batchShape(config: Readonly<Record<string, unknown>>): unknown {
  const said = config["batch_input_shape"] ?? config["batch_shape"] ?? config["build_input_shape"];
  const nested = firstLayer.safeParse(config).data?.layers[0].config;
  return said ?? (nested && batchShape(nested));
}

const shapeSchema = z.array(z.int().positive().nullable()).min(1);

/** Without the batch; undefined where the layer does not say it. */
export function inputShape({ config, name }: LayerSpec): TensorShape | undefined {
  const said = batchShape(config);
  return checked(shapeSchema.optional(), said, `layer "${name}": input shape`)?.slice(1);
}

/** Whether a nested model was built before it was called: the format then counts its calls from 1. */
export const builtBeforeCalls = ({ className, config }: LayerSpec): boolean =>
  isModel(className) && (className !== "Sequential" || batchShape(config) !== undefined);
