/** @file A model's layers in an order in which each finds its inputs; models within models are entered. */
import type { Message } from "../../messages/template.ts";
import { said } from "../../messages/said.ts";
import { InvalidModel, UnsupportedOperator } from "../../network/onnx/errors.ts";
import type { ModelScope } from "./layer-context.ts";
import { LayerContext } from "./layer-context.ts";
import { emitters } from "./layers/index.ts";
import type { Reference } from "./references.ts";
import type { LayerSpec, ModelSpec } from "./topology.ts";
import { builtBeforeCalls, isModel, readTopology } from "./topology.ts";
import type { KerasTensor } from "./keras-tensor.ts";

/**
 * Writes the model's nodes and returns its outputs.
 * @param given what the model's inputs are
 * @throws UnsupportedOperator at a layer that has no emitter
 * @throws InvalidModel where layers wait for each other, or for one that is not there
 */
export function emitLayers(
  model: ModelSpec,
  given: readonly KerasTensor[],
  scope: ModelScope,
): KerasTensor[] {
  const { layers } = model;
  const results = new Map<string, readonly KerasTensor[]>();
  const specs = new Map(layers.map((spec) => [spec.name, spec]));
  const key = ({ layer, call }: Reference): string => `${call} ${layer}`;
  const find = (reference: Reference): KerasTensor | undefined => {
    const call = countedCall(specs.get(reference.layer), reference.call);
    return results.get(key({ ...reference, call }))?.[reference.output];
  };
  if (given.length !== model.inputs.length)
    throw new InvalidModel(
      said("tensorflow.model-inputs-given", {
        name: model.name,
        inputs: model.inputs.length,
        given: given.length,
      }),
    );
  model.inputs.forEach((input, index) => {
    results.set(key(input), given.slice(index, index + 1));
  });
  let waiting = layers.flatMap((spec) => spec.calls.map((reads, call) => ({ spec, call, reads })));
  while (waiting.length > 0) {
    const left = waiting.filter(({ spec, call, reads }) => {
      const inputs = reads.map(find);
      if (!inputs.every((input) => input !== undefined)) return true;
      results.set(key({ layer: spec.name, call, output: 0 }), emit(spec, inputs, scope));
      return false;
    });
    if (left.length === waiting.length)
      throw new InvalidModel(
        said("tensorflow.layers-wait-each-other", { left: left.map(({ spec }) => spec.name) }),
      );
    waiting = left;
  }
  return model.outputs.map(
    (output) =>
      find(output) ??
      failed(
        said("tensorflow.output-layer-model-computed", { layer: output.layer, name: model.name }),
      ),
  );
}

function failed(why: Message): never {
  throw new InvalidModel(why);
}

/** Calls are counted from 1 for a nested model that was built before; where there is one call, it is meant. */
function countedCall(spec: LayerSpec | undefined, call: number): number {
  if (!spec || !isModel(spec.className)) return call;
  if (spec.calls.length === 1) return 0;
  return builtBeforeCalls(spec) ? call - 1 : call;
}

function emit(
  spec: LayerSpec,
  inputs: readonly KerasTensor[],
  scope: ModelScope,
): readonly KerasTensor[] {
  if (spec.className === "InputLayer") return inputs;
  if (isModel(spec.className)) {
    const inner = { ...scope, path: [...scope.path, spec.name] };
    return emitLayers(readTopology(spec.className, spec.config), inputs, inner);
  }
  const write = emitters.get(spec.className);
  if (!write)
    throw new UnsupportedOperator(
      said("tensorflow.layer-which-supported-convert", {
        name: spec.name,
        className: spec.className,
      }),
    );
  const layer = new LayerContext(scope, spec, inputs);
  return [layer.finish(write(layer))];
}
