/** @file 关于在整幅图像上含义不同的算子：简体中文。 */
import type { operators as english } from "../../../../src-core/messages/english/operators.ts";

export const operators: Record<keyof typeof english, string> = {
  "operators.makes-constant-shape-which": "它生成形状为 [{shape}] 的常量，这是不可能的",
  "operators.makes-values-constant-shape": "它为形状 {shape} 的常量生成了 {touched} 个值",
  "operators.draws-random-numbers-export": "它产生随机数：请按推理模式导出",
  "operators.scales-given-blocks-which": "其比例按块给出，不支持",
  "operators.scales-slices": "它有 {values} 个比例，而切片有 {shape} 个",
  "operators.makes-constant-shape-which-2": "它生成形状为 {shape} 的常量，大得离谱",
  "operators.shape-does-hold-values": "形状 [{wanted}] 装不下 {size} 个值",
  "operators.leaves-out-axes-length": "它去掉长度为 {long} 的轴，而长度应为 1",
  "operators.index-lies-outside-values": "下标 [{wanted}] 超出其 {length} 个值",
  "operators.parts-do-fit-together": "其各部分拼不到一起",
  "operators.shape-impossible": "形状 [{shape}] 是不可能的",
  "operators.shape-impossible-2": "形状 [{lengths}] 是不可能的",
  "operators.range-values-absurd": "含 {count} 个值的序列大得离谱",
  "operators.index-lies-outside-places": "其下标 {index} 超出 {length} 个位置",
  "operators.elements-each-channels-picked":
    "在它之前从 {value} 的 {channels} 个通道中各挑出了 {elements} 个元素，过多",
  "operators.inputs-move-over-image":
    "其各输入以不同的步幅在图像上移动：在更大的图像上，它们的单元不再对应",
  "operators.input-image-needed": "其输入为 {context}，需要的是图像",
  "operators.cuts-channels-off-which": "它截去通道，不支持",
  "operators.input-needed": "其输入为 {context}，需要 N×C×H×W",
  "operators.kernel-larger-than-channels": "其大小为 {size} 的核大于 {channels} 个通道",
  "operators.mean-over-channels-too": "其 {channels} 个通道的均值大到无法写成卷积",
  "operators.input-elements-too-many":
    "其输入有 {channels}×{height}×{width} 个元素，多到无法逐一区分",
  "operators.axis-there-input-axes": "没有其第 {axis} 轴：输入有 {rank} 个轴",
  "operators.axis-channels-joined-along":
    "其第 {axis} 轴不是 {value} 的通道；沿行或列拼接后，窗口的各部分就不在相邻窗口所期望的位置",
  "operators.joins-constant-what-computed":
    "它把常量与由图像算出的内容拼接（类别标记、位置坐标）：在整幅图像上，每个窗口都需要在自己的位置有该常量",
  "operators.do-lie-side-side": "{value} 与 {value2} 在第 {axis} 轴上无法并排",
  "operators.kernels-groups-read-channels":
    "其 {group} 组中的 {filters} 个核读取 {channels} 个通道，而输入有 {channels2} 个",
  "operators.kernel-shape-weights": "其 kernel_shape 为 {given}，而权重为 {size}",
  "operators.bias-shape-kernels": "其偏置形状为 {bias}，而核有 {filters} 个",
  "operators.takes-rows-columns-only":
    "它取第 {places}… 行或列：只有等间隔且正向的取法在整幅图像上含义相同",
  "operators.takes-rows-columns-which": "它取 {length} 行或列中的 {places} 个，间隔不均匀",
  "operators.weights-read-values-input":
    "其权重为 {shape}，读取 {inputs} 个值，而输入有 {length} 个",
  "operators.weights-matrix-each-which":
    "其权重为 {shape}，即 {batches} 个各有一个矩阵，不支持：只支持共用一个矩阵",
  "operators.input-sums-over-batch": "其输入为 {value}：它对批求和",
  "operators.sums-over-rows-columns":
    "它对行或列求和，却把通道分开（或分组处理），这不是对所有通道的卷积",
  "operators.input-axes-needed": "其输入有 {layout} 个轴，需要 2 个",
  "operators.bias-shape-units": "其偏置形状为 {shape}，而单元有 {units} 个",
  "operators.multiplies-two-tensors-both":
    "它把两个都由图像算出的张量相乘，如注意力那样：每个位置因此取决于其他所有位置，在整幅图像上就取决于整幅图像，而不是自己的窗口",
  "operators.axis-neither-channels-nor": "{value} 的第 {axis} 轴既不是通道，也不是行或列",
  "operators.leaves-nothing": "它什么也没有留下",
  "operators.parts-do-make-up": "其 {lengths} 各部分合不成 {length}",
  "operators.indices-shape-pick-single": "其形状为 {shape} 的下标挑取单个元素，不支持",
  "operators.indices-list-places": "其下标 [{places}{more}] 不是 {length} 个位置中的列表",
  "operators.training-mode-where-measures": "它处于训练模式，会统计自己的输入：请按推理模式导出",
  "operators.values-channels": "“{name}”有 {wrong} 个值，而通道有 {wanted} 个",
  "operators.channels-axis": "其通道不在 {value} 的第 1 轴上",
  "operators.measures-mean-variance-over":
    "它对窗口的所有位置求均值和方差：在整幅图像上就成了图像的均值和方差，相邻窗口无法在同一张图中各有自己的",
  "operators.also-returns-statistics": "它还返回统计量",
  "operators.scale-bias-shape-channels": "其比例或偏置形状为 {odd}，而通道有 {channels} 个",
  "operators.axis-channels": "{value} 的第 {axis} 轴不是通道",
  "operators.input-image-needed-2": "其输入为 {value}，需要的是图像",
  "operators.adds-images-batch": "它向批中添加图像",
  "operators.pads-axes": "其填充为 [{given}]，而轴为 {axes}",
  "operators.pads-which-absurd": "其填充为 [{given}]，大得离谱",
  "operators.constant-shape-more-axes": "其常量形状为 {own}，轴比 {value} 多",
  "operators.constant-shape-does-fit": "其形状为 {shape} 的常量与 {value} 不匹配",
  "operators.constant-shape-differs-from":
    "其形状为 {shape} 的常量随窗口内的位置而变：在整幅图像上，同一位置在每个窗口中对应不同的常量",
  "operators.training-mode-where-draws": "它处于训练模式，会产生随机数：请按推理模式导出",
  "operators.no-single-number": "其 {attribute} 不是单个数",
  "operators.no-operand": "它没有操作数",
  "operators.constant-tells-elements-window": "其常量区分窗口内的各元素，只在一个张量时支持",
  "operators.operands-different-types": "其操作数类型不同：{types}",
  "operators.do-lie-axis-axis": "{a} 与 {b} 的轴不能逐一对应",
  "operators.also-returns-places-maxima": "它还返回最大值的位置，即窗口内的位置",
  "operators.pads-dilations-once-which": "它同时带有填充和空洞，不支持",
  "operators.mean-over-places-too": "其 {kernel} 个位置的均值太大，无法以空洞方式展开",
  "operators.ceil-mode-last-position":
    "在 ceil 模式下，它在窗口 {length} 个位置上的最后一个位置不完整，幂平均不支持这种情形：请选择其特征图能被大小为 {kernel} 的核和 {stride} 的步幅整除的窗口",
  "operators.power-no-root-more": "其 {power} 次幂没有根：需为 1 或更大",
  "operators.scale-each-channel-tensor": "它对由图像算出的张量的每个通道各有一个比例",
  "operators.takes-all-axes-together": "它把所有轴合在一起，批也在内",
  "operators.takes-images-batch-together": "它把一批中的各图像合在一起",
  "operators.takes-channels-places-together":
    "它把 {value} 的部分通道和位置合在一起，而不是全部，不支持",
  "operators.takes-groups-channels-together": "它把 {value} 的 {count} 组通道合在一起，不支持",
  "operators.repeats-times-over-window":
    "它把 {value} 沿窗口的行和列重复 {times} 次：在整幅图像上，每个窗口都需要自己的一份",
  "operators.repeats-one-each-axes": "其重复次数 [{times}] 与 {layout} 个轴不一一对应",
  "operators.gives-axes": "它给 {own} 个轴的张量 {wanted} 个轴",
  "operators.shape-does-fit": "其形状 [{wanted}] 不匹配",
  "operators.turns-into-which-splits":
    "它把 {value} 变为 [{shape}]，即把窗口的行或列拆开：在更大的图像上就成了别的行和列",
  "operators.shape-does-hold-elements":
    "其形状 [{given}] 装不下一个窗口的 {total} 个元素，即 {value}",
  "operators.axis-length-window": "其第 {long} 轴在一个窗口上长度为 {layout}，不是 1",
  "operators.input-made-single-places":
    "其输入为 {value}，由窗口的单个位置组成（不能整除的自适应池化即如此），没有可供滑动的相邻位置：其后可接全连接层，或选择池化能整除其特征图的窗口",
  "operators.input-needed-2": "其输入为 {value}，需要 N×C×H×W",
  "operators.auto-pad-dilations-read":
    "其 auto_pad “{mode}”与空洞 {spread} 一起有两种读法：请改用 pads 导出",
  "operators.kernel-axes-needed": "其核有 {kernel} 个轴，需要 2 个",
  "operators.kernel-larger-than-input": "其核 {kernel}×{kernel2} 大于输入 {height}×{width}",
  "operators.strides-up-here-absurdly": "到此为止的步幅大得离谱",
  "operators.auto-pad-unknown": "其 auto_pad “{mode}”未知",
  "operators.needed": "其 {name} 为 [{given}]，需要 {fallback} 个",
  "operators.from": "其 {name} 为 {length}，不在 {least} 至 {longest} 之间",
  "operators.weighs-places-window-against":
    "它让窗口内各位置相互加权：在整幅图像上就会与整幅图像的位置一起加权",
  "operators.axis-classes": "{value} 的第 {axis} 轴不是类别",
  "operators.places-cut-into-blocks": "其 {height}×{width} 个位置不能切成 {down}×{right} 的块",
  "operators.blocks-places-side": "其块的边长为 {size} 个位置",
  "operators.and-so-on": "，…",
  "operators.squeeze-and-excite":
    "它把 {one} 与 {other} 结合：整个窗口的一个数作用于窗口的每个位置，如 squeeze-and-excite 那样。在整幅图像上，相邻窗口共用位置却不共用该数，因此没有一张图能容纳结果",
  "operators.different-rows": "{one} 与 {other} 的行和列不同",
  "operators.constant-unsupported": "它以不支持的方式计算常量：请在导出时做常量折叠",
};
