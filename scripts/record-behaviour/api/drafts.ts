/** @file Models that are added through the api. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { recordStored } from "./analyses.ts";
import type { ApiClient } from "./api-client.ts";

type Files = Readonly<Record<string, string>>;

/** @param inputs folder */
export async function recordDrafts(api: ApiClient, inputs: string): Promise<void> {
  /** @param files by the names under which they are uploaded */
  const begin = async (files: Files): Promise<string> => {
    const id = await api.member("id", api.post("/api/drafts", {}));
    for (const [name, file] of Object.entries(files))
      await api.call("POST", `/api/drafts/${id}/files?name=${encodeURIComponent(name)}`, {
        bytes: readFileSync(join(inputs, file)),
      });
    return `/api/drafts/${id}`;
  };
  const lenet = await begin({ "net.onnx": "lenet.onnx", "../net.onnx": "lenet.onnx" });
  const answers = { preset: "unit", background: null };
  for (const said of [{}, { scale: -1 }, { classes: ["a", "b"] }, answers])
    await api.post(`${lenet}/examine`, { answers: said });
  for (const id of ["Not An Id", "lenet-digits"])
    await api.post(`${lenet}/keep`, { answers, naming: { id } });
  await api.post(`${lenet}/path`, { path: join(inputs, "lenet.onnx") });
  await api.post(`${lenet}/keep`, { answers, naming: { id: "mine", title: "Mine" } });
  await api.post(`${lenet}/examine`, { answers });
  await api.call("GET", "/api/models");
  await recordStored(api, "mine", readFileSync(join(inputs, "large.png")));
  await api.call("DELETE", "/api/models/mine");
  await api.call("DELETE", "/api/models/mine");
  const several: readonly Files[] = [
    { "net.onnx": "carded/net.onnx", "card.json": "carded/card.json" },
    {
      "net.onnx": "carded/net.onnx",
      "card.json": "carded/other.json",
      "b.json": "carded/card.json",
    },
    { "net.onnx": "lone/net.onnx" },
    { "net.onnx": "apart/net.onnx", "weights.bin": "apart/weights.bin" },
    { "vgg.onnx": "vgg.onnx" },
    { "rnet.onnx": "rnet.onnx" },
    { "gated.onnx": "refused.onnx" },
    { "model.json": "layers/model.json", "weights.bin": "layers/weights.bin" },
    { "ssdlite.onnx": "ssdlite.onnx" },
    { "ssdlite.onnx": "ssdlite.onnx", "card.json": "ssdlite.card.json" },
    { "notes.txt": "notes.txt", "broken.onnx": "broken.onnx" },
  ];
  for (const files of several) {
    const draft = await begin(files);
    await api.post(`${draft}/examine`, { answers: {} });
    await api.post(`${draft}/examine`, { answers: { preset: "unit", activation: "none" } });
    await api.call("DELETE", draft);
  }
}
