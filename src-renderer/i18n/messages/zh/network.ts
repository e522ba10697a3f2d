/** @file 关于网络：简体中文。 */
import type { network as english } from "../../../../src-core/messages/english/network.ts";

export const network: Record<keyof typeof english, string> = {
  "network.inputs": "网络有 {inputs} 个输入{names}；需要的是一幅图像，因为窗口取自一幅图像",
  "network.input-kind": "输入“{name}”是{kind}：需要一个张量，即图像",
  "network.input-shape-no-length":
    "输入“{name}”的形状为 {shape}：{bad} 不是 1 至 {longestSide} 之间的长度",
  "network.input-holds-float32-float16":
    "输入“{name}”的类型为 {type}：需要 float32、float16 或整数",
  "network.input-shape-no-batch": "输入“{name}”的形状为 {shape}：没有批轴；请按 N×C×H×W 导出",
  "network.input-shape-axes-needed":
    "输入“{name}”的形状为 {shape}，有 {shape2} 个轴，需要 N×C×H×W 或 N×H×W×C：它是图像吗？",
  "network.input-shape-does-say": "输入“{name}”的形状为 {shape}：未说明有多少通道",
  "network.input-computed-from-image": "其第 {index} 个输入“{original}”不是由图像算出的",
  "network.must-constant": "其 {what} 必须是常量",
  "network.at-node": "{node}（{shapes}）：{why}",
  "network.result-channels-supported": "其结果有 {channels} 个通道，支持 1 至 {mostChannels} 个",
  "network.fills-constant-equal-values":
    "它用 {elements} 个相同的值填充常量：所有这类常量合计最多 {mostFilled} 个",
  "network.elements-only-float32-float16": "其元素类型为 {type}；只以 float32 和 float16 计算",
  "network.constants-shapes-do-broadcast": "形状为 {shape} 与 {shape2} 的常量无法广播",
  "network.no-order-axes": "[{perm}] 不是 {rank} 个轴的排列",
  "network.slice-axis-step-impossible": "对第 {named} 轴以步长 {step} 切片是不可能的",
  "network.onnx-model-bytes": "不是 ONNX 模型（{bytes} 字节）：{cause}",
  "network.onnx-model-bytes-holds": "不是 ONNX 模型（{bytes} 字节）：其中没有计算图",
  "network.attribute-more-than-32": "属性“{name}”为 {value}，超出 32 位浮点数",
  "network.holds-floats-needed": "{name}：类型为 {dataType}，需要浮点数",
  "network.holds-int64-needed": "{name}：类型为 {dataType}，需要 int64",
  "network.values-lie-another-file": "{name}：其值在另一个文件中，而该文件未被读取",
  "network.shape-impossible": "{name}：形状 {shape} 是不可能的",
  "network.values-stored-declared": "{name}：存有 {stored} 个值，而声明为 {size} 个",
  "network.holds-which-supported": "{name}：类型为 {dataType}，不支持",
  "network.holds-type-unsupported": "{name}：类型为 {type}，不支持",
  "network.no-whole-number": "{value} 不是整数",
  "network.network-no-output": "网络没有输出",
  "network.model-no-graph": "模型没有计算图",
  "network.card-says-channels-network":
    "模型卡写的是 {color}（{targets} 个通道），而网络读取 {channels} 个",
  "network.constant-stored-sparse-tensor":
    "常量“{name}”{more}以稀疏张量存储，不支持读取：请以稠密的 initializer 导出模型",
  "network.functions-put-where-they": "其函数展开后超过 {mostNodes} 个节点：分类器的网络不会如此",
  "network.function-calls-itself": "其函数“{name}”调用自身",
  "network.functions-call-each-other": "其函数相互调用超过 {deepest} 层",
  "network.function-operator-set-holds":
    "其算子集 {from} 的函数含有 {opType}，而它在模型自己的算子集 {to} 中是另一个算子：请不带函数导出，或只用一个算子集",
  "network.no-order-them-can": "{count} 个节点相互等待，形成循环：{nodes}{more}；无法排出计算顺序",
  "network.input-leaves-width-height": "输入“{name}”未规定宽和高：请指定窗口的大小，例如 28×28",
  "network.window-none-whole-numbers": "窗口 {width}×{height} 无效：需为不小于 1 的整数",
  "network.window-larger-than": "窗口 {width}×{height} 大于 {longestSide}×{longestSide}",
  "network.outputs-look-different-pixels":
    "输出“{name}”与“{name2}”看到的像素不同：它们不属于同一个窗口",
  "network.output-cells-one-window":
    "输出“{output}”为 {value}，在一个窗口 {width2}×{height2} 上有 {height}×{width} 个单元，应为 1×1：它不是分类器，或是用更小的窗口训练的，请指定该窗口，例如 224×224",
  "network.output-classes-order-supported": "输出“{output}”的类别顺序不受支持",
  "network.output-holds-scores-needed":
    "输出“{output}”的类型为 {type}：得分需为 float32 或 float16",
  "network.level-cell-every-pixels":
    "第 {index} 层每 {jump}×{jump2} 像素一个单元：最粗的 {coarsest} 不是它的倍数",
  "network.level-no-outputs": "第 {index} 层没有输出",
  "network.anchors-numbers-each-need":
    "“{name}”为 {value}：{anchors} 个锚框各 {each} 个数，需要 {anchors2} 个通道",
  "network.different-numbers-cells": "“{name}”与“{name2}”的单元数不同",
  "network.cell-every-pixels-card": "“{name}”每 {jump} 像素一个单元，而模型卡写的是 {stride}",
  "network.computed-twice-second-time": "“{name}”被计算了两次，第二次由 {description}",
  "network.belongs-onnx-itself-export":
    "它属于“{domain}”，而非 ONNX 本身：请不带针对某一运行时的优化导出",
  "network.holds-constant-which-read": "它以 {form} 存放常量，不支持读取",
  "network.input-there-file-damaged": "没有其输入“{missing}”：文件已损坏",
  "network.branch-missing": "缺少其 {taken}",
  "network.no-listed-output": "没有输出“{wanted}”；现有 {all}",
  "network.output-levels-card-boxes":
    "输出“{wanted}”为 {shape}：模型卡的各层共有 {boxes} 个框（{counted}），每个 {numbers} 个数（N×{boxes}×{numbers}）",
  "network.model-uses-operator-set":
    "模型使用算子集 {version}；支持 {oldest} 至 {newest}：请重新导出",
  "network.network-nodes-more-than": "网络有 {needed} 个节点：分类器不会超过 {mostNodes} 个",
  "network.output-computed-from-image": "输出“{name}”不是由图像算出的",
  "network.no-such-output": "没有输出“{wanted}”；现有 {names}",
  "network.name-characters-more-than": "{opType} 的一个名称有 {name} 个字符，超过 {longestName} 个",
  "network.named-inputs": "：{names}",
  "network.sequence": "序列",
  "network.map": "映射",
  "network.optional": "可选值",
  "network.sparse": "稀疏张量",
  "network.opaque": "自定义类型",
  "network.unknown-shape": "形状未知",
  "network.constant": "常量 {shape}",
  "network.scalar": "标量常量",
  "network.unknown": "未知",
  "network.and-more": "，另有 {count} 个",
  "network.and-more-sparse": "（另有 {count} 个）",
  "network.too-many-constants":
    "到此为止需要的常量多于文件权重所能说明的（{what}，{left}）：请在导出时做常量折叠",
  "network.constants-more": "还要 {count} 个",
  "network.looked-at-again": "它们被反复读取",
  "network.elements-left": "{allowed} 个可计算的元素中还剩 {left} 个",
  "network.own-graph": "它自带一个计算图",
  "network.no-rule": "没有规则说明它在整幅图像上的含义",
  "network.scores-before": "{why}：应取的输出为“{before}”",
  "network.statistics":
    "它对窗口的所有位置求均值和方差：在整幅图像上就成了图像的均值和方差，相邻窗口无法在同一张图中各有自己的。统计量为常量的批归一化可以转换",
  "network.group-normalisation": "它是组归一化：{why}",
  "network.instance-normalisation": "它是实例归一化：{why}",
  "network.recurrent":
    "它逐步读取输入并记忆：它对一个位置的结论取决于之前的所有位置，在整幅图像上就取决于窗口之外的像素",
  "network.attention":
    "它是注意力：每个位置都关注其他所有位置，在整幅图像上就关注整幅图像，而不是自己的窗口",
  "network.upsampling": "它使特征图变细，或缩放到给定大小：其单元不再对应步幅均匀的窗口",
  "network.decision": "它给出的是位置或标签，而不是得分：请取它之前的张量作为输出",
  "network.flow": "它自带一个走向取决于数值的计算图：请按固定走向导出模型",
  "network.integer-arithmetic":
    "它以量化整数计算：请在浮点算子前后使用 QuantizeLinear 与 DequantizeLinear 导出（QDQ 格式）",
  "network.notation": "其求和以公式给出，不支持读取：请改用 MatMul、Gemm 或 Conv 导出",
  "network.random": "它产生随机数，如训练时的随机增强和 dropout：请按推理模式导出模型",
  "network.crops": "它裁出一个位置由计算得到的区域，这对同时处理的所有窗口没有意义",
  "network.part-of-group-normalisation":
    "它是组归一化的一部分（拆写为 Reshape、InstanceNormalization、Reshape）：均值和方差取自窗口的所有位置，在整幅图像上就成了图像的。统计量为常量的批归一化可以转换",
  "network.position-embedding":
    "它加上位置嵌入，即随窗口内位置而变的常量：在整幅图像上，每个窗口都需要在自己的位置有它，没有一张图能容纳{then}",
  "network.attention-follows": "；其后是注意力（在“{name}”处）",
  "network.part-of-attention":
    "它是注意力的一部分，拆写为 MatMul、Softmax、MatMul（在“{name}”处）：每个位置都关注其他所有位置，在整幅图像上就关注整幅图像，而不是自己的窗口",
  "network.pads":
    "{operator} “{name}” 带有填充：在图像内部，单元看到相邻像素，而窗口看到的是填充值，因此单次前向只是接近",
  "network.exact-with-pool":
    "没有填充，ceil 模式的池化在 {width}×{height} 上也没有起作用的不完整位置：每个单元只取决于自己的窗口",
  "network.exact": "没有填充，也没有 ceil 模式的池化：每个单元只取决于自己的窗口",
  "network.a-pool": "一个池化层",
  "network.ceil-cut-off":
    "{operator} “{name}” 在被裁掉的行或列之后以 ceil 模式池化：其最后一个位置在窗口上不完整，在图像内部却完整，因此单次前向只是接近",
  "network.ceil":
    "{operator} “{name}” 以 ceil 模式池化：一个单元取决于 {seenWidth}×{seenHeight} 个像素，窗口只有 {width}×{height}；与 {fieldWidth}×{fieldHeight} 的窗口相比严格相等",
  "network.metadata-classes": "{count} 个类别，取自文件元数据“{listing}”：{names}",
  "network.metadata-classes-unused":
    "文件元数据“{listing}”列出 {count} 个类别，而网络有 {scores} 个得分：未使用这些名称",
  "network.metadata-window": "窗口 {width}×{height}，取自文件元数据“imgsz”（输入未规定大小时）",
  "network.metadata-task": "文件元数据说明它用于“{task}”，并非对窗口分类：其得分按分类器处理",
  "network.named-input": "“{name}”{shape}",
};
