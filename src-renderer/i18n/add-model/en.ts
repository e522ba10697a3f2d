/** @file The words with which models of one's own are added and removed, in English. */
import type { EqualityClass } from "../../../src-core/contract/analysis.ts";
import type { InputCard } from "../../../src-core/contract/card.ts";
import type { ClassifierHead } from "../../../src-core/contract/heads.ts";
import type { PresetName } from "../../../src-core/contract/presets.ts";

export type Preprocessing = PresetName | "file" | "own";

const preprocessing: Record<Preprocessing, readonly [name: string, what: string]> = {
  file: ["As the file says", "The numbers that come with it"],
  unit: ["0 … 1", "pixel ÷ 255: ToTensor() of PyTorch, Rescaling(1/255) of Keras"],
  symmetric: ["−1 … 1", "pixel ÷ 127.5 − 1: Normalize(0.5, 0.5), MobileNet and Inception of Keras"],
  raw: ["0 … 255", "the pixel as it is"],
  imagenet: [
    "ImageNet",
    "pixel ÷ 255, minus the mean, over the spread of each colour: torchvision",
  ],
  caffe: ["Caffe", "blue, green, red; 0 … 255 minus the mean colour: AlexNet, VGG"],
  mnist: ["MNIST", "pixel ÷ 255, minus 0.1307, over 0.3081: the usual MNIST example"],
  mtcnn: ["MTCNN", "(pixel − 127.5) ÷ 128"],
  own: ["My own numbers", "(pixel · scale − mean) ÷ std, per channel"],
};

const activation: Record<ClassifierHead["activation"], readonly [name: string, what: string]> = {
  softmax: ["softmax", "The classes exclude each other: scores add up to 1"],
  sigmoid: ["sigmoid", "Each class is judged by itself, between 0 and 1"],
  none: ["none", "The network’s scores are shown as they are"],
};

const colour: Record<InputCard["color"], string> = {
  gray: "grey",
  rgb: "red, green, blue",
  bgr: "blue, green, red",
};

const polarity: Record<InputCard["polarity"], string> = {
  auto: "as they are",
  "light-on-dark": "as they are: trained on light on dark",
  "dark-on-light": "inverted: dark on light becomes light on dark",
};

const blank = {
  window: "the window",
  preprocessing: "how pixels become numbers",
  numbers: "numbers that can be read",
  channels: "a network that reads 1 or 3 channels",
  title: "a title",
  id: "an id of small letters, digits and hyphens",
  taken: "an id that is not taken yet",
};

const equality: Record<EqualityClass, string> = {
  exact: "Every cell of the pass equals the classifier on its window, up to rounding.",
  ceil: "A cell looks at more pixels than its window has. Against windows of that larger size the pass is exact; against the smaller ones it is not.",
  padded:
    "≈ At its border a window shows the classifier less than a cell sees inside the image. The pass comes near and never equals; how near is measured on each image.",
};

export const addModel = {
  add: "Add a model…",
  title: "Add a model",
  cancel: "Cancel",
  close: "Close",
  confirm: "Add",
  keeping: "Adding…",
  copying: (name: string) => `Copying ${name}…`,
  reading: "Reading the network and trying it on one window…",
  again: "Looking again…",
  knownCard: (name: string) =>
    `Pixels, classes and all else stand in its card, ${name}: nothing is left to be asked.`,
  labelsOverCard: (file: string, count: string) =>
    `The ${count} names of ${file} take the place of the card’s.`,
  leftOut: (names: string) => `One model at a time; left out: ${names}`,
  missingFiles: "Add files that belong to it…",
  missingHint:
    "Weights that lie in files of their own (external data of an .onnx, the .bin files of a model.json), and a card, card.json.",
  card: {
    needed:
      "This network gives boxes, and its file does not say what they mean: fill in each null of this card, save it, and add it here.",
    found: (text: string) => text,
    keepNames: "Keep the card’s",
    draft: "Draft of the card",
    copy: "Copy the card",
    save: "Save as card.json",
    add: "Add its card…",
    hint: "It can be dropped here, too, or together with the model.",
    instead: "A card.json answers all that is asked below; it can be dropped here, too.",
  },
  chooseOther: "Choose other files…",
  copy: "Copy",
  copied: "Copied",
  found: "What was read off the file",
  format: "Format",
  formats: { onnx: "ONNX", tensorflow: "TensorFlow.js layers model", mtcnn: "MTCNN’s weights" },
  size: "File",
  channels: "Channels",
  classes: "Classes",
  check: "One window",
  checkPassed: (difference: string) => `✓ within ${difference}`,
  checkEqual: "✓ equal",
  checkNothing: "no score is a number",
  checkHint:
    "The converted network against the original one on a window of noise: largest difference of their scores",
  channelsRefused: (count: string) =>
    `The network reads ${count} channels. An image has 1 (grey) or 3 (colour), so there is nothing to show it.`,
  equality,
  useWindow: (size: string) => `Use ${size}: exact`,
  windowChosen: (size: string, before: string) =>
    `The classifier now gets windows of ${size}, all that a cell looks at, instead of ${before}.`,
  windowBack: (size: string) => `Back to ${size}`,
  window: {
    label: "Window",
    open: "The file leaves its size open: how large were the pictures that it was trained on?",
    width: "Width",
    height: "Height",
  },
  pixels: {
    label: "How pixels become numbers",
    ask: "This cannot be read off the file. It is what the training script did to its pictures.",
    scale: "scale",
    mean: "mean",
    std: "std",
    numberHint: "A number or a fraction; for each channel one, with commas between",
    unreadable: (text: string) => `“${text}” is no number, or not one for each channel.`,
    order: "Order of colours",
    asPreset: "as usual",
    polarity: "Pictures are given",
    becomes: (black: string, white: string) => `Black becomes ${black}, white ${white}.`,
  },
  preprocessing,
  colour,
  polarity,
  scores: {
    label: "Scores",
    output: "Output",
    activation: "Activation",
    proposed: "proposed",
  },
  activation,
  names: {
    label: "Names of the classes",
    numbers: (count: string) => `${count} classes, named by their numbers`,
    given: (count: string, from: string) => `${count} names from ${from}`,
    inFile: (count: string) => `${count} names from the model`,
    choose: "Labels file…",
    hint: "Text with a name on each line, or JSON; can be dropped here, too.",
    clear: "Back to numbers",
    background: "Background",
    backgroundHint: "The class that means: nothing is here",
    none: "none",
    wrong: (name: string, why: string) => `${name} ${why}`,
  },
  naming: { label: "In the menu", title: "Title", id: "Id" },
  stillMissing: (what: string) => `Still missing: ${what}`,
  ready: "Ready to be added",
  blank,
  own: "My models",
  builtIn: "Built in",
  ownMark: "my own",
  remove: "Remove…",
  damaged: (name: string) => `${name} cannot be used`,
  removing: {
    title: (name: string) => `Remove ${name}?`,
    text: "Its copy and its settings are deleted from this computer. The file that it came from stays.",
    confirm: "Remove",
  },
  exactCopy: (size: string) =>
    `Against windows of ${size} it is exact: add its file again and choose that window.`,
};
