/** @file 关于 TensorFlow.js 层模型：简体中文。 */
import type { tensorflow as english } from "../../../../src-core/messages/english/tensorflow.ts";

export const tensorflow: Record<keyof typeof english, string> = {
  "tensorflow.axis-none-axes": "没有第 {axis} 轴：共有 {rank} 个轴",
  "tensorflow.activation-supported-export-model":
    "不支持其激活函数 {name}：请用 tf2onnx 将模型导出为 ONNX",
  "tensorflow.model-inputs-given": "模型“{name}”有 {inputs} 个输入，而给出了 {given} 个",
  "tensorflow.layers-wait-each-other": "层 {left} 相互等待，或等待不存在的层",
  "tensorflow.output-layer-model-computed": "模型“{name}”的输出层“{layer}”没有被计算",
  "tensorflow.layer-which-supported-convert":
    "层“{name}”为 {className}，不支持：请用 tf2onnx 将 Keras 模型转换为 ONNX，或替换该层",
  "tensorflow.inputs-needed": "它有 {inputs} 个输入，需要 1 个",
  "tensorflow.weight-missing": "{title}：缺少其权重 {part}",
  "tensorflow.shape-axes-needed": "{title}：其 {part} 的形状为 {shape}，需要 {rank} 个轴",
  "tensorflow.values-channels": "{title}：其 {part} 有 {values} 个值，而通道有 {channels} 个",
  "tensorflow.at-layer": "{title}：{why}",
  "tensorflow.layer-may": "层“{layer}”：其 {part} 可能是 {fitting}",
  "tensorflow.weight-fits-both-layer": "权重 {name} 既符合层“{owner}”，也符合“{path}”",
  "tensorflow.model-class-supported-make":
    "不支持 {classname} 类的模型：请改为 Sequential 或函数式模型",
  "tensorflow.model-json-graph-model":
    "model.json 是图模型，没有层：请用 `tensorflowjs_converter --output_format tfjs_layers_model` 转换 Keras 模型，或用 tf2onnx 转换为 ONNX",
  "tensorflow.model-inputs-image-needed": "模型“{name}”有 {inputs} 个输入，需要 1 幅图像",
  "tensorflow.model-does-say-input": "模型“{name}”未说明其输入的形状：请在构建之后保存",
  "tensorflow.model-returns-input-no": "模型“{name}”直接返回其输入 {shape}：没有进行计算的层",
  "tensorflow.alpha-does-fit-input": "其 alpha {shape} 与输入不匹配",
  "tensorflow.reads-channels-groups-filters":
    "其 {part} 分 {group} 组为 {filters} 个滤波器读取 {inputs} 个通道，而输入有 {channels} 个",
  "tensorflow.kernel-reads-values-input": "其核读取 {length} 个值，而输入有 {last} 个",
  "tensorflow.inputs-least-needed": "它有 {inputs} 个输入，至少需要 2 个",
  "tensorflow.inputs-differ-their-number": "其输入 {shapes} 的轴数不同",
  "tensorflow.inputs-do-fit-each": "其输入 {shapes} 互不匹配",
  "tensorflow.axis-input-axes-channels": "{rank} 个轴的输入的第 {axis} 轴不是通道",
  "tensorflow.values-channels-2": "其 {label} 有 {value} 个值，而通道有 {shape} 个",
  "tensorflow.input-does-fill": "其输入 {shape} 填不满 {targetshape}",
  "tensorflow.dims-no-order-axes": "dims {dims} 不是输入 {axes} 个轴的排列",
  "tensorflow.says-no": "它没有说明 {field}",
  "tensorflow.leaves-nothing-input": "它使输入 {shape} 什么也不剩",
  "tensorflow.kernel-stride-padding-same":
    '核 {kernel}、步幅 {strides}、填充 "same" 需要大小已知的输入',
  "tensorflow.input-no-image-known": "其输入 {shape} 不是通道数已知的图像（{format}）",
  "tensorflow.shards-hold-bytes-their": "分片 {paths} 有 {bytes} 字节，而其权重需要 {needed} 字节",
  "tensorflow.shard-missing-belongs-beside": "缺少分片 {name}：它应与 model.json 放在一起",
  "tensorflow.weight-holds-numbers-needed": "权重 {name} 的类型为 {type}，需要的是数值",
  "tensorflow.sequential-model-no-layers": "Sequential 模型“{name}”没有层",
  "tensorflow.layer": "层“{path}”（{kind}）",
};
