/** @file Pages, models, devices and images through the api. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ApiClient } from "./api-client.ts";

export async function recordPages(api: ApiClient): Promise<void> {
  await api.call("GET", "/");
  await api.enter();
  for (const path of ["/", "/nonsense.js", "/..%2fcli.js", "/api/nonsense", "/api"])
    await api.call("GET", path);
  await api.call("POST", "/session", { bytes: Buffer.from("guess") });
  await api.call("HEAD", "/");
  await api.call("GET", "/api/models/%zz");
  await api.call("GET", "/api/models", {}, { origin: "http://evil.example" });
  await api.call("GET", "/api/models", {}, { "sec-fetch-site": "cross-site" });
  await api.until("/api/events", (text) => text.includes("alive"));
  await api.call("GET", "/api/models");
  await api.call("DELETE", "/api/models/lenet-digits");
  await api.call("DELETE", "/api/models/Not%20An%20Id");
  await api.post("/api/devices", { again: true });
  await api.post("/api/devices", { other: true });
  await api.call("DELETE", "/api/jobs/none");
}

/** @param inputs folder */
export async function recordImages(api: ApiClient, inputs: string): Promise<void> {
  const upload = (name: string, shown = name) =>
    api.call("POST", `/api/images?name=${encodeURIComponent(shown)}`, {
      bytes: readFileSync(join(inputs, name)),
    });
  const small = await api.member("id", upload("noise.png", "中 noise.png"));
  for (const name of ["broken.png", "empty.png", "notes.txt", "stack.tif"]) await upload(name);
  await api.post("/api/images/path", { path: join(inputs, "noise.png") });
  await api.post("/api/images/sample", { model: "nonsense" });
  await api.post("/api/images/sample", { model: "../etc" });
  await api.call("POST", "/api/images/sample", { bytes: "{" });
  await api.call("GET", `/api/images/${small}/pixels`);
  await api.call("GET", `/api/images/${small}/region?x=3&y=4&width=20&height=10`);
  await api.call("GET", `/api/images/${small}/region?x=40&y=4&width=20&height=10`);
  await api.call("GET", `/api/images/${small}/region?x=-1`);
  await api.call("DELETE", `/api/images/${small}`);
  await api.call("GET", `/api/images/${small}/pixels`);
  const long = await api.member("id", upload("long.png"));
  await api.call("POST", `/api/images/${long}/prepare`);
  for (const tile of ["0/0/0", "0/39/0", "3/1/0", "6/0/0", "0/99/0", "9/0/0"])
    await api.call("GET", `/api/images/${long}/tiles/${tile}`);
  await api.call("GET", `/api/images/${long}/region?x=19000&y=10&width=28&height=28`);
  await api.call("DELETE", `/api/images/${long}`);
}
