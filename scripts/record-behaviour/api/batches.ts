/** @file Batches through the door. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Door } from "./door.ts";

/** Of the batch itself, not of an image. */
const isDone = (text: string): boolean =>
  text.split("\n").some((line) => /^\{"type":"state",.*"status":"done","message"/.test(line));

/** @param inputs folder */
export async function recordBatches(door: Door, inputs: string): Promise<void> {
  await door.call("GET", "/api/batches");
  const wanted = { name: "Some", model: "lenet-digits", device: "cpu", memory: 2 ** 29 };
  const id = await door.member("id", door.post("/api/batches", { ...wanted, exports: ["csv"] }));
  const batch = `/api/batches/${id}`;
  const add = (name: string, file: string) =>
    door.call("POST", `${batch}/files?name=${encodeURIComponent(name)}`, {
      bytes: readFileSync(join(inputs, file)),
    });
  await add("many/a.png", "digits-small.png");
  await add("many/中.png", "many/1.png");
  await add("many/broken.png", "broken.png");
  await add("notes.txt", "notes.txt");
  await add("../out.png", "many/1.png");
  await door.post(`${batch}/path`, { path: inputs });
  await door.call("POST", `${batch}/start`);
  await door.until(`${batch}/events`, isDone);
  for (const command of ["pause", "resume", "stop"]) await door.call("POST", `${batch}/${command}`);
  await door.call("POST", `${batch}/retry`);
  await door.until(`${batch}/events`, isDone);
  await door.call("GET", `${batch}/table`);
  for (const index of [0, 1, 2, 9]) {
    await door.call("GET", `${batch}/items/${index}/thumbnail`);
    await door.call("POST", `${batch}/items/${index}/open`);
  }
  await door.call("GET", "/api/batches");
  for (const one of [{ name: "" }, { model: "nonsense" }, { device: "cuda" }, { more: 1 }])
    await door.post("/api/batches", { ...wanted, ...one });
  await door.call("DELETE", `${batch}?results=1`);
  await door.call("POST", `${batch}/start`);
  await door.call("GET", "/api/batches/..%2f..%2fetc/events");
}
