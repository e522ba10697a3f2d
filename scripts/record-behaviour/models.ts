/** @file Files of models as users have them, with cards and names beside them. */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-layers";
import { randomize, save } from "../../test/support/models/layers-model.ts";
import { onnxFile, refusedFile, withWeightsApart } from "../../test/support/models/own-models.ts";

/** MTCNN's weights, which lie beside the project. */
const published = "../shared/models/mtcnn";

export async function writeModels(at: (...names: string[]) => string): Promise<void> {
  for (const name of ["lenet", "vgg", "rnet"]) writeFileSync(at(`${name}.onnx`), onnxFile(name));
  writeFileSync(at("refused.onnx"), refusedFile("squeeze-and-excite").bytes);
  writeFileSync(at("broken.onnx"), "no protobuf");
  writeFileSync(at("labels.txt"), Array.from({ length: 10 }, (_, i) => `kind ${i}`).join("\n"));
  for (const name of ["ssdlite.onnx", "ssdlite.card.json", "ssdlite.png"])
    copyFileSync(join("test/fixtures/listed-boxes", name), at(name));
  mkdirSync(at("apart"));
  const { model, weights } = withWeightsApart("weights.bin");
  writeFileSync(at("apart", "net.onnx"), model);
  writeFileSync(at("apart", "weights.bin"), weights);
  mkdirSync(at("lone"));
  writeFileSync(at("lone", "net.onnx"), model);
  mkdirSync(at("carded"));
  writeFileSync(at("carded", "net.onnx"), onnxFile("lenet"));
  writeFileSync(at("carded", "card.json"), JSON.stringify(card));
  writeFileSync(at("carded", "other.json"), JSON.stringify({ ...card, file: "other.onnx" }));
  await layersModel(at);
  if (!existsSync(published)) return;
  for (const network of [1, 2, 3])
    copyFileSync(join(published, `det${network}.npy`), at(`det${network}.npy`));
}

const card = {
  title: { zh: "数字" },
  input: {
    width: 28,
    height: 28,
    color: "gray",
    scale: 1 / 255,
    mean: [0],
    std: [1],
    polarity: "auto",
  },
  head: {
    kind: "classifier",
    classes: Array.from("abcdefghij"),
    activation: "softmax",
    thresholds: { c: 0.9 },
  },
};

async function layersModel(at: (...names: string[]) => string): Promise<void> {
  const network = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [12, 12, 1], filters: 4, kernelSize: 3, name: "first" }),
      tf.layers.maxPooling2d({ poolSize: 2, name: "pool" }),
      tf.layers.flatten({ name: "flat" }),
      tf.layers.dense({ units: 3, activation: "softmax", name: "last" }),
    ],
  });
  randomize(network, 1);
  const { json, shards } = await save(network);
  mkdirSync(at("layers"));
  writeFileSync(at("layers", "model.json"), JSON.stringify(json));
  for (const [name, bytes] of shards) writeFileSync(at("layers", name), bytes);
}
