/** @file Operators put into a network where a tensor passes: valid, whatever they do to its values. */
import type { ModelProto } from "../../../src-core/network/onnx/model.ts";
import { opset } from "../../../src-core/network/onnx/model.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import type { Draw } from "./draw.ts";
import { between } from "./grown.ts";
import { recipes } from "./recipes.ts";
import type { Seed } from "./seeds.ts";
import { Steps } from "./steps.ts";

/** Puts one recipe behind a node whose output is known. */
export function insert(model: ModelProto, draw: Draw, { shapes }: Seed): void {
  const { graph } = model;
  const places = graph?.node.filter(({ output: [name = ""] }) => {
    const known = shapes.get(name);
    return known && (known.type === 1 || known.type === 10);
  });
  const producer = draw.pick(places ?? []);
  const known = shapes.get(producer?.output[0] ?? "");
  if (!graph || !producer || !known) return;
  between(graph, producer, (source, target) => {
    const steps = new Steps(source, `${target}.${draw.below(1e9)}`, known, opset(model), draw);
    const fitting = recipes.filter(({ ranks }) => !ranks || ranks.includes(known.shape.length));
    draw.pick(fitting)?.write(steps);
    graph.initializer.push(...steps.constants);
    const last = steps.nodes.at(-1);
    const renamed = steps.nodes.findLast(({ output }) => output[0] === steps.here);
    if (!last || !renamed) return [makeNode("Identity", target, [source], [target])];
    renamed.output[0] = target;
    for (const node of steps.nodes)
      node.input = node.input.map((name) => (name === steps.here ? target : name));
    return steps.nodes;
  });
}
