/** @file What is said of TensorFlow.js layers models, in English. */

export const tensorflow = {
  "tensorflow.axis-none-axes": "axis {axis} is none of its {rank} axes",
  "tensorflow.activation-supported-export-model":
    "its activation {name} is not supported: export the model to ONNX with tf2onnx",
  "tensorflow.model-inputs-given": 'model "{name}" has {inputs} inputs, {given} are given',
  "tensorflow.layers-wait-each-other":
    "layers {left} wait for each other, or for layers that are not there",
  "tensorflow.output-layer-model-computed":
    'output layer "{layer}" of model "{name}" is not computed',
  "tensorflow.layer-which-supported-convert":
    'layer "{name}" is a {className}, which is not supported: convert the Keras model to ONNX with tf2onnx, or replace the layer',
  "tensorflow.inputs-needed": "it has {inputs} inputs, 1 is needed",
  "tensorflow.weight-missing": "{title}: its weight {part} is missing",
  "tensorflow.shape-axes-needed": "{title}: its {part} has shape {shape}, {rank} axes are needed",
  "tensorflow.values-channels": "{title}: its {part} has {values} values for {channels} channels",
  "tensorflow.at-layer": "{title}: {why}",
  "tensorflow.layer-may": 'layer "{layer}": its {part} may be {fitting}',
  "tensorflow.weight-fits-both-layer": 'weight {name} fits both layer "{owner}" and "{path}"',
  "tensorflow.model-class-supported-make":
    "a model of class {classname} is not supported: make it a Sequential or functional one",
  "tensorflow.model-json-graph-model":
    "model.json is a graph model, which has no layers: convert the Keras model with `tensorflowjs_converter --output_format tfjs_layers_model`, or to ONNX with tf2onnx",
  "tensorflow.model-inputs-image-needed": 'model "{name}" has {inputs} inputs, 1 image is needed',
  "tensorflow.model-does-say-input":
    'model "{name}" does not say its input\'s shape: save it after it was built',
  "tensorflow.model-returns-input-no":
    'model "{name}" returns its input {shape}: it has no layers that compute',
  "tensorflow.alpha-does-fit-input": "its alpha {shape} does not fit its input",
  "tensorflow.reads-channels-groups-filters":
    "its {part} reads {inputs} channels in {group} groups for {filters} filters, its input has {channels}",
  "tensorflow.kernel-reads-values-input": "its kernel reads {length} values, its input has {last}",
  "tensorflow.inputs-least-needed": "it has {inputs} inputs, at least 2 are needed",
  "tensorflow.inputs-differ-their-number": "its inputs {shapes} differ in their number of axes",
  "tensorflow.inputs-do-fit-each": "its inputs {shapes} do not fit each other",
  "tensorflow.axis-input-axes-channels":
    "axis {axis} of an input of {rank} axes is not its channels",
  "tensorflow.values-channels-2": "its {label} has {value} values for {shape} channels",
  "tensorflow.input-does-fill": "its input {shape} does not fill {targetshape}",
  "tensorflow.dims-no-order-axes": "dims {dims} are no order of the {axes} axes of its input",
  "tensorflow.says-no": "it says no {field}",
  "tensorflow.leaves-nothing-input": "it leaves nothing of its input {shape}",
  "tensorflow.kernel-stride-padding-same":
    'kernel {kernel} with stride {strides} and padding "same" needs an input of known size',
  "tensorflow.input-no-image-known":
    "its input {shape} is no image with a known number of channels ({format})",
  "tensorflow.shards-hold-bytes-their":
    "shards {paths} hold {bytes} bytes, their weights need {needed}",
  "tensorflow.shard-missing-belongs-beside":
    "shard {name} is missing: it belongs beside model.json",
  "tensorflow.weight-holds-numbers-needed": "weight {name} holds {type}, numbers are needed",
  "tensorflow.sequential-model-no-layers": 'Sequential model "{name}" has no layers',
  "tensorflow.layer": 'layer "{path}" ({kind})',
} as const;
