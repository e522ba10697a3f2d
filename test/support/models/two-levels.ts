/** @file A detector with two levels on images of 160×120, whose lists are joined as exporters do it. */
import type { ModelProto } from "../../../src-core/network/onnx/model.ts";
import { elementTypes } from "../../../src-core/network/onnx/element-types.ts";
import { typedInfo } from "../zoo/builder/info.ts";
import { GraphBuilder } from "../zoo/builder/graph.ts";

const anchors = 4;

/**
 * 15×20×4 + 8×10×4 boxes: scores Softmax(Mul(Concat)), boxes a plain Concat, or behind an Exp.
 * @param seen which lists show their Concat
 */
export function twoLevels(seen: { readonly scores: boolean; readonly boxes: boolean }): ModelProto {
  const graph = new GraphBuilder({ name: "two", window: { width: 160, height: 120 }, channels: 3 });
  const maps = [graph.conv(4, 8, { stride: 8 }).here, graph.conv(4, 3, { stride: 2, pad: 1 }).here];
  const list = (numbers: number): string => {
    const parts = maps.map((map) => {
      graph.from(map).conv(anchors * numbers, 3, { pad: 1 });
      const [, rows = 0, columns = 0] = graph.here.shape;
      return graph
        .op("Transpose", { perm: [0, 2, 3, 1] })
        .op("Reshape", {}, [graph.integers([1, rows * columns * anchors, numbers])]).here.name;
    });
    return graph.emit("Concat", parts, { axis: 1 });
  };
  /** Nobody follows a list through it. */
  const hidden = (name: string): string => graph.emit("Neg", [graph.emit("Neg", [name])]);
  const classes = graph.emit("Mul", [list(3), graph.floats(3)]);
  const scores = graph.emit("Softmax", [seen.scores ? classes : hidden(classes)], { axis: 2 });
  const boxes = seen.boxes ? list(4) : hidden(list(4));
  const model = graph.finish();
  if (model.graph)
    model.graph.output = [
      typedInfo(scores, [1, 1520, 3], elementTypes.float32),
      typedInfo(boxes, [1, 1520, 4], elementTypes.float32),
    ];
  for (const input of model.graph?.input ?? [])
    Object.assign(input, typedInfo(input.name, [1, 3, 120, 160], elementTypes.float32));
  return model;
}
