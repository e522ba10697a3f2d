import { get } from "node:http";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RunningServer } from "../../src-main/server/server.ts";
import { startServer } from "../../src-main/server/server.ts";
import { admitted } from "../support/http/admitted.ts";

const script = "const answer = 42;\n".repeat(1000);
const bodies: Readonly<Record<string, readonly [type: string, body: string]>> = {
  "/assets/window.js": ["text/javascript; charset=utf-8", script],
  "/assets/icon.png": ["image/png", script],
  "/api/models": ["application/json", JSON.stringify([script])],
};

let server: RunningServer;
let headers: Readonly<Record<string, string>> = {};
let origin = "";
beforeAll(async () => {
  server = await startServer((request) => {
    const [type = "", body = ""] = bodies[new URL(request.url).pathname] ?? [];
    return Promise.resolve(new Response(body, { headers: { "content-type": type } }));
  }, 0);
  const address = server.entrance();
  origin = new URL(address).origin;
  ({ headers } = await admitted(address));
});
afterAll(() => server.close());

/** As it came over the wire. */
function wire(path: string, encodings: string): Promise<readonly [string | null, Buffer]> {
  return new Promise((resolve, reject) => {
    get(
      `${origin}${path}`,
      { headers: { ...headers, "accept-encoding": encodings } },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => {
          resolve([response.headers["content-encoding"] ?? null, Buffer.concat(parts)]);
        });
      },
    ).on("error", reject);
  });
}

it("sends a script packed to who unpacks it", async () => {
  const [encoding, body] = await wire("/assets/window.js", "gzip, deflate, br");
  expect(encoding).toBe("gzip");
  expect(body.length).toBeLessThan(script.length / 20);
  expect(gunzipSync(body).toString()).toBe(script);
});

it.each([
  ["a script to who does not ask", "/assets/window.js", "identity"],
  ["a picture, which is packed already", "/assets/icon.png", "gzip"],
  ["the api's answers, which may come bit by bit", "/api/models", "gzip"],
])("sends %s as it is", async (_, path, encodings) => {
  const [encoding, body] = await wire(path, encodings);
  expect(encoding).toBeNull();
  expect(body.toString()).toBe(bodies[path]?.[1]);
});
