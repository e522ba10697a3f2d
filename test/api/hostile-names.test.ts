/** @file Images that are called what no file can be called: what is written of them lies where it belongs, and goes with it. */
import { readFileSync, readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { admitted } from "../support/http/admitted.ts";
import type { Served } from "../support/processes/served.ts";
import { serve } from "../support/processes/served.ts";

let server: Served;
let headers: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  server = await serve();
  ({ headers } = await admitted(server.address));
});
afterAll(() => server.stop());

it.each([
  ["..", "image"],
  ["...", "image"],
  [".", "image"],
  ["../../evil.png", "evil"],
  ["a\0b.png", "a_b"],
  ["$&$`.png", "$&$`"],
  ["CON.png", "CON_"],
])(
  "an export of an image named %j lies in its own folder, and goes with it",
  async (name, stem) => {
    const png = readFileSync("models/lenet-digits/samples/digits.png");
    const { origin } = new URL(server.address);
    const post = (path: string, body: Uint8Array<ArrayBuffer> | string): Promise<Response> =>
      fetch(`${origin}/api${path}`, { method: "POST", headers, body });
    const opened = await post(`/images?name=${encodeURIComponent(name)}`, new Uint8Array(png));
    const { id } = (await opened.json()) as { id: string };
    const pass = { image: id, model: "lenet-digits", device: "cpu", runs: 1 };
    const last = (await (await post("/analyses", JSON.stringify(pass))).text())
      .trim()
      .split("\n")
      .at(-1);
    const { analysis } = JSON.parse(last ?? "") as { analysis: string };
    for (const [kind, ending] of [
      ["csv", ".detections.csv"],
      ["zarr", ".map.ome.zarr.zip"],
    ] as const) {
      const answer = await fetch(`${origin}/api/analyses/${analysis}/exports/${kind}`, { headers });
      expect(answer.status).toBe(200);
      const told = answer.headers.get("content-disposition") ?? "";
      expect(decodeURIComponent(told.replace(/.*''/, ""))).toBe(stem + ending);
      await answer.arrayBuffer();
    }
    const cache = process.env["FULLCONV_CACHE"] ?? "";
    const left = (): string[] =>
      readdirSync(cache, { recursive: true, encoding: "utf8" }).filter((path) =>
        /download|detections|zarr/.test(path),
      );
    await expect.poll(left).toEqual([]);
  },
);

it("an image that cannot be read is told by its name, whatever that holds", async () => {
  const { origin } = new URL(server.address);
  const name = "$&$`$'.txt";
  const url = `${origin}/api/images?name=${encodeURIComponent(name)}`;
  const answer = await fetch(url, { method: "POST", headers, body: "no image" });
  const { error } = (await answer.json()) as { error: { message: string } };
  expect(error.message).toMatch(/^\$&\$`\$'\.txt: is no image/);
  expect(error.message).not.toContain("session-");
});
