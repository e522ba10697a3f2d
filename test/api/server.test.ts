import { request } from "node:http";
import type { Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { RunningServer } from "../../src-main/server/server.ts";
import { startServer } from "../../src-main/server/server.ts";

const made = vi.hoisted(() => [] as Server[]);
vi.mock("@hono/node-server", async (importOriginal) => {
  const real = await importOriginal<typeof import("@hono/node-server")>();
  const createAdaptorServer: typeof real.createAdaptorServer = (options) => {
    const server = real.createAdaptorServer(options);
    made.push(server as Server);
    return server;
  };
  return { ...real, createAdaptorServer };
});

let server: RunningServer;
let port = 0;
let secret = "";
beforeAll(async () => {
  server = await startServer(() => Promise.resolve(new Response("inside")), 0);
  const url = new URL(server.entrance);
  port = Number(url.port);
  secret = url.searchParams.get("secret") ?? "";
  expect(url.hostname).toBe("127.0.0.1");
});
afterAll(() => server.close());

/** Not fetch(), which does not let one forge Host. */
function call(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; cookie: string }> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers }, (response) => {
      let text = "";
      response.on("data", (part: Buffer) => (text += part.toString()));
      response.on("end", () => {
        const [cookie = ""] = response.headers["set-cookie"] ?? [];
        resolve({ status: response.statusCode ?? 0, text, cookie });
      });
    })
      .on("error", reject)
      .end();
  });
}

const enter = async (): Promise<string> =>
  (await call(`/?secret=${secret}`)).cookie.split(";")[0] ?? "";

describe("the loopback server", () => {
  it("exchanges the secret for a cookie that page script cannot read", async () => {
    const { status, cookie } = await call(`/?secret=${secret}`);
    expect(status).toBe(303);
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    expect(cookie).not.toContain(secret);
    expect(await call("/", { cookie: await enter() })).toMatchObject({
      status: 200,
      text: "inside",
    });
  });

  it("lets nobody in without it", async () => {
    expect((await call("/")).status).toBe(403);
    expect((await call("/api/models")).status).toBe(403);
    expect((await call("/?secret=guess")).status).toBe(403);
    expect((await call("/", { cookie: `fullconv-${port}=guess` })).status).toBe(403);
  });

  it("refuses a name that was rebound to this address", async () => {
    const cookie = await enter();
    expect((await call("/", { cookie, host: `evil.example:${port}` })).status).toBe(403);
    expect((await call(`/?secret=${secret}`, { host: "evil.example" })).status).toBe(403);
  });

  it("refuses requests that other pages make", async () => {
    const cookie = await enter();
    expect((await call("/", { cookie, origin: "http://evil.example" })).status).toBe(403);
    expect((await call("/", { cookie, origin: "null" })).status).toBe(403);
    expect((await call("/", { cookie, "sec-fetch-site": "cross-site" })).status).toBe(403);
    const own = { cookie, origin: `http://127.0.0.1:${port}`, "sec-fetch-site": "same-origin" };
    expect((await call("/", own)).status).toBe(200);
  });

  it("lets an upload take as long as it takes", () => {
    expect(made[0]?.requestTimeout).toBe(0);
  });

  it("says so when its port is taken", async () => {
    await expect(startServer(() => Promise.resolve(new Response()), port)).rejects.toThrow(
      `port ${port}: cannot be used`,
    );
  });
});
