/** @file Batches through the api. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ApiClient } from "./api-client.ts";

/** Of the batch itself, not of an image. */
const isDone = (text: string): boolean =>
  text.split("\n").some((line) => /^\{"type":"state",.*"status":"done","message"/.test(line));

/** @param inputs folder */
export async function recordBatches(api: ApiClient, inputs: string): Promise<void> {
  await api.call("GET", "/api/batches");
  const wanted = { name: "Some", model: "lenet-digits", device: "cpu", memory: 2 ** 29 };
  const id = await api.member("id", api.post("/api/batches", { ...wanted, exports: ["csv"] }));
  const batch = `/api/batches/${id}`;
  const add = (name: string, file: string) =>
    api.call("POST", `${batch}/files?name=${encodeURIComponent(name)}`, {
      bytes: readFileSync(join(inputs, file)),
    });
  await add("many/a.png", "digits-small.png");
  await add("many/中.png", "many/1.png");
  await add("many/broken.png", "broken.png");
  await add("notes.txt", "notes.txt");
  await add("../out.png", "many/1.png");
  await api.post(`${batch}/path`, { path: inputs });
  await api.call("POST", `${batch}/start`);
  await api.until(`${batch}/events`, isDone);
  for (const command of ["pause", "resume", "stop"]) await api.call("POST", `${batch}/${command}`);
  await api.call("POST", `${batch}/retry`);
  await api.until(`${batch}/events`, isDone);
  await api.call("GET", `${batch}/table`);
  for (const index of [0, 1, 2, 9]) {
    await api.call("GET", `${batch}/items/${index}/thumbnail`);
    await api.call("POST", `${batch}/items/${index}/open`);
  }
  await api.call("GET", "/api/batches");
  for (const one of [{ name: "" }, { model: "nonsense" }, { device: "cuda" }, { more: 1 }])
    await api.post("/api/batches", { ...wanted, ...one });
  await api.call("DELETE", `${batch}?results=1`);
  await api.call("POST", `${batch}/start`);
  await api.call("GET", "/api/batches/..%2f..%2fetc/events");
}
