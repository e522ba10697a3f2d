/** @file Passes through the api, and all that can be asked of them. */
import { exportName } from "../../../src-core/contract/exports.ts";
import type { ApiClient } from "./api-client.ts";

const quick = { device: "cpu", runs: 1, memory: 2 ** 29 };

export async function recordAnalyses(api: ApiClient): Promise<void> {
  for (const model of ["lenet-digits", "alexnet-cells", "pnet-cells", "rpn-cells", "ssd-cells"]) {
    const image = await api.member("id", api.post("/api/images/sample", { model }));
    const { text } = await api.post("/api/analyses", { image, model, ...quick });
    await askAll(api, `/api/analyses/${analysisIn(text)}`);
    await api.call("DELETE", `/api/images/${image}`);
  }
  const image = await api.member("id", api.post("/api/images/sample", { model: "lenet-digits" }));
  const pass = { image, model: "lenet-digits", ...quick };
  const wishes = [{ stride: 1 }, { scales: [1, 0.5] }, { objects: { smallest: 20, largest: 60 } }];
  for (const wish of [...wishes, { threshold: 0.999 }]) {
    const { text } = await api.post("/api/analyses", { ...pass, ...wish });
    const analysis = analysisIn(text);
    for (const part of [
      "map?scale=1",
      "heat/0/0/0?scale=1&shown=2",
      "cells/2/3?scale=1",
      "exports/csv",
    ])
      await api.call("GET", `/api/analyses/${analysis}/${part}`);
  }
  await api.stopped("/api/analyses", { ...pass, runs: 1000 });
  const wrong = [{ runs: 0 }, { device: "abacus" }, { device: "cuda" }, { model: "nonsense" }];
  for (const one of [...wrong, { image: "none" }, { scales: [] }, { memory: 1 }, { more: 1 }])
    await api.post("/api/analyses", { ...pass, ...one });
}

/** The rest on a small image, whose windows are few. @param bytes of the image */
export async function recordComparison(api: ApiClient, bytes: Buffer): Promise<void> {
  const image = await api.member("id", api.call("POST", "/api/images?name=small.png", { bytes }));
  for (const device of ["cpu", "auto"]) {
    const pass = { ...quick, image, model: "lenet-digits", device };
    const analysis = analysisIn((await api.post("/api/analyses", pass)).text);
    await api.post(`/api/analyses/${analysis}/baseline`, { budget: "full" });
    await api.post(`/api/analyses/${analysis}/baseline`, { budget: -1 });
    await api.post(`/api/analyses/${analysis}/devices`, { rounds: 1, budget: 100 });
    await api.post(`/api/analyses/${analysis}/devices`, { rounds: 0 });
    for (const name of ["json", "report"])
      await api.call("GET", `/api/analyses/${analysis}/exports/${name}`);
  }
  await api.post("/api/analyses/none/baseline", {});
}

/** A map that is too large to be held. @param model of ten classes @param bytes of a large image */
export async function recordStored(api: ApiClient, model: string, bytes: Buffer): Promise<void> {
  const image = await api.member("id", api.call("POST", "/api/images?name=large.png", { bytes }));
  const dense = { ...quick, image, model, stride: 1, memory: 2 ** 28, threshold: 0.9999 };
  const analysis = analysisIn((await api.post("/api/analyses", dense)).text);
  const heat = ["0/0/0", "0/3/3", "1/0/0?shown=3", "2/0/0", "9/0/0", "0/0/0?shown=99"];
  const parts = ["map", "cells/500/400", "exports/zarr", "exports/overlay", "exports/csv"];
  for (const part of [...heat.map((tile) => `heat/${tile}`), ...parts])
    await api.call("GET", `/api/analyses/${analysis}/${part}`);
}

async function askAll(api: ApiClient, analysis: string): Promise<void> {
  const names = exportName.options.map((name) => `exports/${name}`);
  const parts = [
    ...["map", "map?scale=1", "map?scale=x", "heat/0/0/0", "heat/1/0/0", "heat/0/0/0?shown=1"],
    ...["detections", "detections?threshold=0.9", "detections?threshold=0.2&overlap=0.6"],
    ...["candidates?floor=0.9", "candidates?floor=2", "cells/2/3", "cells/999/3"],
    ...["exports/csv?threshold=0.9", "exports/geojson?overlap=0.5", "exports/csv?threshold=2"],
    ...["exports/nonsense", ...names],
  ];
  for (const part of parts) await api.call("GET", `${analysis}/${part}`);
}

const analysisIn = (text: string): string => /"analysis":"([^"]+)"/.exec(text)?.[1] ?? "none";
