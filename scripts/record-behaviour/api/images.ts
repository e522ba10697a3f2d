/** @file Pages, models, devices and images through the door. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Door } from "./door.ts";

export async function recordPages(door: Door): Promise<void> {
  await door.call("GET", "/");
  await door.enter();
  for (const path of ["/", "/nonsense.js", "/..%2fcli.js", "/api/nonsense", "/api"])
    await door.call("GET", path);
  await door.call("GET", "/?secret=guess");
  await door.call("GET", "/api/models", {}, { origin: "http://evil.example" });
  await door.call("GET", "/api/models", {}, { "sec-fetch-site": "cross-site" });
  await door.until("/api/events", (text) => text.includes("alive"));
  await door.call("GET", "/api/models");
  await door.call("DELETE", "/api/models/lenet-digits");
  await door.call("DELETE", "/api/models/Not%20An%20Id");
  await door.post("/api/devices", { again: true });
  await door.post("/api/devices", { other: true });
  await door.call("DELETE", "/api/jobs/none");
}

/** @param inputs folder */
export async function recordImages(door: Door, inputs: string): Promise<void> {
  const upload = (name: string, shown = name) =>
    door.call("POST", `/api/images?name=${encodeURIComponent(shown)}`, {
      bytes: readFileSync(join(inputs, name)),
    });
  const small = await door.member("id", upload("noise.png", "中 noise.png"));
  for (const name of ["broken.png", "empty.png", "notes.txt", "stack.tif"]) await upload(name);
  await door.post("/api/images/path", { path: join(inputs, "noise.png") });
  await door.post("/api/images/sample", { model: "nonsense" });
  await door.post("/api/images/sample", { model: "../etc" });
  await door.call("POST", "/api/images/sample", { bytes: "{" });
  await door.call("GET", `/api/images/${small}/pixels`);
  await door.call("GET", `/api/images/${small}/region?x=3&y=4&width=20&height=10`);
  await door.call("GET", `/api/images/${small}/region?x=40&y=4&width=20&height=10`);
  await door.call("GET", `/api/images/${small}/region?x=-1`);
  await door.call("DELETE", `/api/images/${small}`);
  await door.call("GET", `/api/images/${small}/pixels`);
  const long = await door.member("id", upload("long.png"));
  await door.call("POST", `/api/images/${long}/prepare`);
  for (const tile of ["0/0/0", "0/39/0", "3/1/0", "6/0/0", "0/99/0", "9/0/0"])
    await door.call("GET", `/api/images/${long}/tiles/${tile}`);
  await door.call("GET", `/api/images/${long}/region?x=19000&y=10&width=28&height=28`);
  await door.call("DELETE", `/api/images/${long}`);
}
