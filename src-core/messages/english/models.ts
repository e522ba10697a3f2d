/** @file What is said of models and their cards, in English. */

export const models = {
  "models.activation-assumed":
    "the activation is assumed to be {activation} ({reason}): another one is said with --activation, as the model is imported or its file named, or in its card",
  "models.conflict": "{path}: {wrong} ({card}): leave one of them out",
  "models.and-unused-card": "{what}; {unused}",
  "models.card-of-another":
    "{path}: it is the card of {file}, and the model is {model}: name its own card, or write file as it is called",
  "models.remembered": "remembered from an earlier call: {all} ({path}): say it again to change it",
  "models.kept-unreadable": "{why}: move it away and answer anew, or name a card with --card",
  "models.kept-damaged": "{why}: {what}, and answer what is asked",
  "models.kept-newer":
    "{path}: a newer Fullconv keeps here what was answered (format {format}, this one knows 1): name a card with --card, or delete it",
  "models.no-twin":
    "{of}: {id} has no dense twin to compare with: {why}: leave --method out, or take --method fcn",
  "models.channels": "{path}: reads {channels} channels; images have 1 (grey) or 3",
  "models.other-task":
    '{why} (its metadata says that it was made to "{task}": only classifiers are converted)',
  "models.class-names": "{path}: {names} classes are named, the network has {count}",
  "models.background":
    "{path}: class {background} is to be the background, the network has 0 to {count}",
  "models.window-open":
    "{path}: leaves the size of its window open: say it with --window, as 28x28",
  "models.preprocessing-open":
    "{path}: how pixels become its numbers cannot be read off the file: choose --preset {options}, or give --scale, --mean and --std, or a card with --card",
  "models.input-holds-whole-numbers":
    "{path}: its input holds whole numbers, which take pixels as they are: leave the preprocessing out, or choose --preset raw",
  "models.color-assumed":
    "the network's channels are assumed to be red, green and blue, in this order: another one is said with --color bgr, as the model is imported or its file named, or in its card",
  "models.preset-made-channels-choose":
    "{path}: preset {preset} is not made for {channels} channels: choose another, or give scale, mean and std",
  "models.reads-channels-color":
    "{path}: reads {channels} channels, and --color {color} is for {which}",
  "models.numbers-network-reads-give":
    "{path}: --{name} has {count} numbers, the network reads {channels} {channels#channel|channels}: give one for all{more}",
  "models.not-equal": "the converted network must equal its windows, and is not used: {reason}",
  "models.noise-differs":
    "on one window of noise the converted network differs from the original by {maxAbsDiff:power} (largest score {largest:three}), more than rounding explains: it is not used; {more}",
  "models.noise-no-numbers": "on one window of noise the converted network is not used: {told}",
  "models.network-reads-channels-only":
    "the network reads {channels} channels: only 1 and 3 can be verified",
  "models.card-names-classes-four":
    "{path}: the card names {classes} classes, four edges and {which} landmarks, the network has {classes2} numbers for a window",
  "models.sum-differs": "{path}: {what}: restore it",
  "models.values-lie": '{path}: the values of "{name}" lie in "{location}": {why}',
  "models.no-file-beside-model":
    "that is no file beside the model; only the model's own folder is read",
  "models.number-bytes-needed": 'its {name} is "{text}", a number of bytes is needed',
  "models.stated-bytes": "it is said to have {stated} bytes there, its shape needs {needed}",
  "models.there-put-beside-model": "it is not there; put it beside the model",
  "models.outside-model-folder-only":
    "that is outside of the model's folder, and only that one is read",
  "models.file-beside": '{owner}: the file "{name}" {why}',
  "models.put-there": "is not in {folder}: put it there",
  "models.no-model-file-onnx":
    "{path}: is no model file: .onnx, a TensorFlow.js model.json or MTCNN's .npy is needed",
  "models.cannot-read": "{path}: cannot be read ({why})",
  "models.card-card-preset-window":
    "{model} has its card; --card, --preset, --window and the like go with a model's file",
  "models.no-sample-image": "{model} has no sample image",
  "models.no-file-model-named": "no file of a model is named",
  "models.card-one-file-named":
    "{which}: a card is of one file, {sources} are named: name its first network, the card names the others",
  "models.part-app-cannot-removed": "{id} is part of the app and cannot be removed",
  "models.part-app-cannot-changed":
    "{id} is part of the app and cannot be changed: make a copy, and change that",
  "models.no-card":
    "{card}: is not there, and without it the model cannot be used: restore it, or remove the model",
  "models.other-id":
    "{card}: its id is {id}, and its folder is called {name}: write the folder's name into it as its id, or remove the model",
  "models.card-channels":
    "{path}: the card says {color} ({targets} channels), the network reads {channels}",
  "models.stride-exact-only-where":
    "{path}: stride 1 is exact only where nothing is padded and every pool is complete on {width}×{height}; here {reason}",
  "models.double-precision":
    "the network is in double precision and computed in single, the pass and its windows alike: scores differ from its own by about 1e-6 of the largest",
  "models.comes-near":
    "the pass was not compared with its windows, and need not equal them: {reason}",
  "models.was-changed-somebody-else":
    "{path}: was changed by somebody else meanwhile and is not overwritten: look at it again, then change it",
  "models.unknown": "model {model} is unknown: choose one of {ids}, or name an .onnx file{missing}",
  "models.there-no-folder-user": "there is no folder for the user's models",
  "models.exists":
    "model {id} is there already and is not overwritten: choose another id, or remove it first",
  "models.cell-every-pixel-needs":
    "a cell for every pixel needs a classifier of windows, not {kind}: leave --stride out",
  "models.card-names-network": "the card names {planes}, the network has {classes}{what}",
  "models.please-report": "please report the file",
  "models.probabilities":
    "measured: the scores of {windows} probe windows lie within 0 and 1 and sum to 1: they are probabilities",
  "models.separate":
    "measured: the scores of {windows} probe windows lie within 0 and 1 and do not sum to 1: each is a probability of its own",
  "models.separate-one":
    "measured: the scores of {windows} probe windows lie within 0 and 1: each is a probability of its own",
  "models.scaled":
    "measured: the scores of {windows} probe windows are never negative and sum to {sum}: they are that many times probabilities, and are taken as they are, not as shares of 1",
  "models.ends-itself": "the network ends in {last} itself",
  "models.ends-log-softmax": "the network ends in LogSoftmax: softmax undoes the logarithm",
  "models.ends-one-class": "the network ends in {last}, and there is one class",
  "models.ends-logits":
    "the network ends in {last}: its scores are taken as logits of {classes} classes that exclude each other",
  "models.window-unknown": "the window is not known yet",
  "models.source-says": "its source says so",
  "models.said-before": "as it was said before",
  "models.said-now": "as it is said",
  "models.kept-unnoted": "kept from last time, when it was not noted who named it",
  "models.card-says": "{card} says so",
  "models.answer-window": "--window {value}",
  "models.answer-scores": "--scores {value}",
  "models.answer-preset": "--preset {value}",
  "models.answer-color": "--color {value}",
  "models.answer-scale": "--scale {value}",
  "models.answer-mean": "--mean {value}",
  "models.answer-std": "--std {value}",
  "models.answer-polarity": "--polarity {value}",
  "models.answer-labels": "--labels with {count} names",
  "models.answer-background": "--background {value}",
  "models.answer-activation": "--activation {value}",
  "models.none": "none",
  "models.card-unused": "the card beside the model is not used: {why}",
  "models.came-after": "{path}: {card} came after it",
  "models.card-of": "it is the card of {name}",
  "models.names-nothing":
    "it says neither file nor sha256, and {count} {ending} files lie beside it",
  "models.not-of-card": "is not the file of its card (sha256 {sha256}…, the card says {wanted}…)",
  "models.try-again": "try again",
  "models.set-aside": "it was set aside as {name}: try again",
  "models.the-card-says": "{option} {said}, the card says {card}",
  "models.channels-count": "{count} channels",
  "models.levels-outputs": "the outputs of its levels",
  "models.and-further": "{shown}, … ({count})",
  "models.lies-outside": "lies outside of {folder}, and nothing else is read: put it there",
  "models.its-card": "{owner}: its card",
  "models.hidden":
    "{folder}: has the id of a model that is part of the app, which is used in its place: give the folder another name, and its card the same id",
  "models.numbers-for-window": " numbers for a window",
  "models.or-channels": ", or {channels}",
  "models.no-landmarks": "no",
  "models.pairs-of-landmarks": "pairs of",
  "models.folder-unreadable": "; {folder}: cannot be read: {why}",
  "models.needs-card":
    "{path}: it gives {found}{others}; {note}. It needs a card: fill in each null and name it with --card",
  "models.needs-card-unused": "{what} ({unused})",
  "models.list-of-boxes":
    'boxes as a list: scores "{scores}" (N×{count}×{classes}), boxes "{boxes}" (N×{count}×4)',
  "models.not-used": "; not used: {others}",
  "models.image-size-open": "the size of its images is open: say it with --window, as 320x240",
  "models.fits-no-maps": "its number of boxes fits no maps at strides of 8, 16, 32, 64",
  "models.its-levels": "its levels are {levels}",
  "models.levels-may-be": "its levels may be {levels}{others}{more}",
  "models.or-levels": ", or {levels}",
  "models.less-even": " (and {count} ways that are less even)",
  "models.level": "{map} at stride {strides}",
  "models.bytes-needed": "bytes {offset} to {end} are needed of a file of {size}",
  "models.bytes-read": "{bytesRead} of {length} bytes read",
} as const;
