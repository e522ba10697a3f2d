/** @file Attributes that are missing, of the wrong type, or hold numbers that nobody meant. */
import { create } from "@bufbuild/protobuf";
import type { GraphProto, NodeProto } from "../../../src-core/network/onnx/model.ts";
import { makeNode } from "../../../src-core/network/onnx/node.ts";
import type { AttributeProto } from "../../../src-core/network/schema/onnx_pb.ts";
import {
  AttributeProto_AttributeType as Type,
  AttributeProtoSchema,
  GraphProtoSchema,
} from "../../../src-core/network/schema/onnx_pb.ts";
import type { Draw } from "./draw.ts";
import { odd } from "./draw.ts";

const names = [
  ...["kernel_shape", "strides", "dilations", "pads", "group", "auto_pad", "ceil_mode", "axis"],
  ...["axes", "perm", "keepdims", "alpha", "beta", "transA", "transB", "epsilon", "value", "to"],
  ...["value_ints", "value_floats", "starts", "ends", "split", "allowzero", "mode", "size", "p"],
  ...["min", "max", "training_mode", "batch_dims", "storage_order", "noop_with_empty_axes"],
] as const;

const text = (draw: Draw): Uint8Array =>
  draw.oneOf(
    new TextEncoder().encode(
      draw.oneOf("SAME_UPPER", "SAME_LOWER", "VALID", "reflect", "wrap", ""),
    ),
    Uint8Array.of(0xff, 0xfe, 0xc0, 0x80),
    new Uint8Array(1000),
  );

const inner = (): GraphProto =>
  create(GraphProtoSchema, { node: [makeNode("Relu", "", ["image"], ["inner"])] });

/** Other values in the same fields, or some in fields of another type. */
function overwrite(attribute: AttributeProto, draw: Draw): void {
  const change: readonly [() => void, ...(() => void)[]] = [
    () => (attribute.i = odd(draw)),
    () => (attribute.f = draw.oneOf(NaN, Infinity, -Infinity, 0, -1, 1e38, 1e-45)),
    () => (attribute.s = text(draw)),
    () => (attribute.ints = Array.from({ length: draw.from(0, 9) }, () => odd(draw))),
    () => (attribute.ints = attribute.ints.map((own) => (draw.chance(0.5) ? own : odd(draw)))),
    () => (attribute.ints = attribute.ints.slice(1)),
    () => (attribute.floats = [NaN, 1e38, -0]),
    () => (attribute.type = draw.oneOf(Type.INT, Type.STRING, Type.TENSOR, Type.GRAPH)),
    () => (attribute.refAttrName = "other"),
    () => (attribute.g = inner()),
    () => delete attribute.t,
  ];
  draw.oneOf(...change)();
}

export function attributeDamage(node: NodeProto, draw: Draw): void {
  const { attribute: list } = node;
  const known = draw.pick(list);
  const fate = draw.number();
  if (!known || fate < 0.2) {
    const added = create(AttributeProtoSchema, { name: draw.pick(names) ?? "" });
    overwrite(added, draw);
    list.splice(draw.below(list.length + 1), 0, added);
  } else if (fate < 0.3) list.splice(list.indexOf(known), 1);
  else if (fate < 0.35) known.name = draw.pick(names) ?? "";
  else if (fate < 0.4) list.push(known);
  else overwrite(known, draw);
}
