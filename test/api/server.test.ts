import type { Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { sessionHeader } from "../../src-core/contract/session.ts";
import type { RunningServer } from "../../src-main/server/server.ts";
import { startServer } from "../../src-main/server/server.ts";
import { admitted } from "../support/http/admitted.ts";
import { ask } from "../support/http/raw.ts";

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

const seen: string[] = [];
let server: RunningServer;
let port = 0;
let headers: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  server = await startServer((request) => {
    seen.push(request.url.replace(/^http:\/\/[^/]+/, ""));
    return Promise.resolve(new Response("inside"));
  }, 0);
  const address = server.entrance();
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{32}$/);
  port = Number(new URL(address).port);
  ({ headers } = await admitted(address));
});
afterAll(() => server.close());

const secret = (): string => new URL(server.entrance()).hash.slice(1);
const enter = (word: string, more: Readonly<Record<string, string>> = {}) =>
  ask(port, "/session", { ...more, "content-length": String(word.length) }, "POST", word);
const ticketFor = async (path: string): Promise<string> =>
  (
    await ask(
      port,
      "/session/ticket",
      { ...headers, "content-length": String(path.length) },
      "POST",
      path,
    )
  ).text;

describe("the loopback server", () => {
  it("exchanges a secret once", async () => {
    const word = secret();
    const { status, text } = await enter(word);
    expect([status, text]).toEqual([200, headers[sessionHeader]]);
    const again = await enter(word);
    expect(again.status).toBe(403);
    expect(again.text).toContain("this address was used already");
  });

  it("has as many addresses as are asked for, each for one browser", async () => {
    const [first, second] = [secret(), secret()];
    expect((await enter(second)).status).toBe(200);
    expect((await enter(first)).status).toBe(200);
  });

  it("answers the api for the token, and for nothing else", async () => {
    expect((await ask(port, "/api/models", headers)).text).toBe("inside");
    expect((await ask(port, "/api/models")).status).toBe(403);
    expect((await ask(port, "/api/models", { [sessionHeader]: "guess" })).status).toBe(403);
    expect(
      (
        await ask(port, "/api/models", {
          cookie: `${sessionHeader}=${headers[sessionHeader] ?? ""}`,
        })
      ).status,
    ).toBe(403);
    expect(
      (await ask(port, `/api/models?${sessionHeader}=${headers[sessionHeader] ?? ""}`)).status,
    ).toBe(403);
  });

  it("sets no cookie: it would go to every port of this machine", async () => {
    for (const answer of [
      await enter(secret()),
      await ask(port, "/"),
      await ask(port, "/api/models", headers),
    ])
      expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  it("gives out its pages, in which nothing is secret", async () => {
    expect(await ask(port, "/")).toMatchObject({ status: 200, text: "inside" });
  });

  it("follows a ticket once, to the path that it was made for", async () => {
    const path = "/api/analyses/1/exports/csv?threshold=0.5&overlap=0.3";
    const link = await ticketFor(path);
    expect(link.startsWith(`${path}&ticket=`)).toBe(true);
    expect((await ask(port, link.replace("/1/", "/2/"))).status).toBe(403);
    expect((await ask(port, link.replace("0.5", "0.1"))).status).toBe(403);
    expect((await ask(port, link, {}, "DELETE")).status).toBe(403);
    expect((await ask(port, link)).text).toBe("inside");
    expect(seen.at(-1)).toBe(path);
    expect((await ask(port, link)).status).toBe(403);
  });

  it("makes tickets for those who are let in, and for the api alone", async () => {
    expect(
      (await ask(port, "/session/ticket", { "content-length": "4" }, "POST", "/api")).status,
    ).toBe(403);
    expect(await ticketFor("http://evil.example/api/models")).toContain(
      "a ticket is for a path of the api",
    );
    expect(await ticketFor("http://[")).toContain("a ticket is for a path of the api");
    expect(await ticketFor("/../etc/passwd")).toContain("a ticket is for a path of the api");
  });

  it("refuses a name that was rebound to this address", async () => {
    for (const host of [
      `evil.example:${port}`,
      "evil.example",
      "127.0.0.1",
      `localhost:${port}`,
      `127.0.0.1.:${port}`,
    ])
      for (const path of ["/", "/api/models"])
        expect((await ask(port, path, { ...headers, host })).status, host).toBe(403);
    expect((await enter(secret(), { host: "evil.example" })).status).toBe(403);
  });

  it("refuses requests that other pages make", async () => {
    const foreign = [
      { origin: "http://evil.example" },
      { origin: "null" },
      { origin: `http://127.0.0.1:${port + 1}` },
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" },
      { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" },
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
    ];
    for (const more of foreign) {
      for (const path of ["/", "/api/models"])
        expect((await ask(port, path, { ...headers, ...more })).status, JSON.stringify(more)).toBe(
          403,
        );
      expect((await enter(secret(), more)).status, JSON.stringify(more)).toBe(403);
    }
    const own = { origin: `http://127.0.0.1:${port}`, "sec-fetch-site": "same-origin" };
    expect((await ask(port, "/api/models", { ...headers, ...own })).status).toBe(200);
  });

  it("opens its page from a file or a link, as a window of its own", async () => {
    const navigation = {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    };
    expect((await ask(port, "/", navigation)).status).toBe(200);
    expect((await ask(port, "/api/models", navigation)).status).toBe(403);
  });

  it("answers everything under the same rules", async () => {
    for (const answer of [
      await ask(port, "/"),
      await ask(port, "/api/models", headers),
      await ask(port, "/api/models"),
      await enter("guess"),
    ]) {
      expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
      expect(answer.headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
      });
    }
  });

  it("lets an upload take as long as it takes, and the headers before it no longer than they need", () => {
    expect(made[0]).toMatchObject({ requestTimeout: 0, headersTimeout: 20_000 });
  });

  it("says so when its port is taken", async () => {
    await expect(startServer(() => Promise.resolve(new Response()), port)).rejects.toThrow(
      `port ${port}: cannot be used`,
    );
  });
});
