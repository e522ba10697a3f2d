/** @file What is said of networks, in English. */

export const network = {
  "network.inputs":
    "the network has {inputs} inputs{names}; one image is needed, since a window is cut from one image",
  "network.input-kind": 'input "{name}" is {kind}: one tensor, an image, is needed',
  "network.input-shape-no-length":
    'input "{name}" has shape {shape}: {bad} is no length from 1 to {longestSide}',
  "network.input-holds-float32-float16":
    'input "{name}" holds {type}: float32, float16 or whole numbers are needed',
  "network.input-shape-no-batch":
    'input "{name}" has shape {shape}: it has no batch axis; export it as N×C×H×W',
  "network.input-shape-axes-needed":
    'input "{name}" has shape {shape}: {shape2} axes, N×C×H×W or N×H×W×C is needed: is it an image?',
  "network.input-shape-does-say":
    'input "{name}" has shape {shape}: it does not say how many channels it has',
  "network.input-computed-from-image":
    'its input {index} "{original}" is not computed from the image',
  "network.must-constant": "its {what} must be constant",
  "network.at-node": "{node} ({shapes}): {why}",
  "network.result-channels-supported":
    "its result has {channels} channels, 1 to {mostChannels} are supported",
  "network.fills-constant-equal-values":
    "it fills a constant with {elements} equal values: all such constants together may have {mostFilled}",
  "network.elements-only-float32-float16":
    "its elements are {type}; only float32 and float16 are computed with",
  "network.constants-shapes-do-broadcast":
    "constants of shapes {shape} and {shape2} do not broadcast",
  "network.no-order-axes": "[{perm}] is no order of {rank} axes",
  "network.slice-axis-step-impossible": "slice of axis {named} with step {step} is impossible",
  "network.onnx-model-bytes": "not an ONNX model ({bytes} bytes): {cause}",
  "network.onnx-model-bytes-holds": "not an ONNX model ({bytes} bytes): it holds no graph",
  "network.attribute-more-than-32":
    'attribute "{name}" is {value}, more than a 32-bit float can be',
  "network.holds-floats-needed": "{name}: holds {dataType}, floats are needed",
  "network.holds-int64-needed": "{name}: holds {dataType}, int64 is needed",
  "network.values-lie-another-file": "{name}: its values lie in another file, which was not read",
  "network.shape-impossible": "{name}: shape {shape} is impossible",
  "network.values-stored-declared": "{name}: {stored} values stored, {size} declared",
  "network.holds-which-supported": "{name}: holds {dataType}, which is not supported",
  "network.holds-type-unsupported": "{name}: holds {type}, which is not supported",
  "network.no-whole-number": "{value} is no whole number",
  "network.network-no-output": "the network has no output",
  "network.model-no-graph": "the model has no graph",
  "network.card-says-channels-network":
    "the card says {color} ({targets} channels), the network reads {channels}",
  "network.constant-stored-sparse-tensor":
    'constant "{name}"{more} is stored as a sparse tensor, which is not read: export the model with dense initializers',
  "network.functions-put-where-they":
    "its functions, put in where they are called, make more than {mostNodes} nodes: that is no classifier's network",
  "network.function-calls-itself": 'its function "{name}" calls itself',
  "network.functions-call-each-other": "its functions call each other more than {deepest} deep",
  "network.function-operator-set-holds":
    "its function of operator set {from} holds {opType}, which is another in the model's own set {to}: export the model without functions, or for one operator set",
  "network.no-order-them-can":
    "{count} {count#node reads its own result|nodes wait for each other in a circle}: {nodes}{more}; no order of them can be computed",
  "network.input-leaves-width-height":
    'input "{name}" leaves its width and height open: say the window\'s size with --window, as 28x28',
  "network.window-none-whole-numbers":
    "a window of {width}×{height} is none: whole numbers from 1 are needed",
  "network.window-larger-than":
    "a window of {width}×{height} is larger than {longestSide}×{longestSide}",
  "network.outputs-look-different-pixels":
    'outputs "{name}" and "{name2}" look at different pixels: they belong to no one window',
  "network.output-cells-one-window":
    'output "{output}" is {value}, {height}×{width} cells on one window {width2}×{height2}, 1×1 is needed: it is no classifier, or it was trained on a smaller window: say that with --window, as 224x224',
  "network.output-classes-order-supported":
    'output "{output}" has its classes in an order that is not supported',
  "network.output-holds-scores-needed":
    'output "{output}" holds {type}: scores are needed as float32 or float16',
  "network.level-cell-every-pixels":
    "level {index} has a cell for every {jump}×{jump2} pixels: the coarsest one, {coarsest}, is no multiple of it",
  "network.level-no-outputs": "level {index} has no outputs",
  "network.anchors-numbers-each-need":
    '"{name}" is {value}: {anchors} anchors with {each} numbers each need {anchors2} channels',
  "network.different-numbers-cells": '"{name}" and "{name2}" have different numbers of cells',
  "network.cell-every-pixels-card":
    '"{name}" has a cell for every {jump} pixels, the card says {stride}',
  "network.computed-twice-second-time":
    '"{name}" is computed twice, the second time by {description}',
  "network.belongs-onnx-itself-export":
    'it belongs to "{domain}", not to ONNX itself: export without optimisations for one runtime',
  "network.holds-constant-which-read": "it holds its constant as {form}, which is not read",
  "network.input-there-file-damaged": 'its input "{missing}" is not there: the file is damaged',
  "network.branch-missing": "its {taken} is missing",
  "network.no-listed-output": 'output "{wanted}" is not there; there are {all}',
  "network.output-levels-card-boxes":
    'output "{wanted}" is {shape}: the levels of the card have {boxes} boxes ({counted}) with {numbers} numbers each (N×{boxes}×{numbers})',
  "network.model-uses-operator-set":
    "the model uses operator set {version}; {oldest} to {newest} are supported: export it anew",
  "network.network-nodes-more-than":
    "the network has {needed} nodes: more than {mostNodes} are no classifier's",
  "network.output-computed-from-image": 'output "{name}" is not computed from the image',
  "network.no-such-output": 'output "{wanted}" is not there; there are {names}',
  "network.name-characters-more-than":
    "a name of {opType} has {name} characters, more than {longestName}",
  "network.named-inputs": ": {names}",
  "network.sequence": "a sequence",
  "network.map": "a map",
  "network.optional": "an optional value",
  "network.sparse": "a sparse tensor",
  "network.opaque": "of a type of its own",
  "network.unknown-shape": "of unknown shape",
  "network.constant": "constant {shape}",
  "network.scalar": "constant scalar",
  "network.unknown": "unknown",
  "network.and-more": " and {count} more",
  "network.and-more-sparse": " (and {count} more)",
  "network.too-many-constants":
    "up to here more constants are needed than the file's weights explain ({what}, {left}): export with constant folding",
  "network.constants-more": "{count} more",
  "network.looked-at-again": "they are looked at again and again",
  "network.elements-left": "{left} of {allowed} elements are left to be computed",
  "network.own-graph": "it holds a graph of its own",
  "network.no-rule": "no rule says what it means on a whole image",
  "network.scores-before": '{why}: --scores "{before}"',
  "network.statistics":
    "it measures mean and variance over all places of the window: over a whole image they would be the image's, and neighbouring windows cannot each have their own in one map. Batch normalisation, whose statistics are constants, can be carried over",
  "network.group-normalisation": "it is group normalisation: {why}",
  "network.instance-normalisation": "it is instance normalisation: {why}",
  "network.recurrent":
    "it reads its input step by step and remembers: what it says of one place depends on all before it, in a whole image on pixels outside of the window",
  "network.attention":
    "it is attention: every place attends to every other, on a whole image to all of the image instead of to its window",
  "network.upsampling":
    "it makes the map finer or resizes it to a given size: its cells no longer stand for windows at an even stride",
  "network.decision":
    "it gives places or labels instead of scores: take the tensor before it as the output",
  "network.flow":
    "it holds a graph of its own whose course depends on values: export the model for one fixed course",
  "network.integer-arithmetic":
    "it computes with quantised integers: export the model with QuantizeLinear and DequantizeLinear around float operators (QDQ format)",
  "network.notation":
    "its sums are given as a formula, which is not read: export the model with MatMul, Gemm or Conv instead",
  "network.random":
    "it draws random numbers, as random augmentations and dropout in training do: export the model for inference",
  "network.crops":
    "it crops a region whose place is computed, which has no meaning for all windows at once",
  "network.part-of-group-normalisation":
    "it is part of group normalisation, spelled out as Reshape, InstanceNormalization, Reshape: mean and variance are measured over all places of the window, over a whole image they would be the image's. Batch normalisation, whose statistics are constants, can be carried over",
  "network.position-embedding":
    "it adds a position embedding, a constant that differs from place to place of the window: on a whole image each window would need it at places of its own, and no single map holds that{then}",
  "network.attention-follows": '; attention follows at "{name}"',
  "network.part-of-attention":
    'it is part of attention, spelled out as MatMul, Softmax, MatMul (at "{name}"): every place attends to every other, on a whole image to all of the image instead of to its window',
  "network.pads":
    '{operator} "{name}" pads: inside the image a cell sees its neighbours where its window saw zeros, so the pass only comes near',
  "network.exact-with-pool":
    "no layer pads, and no ceil-mode pool meets an incomplete position on {width}×{height} that counts: each cell depends on its own window alone",
  "network.exact": "no layer pads or pools in ceil mode: each cell depends on its own window alone",
  "network.a-pool": "a pool",
  "network.ceil-cut-off":
    '{operator} "{name}" pools in ceil mode behind rows or columns that are cut off: its last position is incomplete on the window and complete inside an image, so the pass only comes near',
  "network.ceil":
    '{operator} "{name}" pools in ceil mode: a cell depends on {seenWidth}×{seenHeight} pixels, the window has {width}×{height}; against windows of {fieldWidth}×{fieldHeight} it is exact',
  "network.metadata-classes":
    '{count} classes as the file\'s metadata "{listing}" has them: {names}',
  "network.metadata-classes-unused":
    'the file\'s metadata "{listing}" names {count} classes, the network has {scores} scores: the names are not used',
  "network.metadata-window":
    'window {width}×{height} as the file\'s metadata "imgsz" has it, where its input leaves it open',
  "network.metadata-task":
    "the file's metadata says that it was made to \"{task}\", not to classify windows: its scores are taken as a classifier's",
  "network.named-input": '"{name}" {shape}',
} as const;
