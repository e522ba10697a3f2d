/** @file What is said of operators that mean another thing on a whole image, in English. */

export const operators = {
  "operators.makes-constant-shape-which":
    "it makes a constant of shape [{shape}], which is impossible",
  "operators.makes-values-constant-shape":
    "it makes {touched} values for a constant of shape {shape}",
  "operators.draws-random-numbers-export": "it draws random numbers: export for inference",
  "operators.scales-given-blocks-which": "its scales are given in blocks, which is not supported",
  "operators.scales-slices": "it has {values} scales for {shape} slices",
  "operators.makes-constant-shape-which-2":
    "it makes a constant of shape {shape}, which is absurdly large",
  "operators.shape-does-hold-values": "shape [{wanted}] does not hold {size} values",
  "operators.leaves-out-axes-length": "it leaves out axes of length {long}, not of 1",
  "operators.index-lies-outside-values": "index [{wanted}] lies outside its {length} values",
  "operators.parts-do-fit-together": "its parts do not fit together",
  "operators.shape-impossible": "shape [{shape}] is impossible",
  "operators.shape-impossible-2": "shape [{lengths}] is impossible",
  "operators.range-values-absurd": "a range of {count} values is absurd",
  "operators.index-lies-outside-places": "its index {index} lies outside of {length} places",
  "operators.elements-each-channels-picked":
    "{elements} elements of each of the {channels} channels of {value} are picked before it, which is too many",
  "operators.inputs-move-over-image":
    "its inputs move over the image at different strides: on a larger image their cells would not belong together",
  "operators.input-image-needed": "its input is {context}, an image is needed",
  "operators.cuts-channels-off-which": "it cuts channels off, which is not supported",
  "operators.input-needed": "its input is {context}, N×C×H×W is needed",
  "operators.kernel-larger-than-channels":
    "its kernel of {size} is larger than its {channels} channels",
  "operators.mean-over-channels-too":
    "its mean over {channels} channels is too large for a convolution",
  "operators.input-elements-too-many":
    "its input has {channels}×{height}×{width} elements, too many to be told apart",
  "operators.axis-there-input-axes": "its axis {axis} is not there: its input has {rank} axes",
  "operators.axis-channels-joined-along":
    "its axis {axis} is not the channels of {value}; joined along rows or columns, a window's parts would not be where its neighbours expect them",
  "operators.joins-constant-what-computed":
    "it joins a constant to what is computed from the image (a class token, coordinates of the places): on a whole image each window would need that constant at its own place",
  "operators.do-lie-side-side": "{value} and {value2} do not lie side by side on axis {axis}",
  "operators.kernels-groups-read-channels":
    "its {filters} kernels in {group} groups read {channels} channels, its input has {channels2}",
  "operators.kernel-shape-weights": "its kernel_shape is {given}, its weights are {size}",
  "operators.bias-shape-kernels": "its bias has shape {bias} for {filters} kernels",
  "operators.takes-rows-columns-only":
    "it takes rows or columns {places}…: only evenly spaced ones, forwards, mean the same on a whole image",
  "operators.takes-rows-columns-which":
    "it takes {places} of {length} rows or columns, which is no even step",
  "operators.weights-read-values-input":
    "its weights are {shape} and read {inputs} values, its input has {length}",
  "operators.weights-matrix-each-which":
    "its weights are {shape}, a matrix for each of {batches}, which is not supported: one matrix for all is",
  "operators.input-sums-over-batch": "its input is {value}: it sums over the batch",
  "operators.sums-over-rows-columns":
    "it sums over rows or columns but keeps the channels apart (or takes them in groups), which no convolution of all channels does",
  "operators.input-axes-needed": "its input has {layout} axes, 2 are needed",
  "operators.bias-shape-units": "its bias has shape {shape} for {units} units",
  "operators.multiplies-two-tensors-both":
    "it multiplies two tensors that are both computed from the image, as attention does: every position then depends on every other, on a whole image on all of the image instead of on its window",
  "operators.axis-neither-channels-nor":
    "its axis {axis} of {value} is neither the channels nor the rows or columns",
  "operators.leaves-nothing": "it leaves nothing",
  "operators.parts-do-make-up": "its parts of {lengths} do not make up {length}",
  "operators.indices-shape-pick-single":
    "its indices of shape {shape} pick single elements, which is not supported",
  "operators.indices-list-places":
    "its indices [{places}{more}] are not a list of places in {length}",
  "operators.training-mode-where-measures":
    "it is in training mode, where it measures its input: export for inference",
  "operators.values-channels": '"{name}" has {wrong} values for {wanted} channels',
  "operators.channels-axis": "its channels are not on axis 1 of {value}",
  "operators.measures-mean-variance-over":
    "it measures mean and variance over all places of the window: over a whole image they would be the image's, and neighbouring windows cannot each have their own in one map",
  "operators.also-returns-statistics": "it also returns its statistics",
  "operators.scale-bias-shape-channels":
    "its scale or bias has shape {odd} for {channels} channels",
  "operators.axis-channels": "its axis {axis} of {value} is not the channels",
  "operators.input-image-needed-2": "its input is {value}, an image is needed",
  "operators.adds-images-batch": "it adds images to the batch",
  "operators.pads-axes": "its pads are [{given}] for axes {axes}",
  "operators.pads-which-absurd": "its pads are [{given}], which is absurd",
  "operators.constant-shape-more-axes": "its constant has shape {own}, more axes than {value}",
  "operators.constant-shape-does-fit": "its constant of shape {shape} does not fit {value}",
  "operators.constant-shape-differs-from":
    "its constant of shape {shape} differs from place to place in the window: on a whole image one place has another constant in each window",
  "operators.training-mode-where-draws":
    "it is in training mode, where it draws random numbers: export for inference",
  "operators.no-single-number": "its {attribute} is no single number",
  "operators.no-operand": "it has no operand",
  "operators.constant-tells-elements-window":
    "its constant tells the elements of the window apart, which is supported with one tensor only",
  "operators.operands-different-types": "its operands are of different types: {types}",
  "operators.do-lie-axis-axis": "{a} and {b} do not lie axis on axis",
  "operators.also-returns-places-maxima":
    "it also returns the places of its maxima, which are places in the window",
  "operators.pads-dilations-once-which":
    "it has pads and dilations at once, which is not supported",
  "operators.mean-over-places-too":
    "its mean over {kernel} places is too large to be spread à trous",
  "operators.ceil-mode-last-position":
    "in ceil mode its last position on the window's {length} places is incomplete, which is not supported for power means: choose a window whose map its kernel of {kernel} and stride of {stride} divide",
  "operators.power-no-root-more": "its power of {power} has no root: 1 and more have one",
  "operators.scale-each-channel-tensor":
    "it has a scale for each channel of a tensor that is computed from the image",
  "operators.takes-all-axes-together": "it takes all axes together, the batch too",
  "operators.takes-images-batch-together": "it takes the images of a batch together",
  "operators.takes-channels-places-together":
    "it takes channels and places of {value} together, but not all of them, which is not supported",
  "operators.takes-groups-channels-together":
    "it takes {count} groups of channels of {value} together, which is not supported",
  "operators.repeats-times-over-window":
    "it repeats {value} {times} times, over the window's rows and columns: on a whole image each window would need a copy of its own",
  "operators.repeats-one-each-axes": "its repeats [{times}] are not one for each of {layout} axes",
  "operators.gives-axes": "it gives {wanted} axes to {own}",
  "operators.shape-does-fit": "its shape [{wanted}] does not fit",
  "operators.turns-into-which-splits":
    "it turns {value} into [{shape}], which splits the window's rows or columns into parts: on a larger image they would be other rows and columns",
  "operators.shape-does-hold-elements":
    "its shape [{given}] does not hold the {total} elements of a window, {value}",
  "operators.axis-length-window": "its axis {long} has length {layout} on a window, not 1",
  "operators.input-made-single-places":
    "its input is {value}, made of single places of the window (as an adaptive pool that does not divide evenly makes it), which have no neighbours to slide over: a dense layer can follow, or a window whose map the pool divides evenly",
  "operators.input-needed-2": "its input is {value}, N×C×H×W is needed",
  "operators.auto-pad-dilations-read":
    'its auto_pad "{mode}" with dilations {spread} is read in two ways: export it with pads',
  "operators.kernel-axes-needed": "its kernel has {kernel} axes, 2 are needed",
  "operators.kernel-larger-than-input":
    "its kernel {kernel}×{kernel2} is larger than its input {height}×{width}",
  "operators.strides-up-here-absurdly": "the strides up to here are absurdly large",
  "operators.auto-pad-unknown": 'its auto_pad "{mode}" is unknown',
  "operators.needed": "its {name} are [{given}], {fallback} are needed",
  "operators.from": "its {name} of {length} is not from {least} to {longest}",
  "operators.weighs-places-window-against":
    "it weighs the places of the window against each other: over a whole image they would be weighed against all of the image",
  "operators.axis-classes": "its axis {axis} of {value} is not the classes",
  "operators.places-cut-into-blocks":
    "its {height}×{width} places are not cut into blocks of {down}×{right}",
  "operators.blocks-places-side": "its blocks have {size} places a side",
  "operators.and-so-on": ", …",
  "operators.squeeze-and-excite":
    "it brings {one} and {other} together: one number for the whole window meets every place of it, as squeeze-and-excite does. On a whole image neighbouring windows share the places but not that number, so no single map holds the result",
  "operators.different-rows": "{one} and {other} have different rows and columns",
  "operators.constant-unsupported":
    "it computes a constant in a way that is not supported: export with constant folding",
} as const;
