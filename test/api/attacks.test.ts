/** @file The built `fullconv serve`, attacked over its socket, by somebody who was let in where that makes it harder to refuse. */
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { admitted } from "../support/http/admitted.ts";
import type { RawAnswer } from "../support/http/raw.ts";
import { ask, halfOpen, sendRaw } from "../support/http/raw.ts";
import type { Served } from "../support/processes/served.ts";
import { serve } from "../support/processes/served.ts";

let server: Served;
let home = "";
let port = 0;
let headers: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "home-of-test-"));
  server = await serve(home);
  port = Number(new URL(server.address).port);
  ({ headers } = await admitted(server.address));
});
afterAll(() => server.stop());

/** As somebody who was let in. */
const inside = (
  target: string,
  method = "GET",
  body = "",
  more: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> => {
  const length = { "content-length": String(Buffer.byteLength(body)) };
  return ask(port, target, { ...headers, ...(body !== "" && length), ...more }, method, body);
};
/** What came over the socket was no reason to fall over. */
afterEach(async () => {
  expect((await inside("/api/models")).status).toBe(200);
});

describe("files", () => {
  it.each([
    "/../package.json",
    "/../../../../etc/passwd",
    "/..%2f..%2fpackage.json",
    "/%2e%2e/%2e%2e/package.json",
    "/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/..\\..\\package.json",
    "/..%5c..%5cpackage.json",
    "/assets/../../cli.js",
    "//etc/passwd",
    "/etc/passwd",
    "/index.html%00.js",
    "/%00",
    "/C:/Windows/win.ini",
    "/.git/config",
    "/assets/",
    "file:///etc/passwd",
  ])("%s is not given out", async (target) => {
    const { status, text } = await inside(target);
    expect([400, 403, 404]).toContain(status);
    expect(text).not.toMatch(/root:|"name": "fullconv"|repositoryformatversion/);
  });

  it.each(["/api/images/path", "/api/drafts/1/path", "/api/batches/1/path"])(
    "%s opens nothing by its path: that is the desktop's",
    async (target) => {
      const { status, text } = await inside(target, "POST", '{"path":"/etc/passwd"}');
      expect([status, text]).toEqual([404, expect.stringContaining("only the desktop")]);
    },
  );

  it.each([
    "../../../../escaped",
    "..\\escaped",
    "/escaped",
    "a/../../escaped",
    "escaped\0",
    "CON",
    ".",
  ])("a name of an upload leads nowhere else: %j", async (name) => {
    const query = `?name=${encodeURIComponent(name)}`;
    const { text } = await inside("/api/drafts", "POST");
    const { id } = JSON.parse(text) as { id: string };
    const answers = [
      await inside(`/api/images${query}`, "POST", "no image"),
      await inside(`/api/drafts/${id}/files${query}`, "POST", "no model"),
    ];
    for (const { status } of answers) expect([200, 400, 422]).toContain(status);
    for (const folder of ["/", tmpdir(), join(tmpdir(), ".."), home])
      if (existsSync(folder)) expect(readdirSync(folder)).not.toContain("escaped");
  });
});

describe("ids", () => {
  const keys = [
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "%00",
    "..%2f..",
    "0",
  ];
  const routes = (key: string): readonly (readonly [string, string])[] => [
    ["GET", `/api/images/${key}/pixels`],
    ["GET", `/api/images/${key}/tiles/0/0/0`],
    ["GET", `/api/images/${key}/region?x=0&y=0&width=1&height=1`],
    ["DELETE", `/api/images/${key}`],
    ["GET", `/api/analyses/${key}/map`],
    ["GET", `/api/analyses/${key}/candidates?floor=0`],
    ["GET", `/api/analyses/${key}/cells/0/0`],
    ["GET", `/api/analyses/${key}/exports/csv?overlap=0.3`],
    ["GET", `/api/batches/${key}/events`],
    ["POST", `/api/batches/${key}/start`],
    ["DELETE", `/api/models/${key}`],
  ];
  it.each(keys)("%s is no image, analysis, batch or model", async (key) => {
    for (const [method, target] of routes(key)) {
      const { status } = await inside(target, method);
      // An image that is gone already is gone.
      const gone = method === "DELETE" && target.startsWith("/api/images/") ? [204] : [];
      expect([400, 404, ...gone], `${method} ${target}`).toContain(status);
    }
  });

  it.each(["1e308", "-1", "NaN", "Infinity", "0x10", "9007199254740993", "1;drop", ""])(
    "%j is no place in an image",
    async (number) => {
      const { text } = await inside("/api/images/sample", "POST", '{"model":"lenet-digits"}');
      const { id } = JSON.parse(text) as { id: string };
      const query = `x=${number}&y=0&width=${number}&height=1`;
      for (const target of [
        `/api/images/${id}/region?${query}`,
        `/api/images/${id}/tiles/${number}/0/0`,
      ])
        expect([400, 404], target).toContain((await inside(target)).status);
    },
  );
});

describe("bodies", () => {
  it.each([
    ["a prototype's key", '{"__proto__":{"model":"lenet-digits"}}'],
    ["a constructor's", '{"constructor":{"prototype":{"model":"lenet-digits"}}}'],
    ["brackets without end", "[".repeat(1e6)],
    ["no JSON", "\0\0\0"],
    ["nothing", ""],
    ["a member too many", '{"model":"lenet-digits","evil":1}'],
  ])("%s in a request", async (_name, body) => {
    expect((await inside("/api/images/sample", "POST", body)).status).toBe(400);
    expect(({} as Record<string, unknown>)["model"]).toBeUndefined();
  });

  it("is refused before it is read where it says that it is too large", async () => {
    const announced = { "content-length": "1000000000000" };
    for (const target of [
      "/api/images/sample",
      "/api/devices",
      "/api/batches/1/start",
      "/session/ticket",
    ]) {
      const answer = await ask(port, target, { ...headers, ...announced }, "POST");
      expect([answer.status, answer.text], target).toEqual([
        413,
        expect.stringContaining("1000000000000 bytes"),
      ]);
    }
  });

  it("is cut where it says nothing of its length and does not end", async () => {
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    const answer = await ask(port, "/session", { "transfer-encoding": "chunked" }, "POST", chunk);
    expect([answer.status, answer.text]).toEqual([
      413,
      expect.stringContaining("more than 4096 bytes"),
    ]);
  });

  it("is not unpacked", async () => {
    const { status } = await inside("/api/images/sample", "POST", "\x1f\x8b", {
      "content-encoding": "gzip",
    });
    expect(status).toBe(400);
  });

  it.each(["1e300", "99999999999999999999", "-5", "many"])(
    "of an upload that announces %s bytes is not waited for",
    async (length) => {
      const answer = await ask(
        port,
        "/api/images?name=a.png",
        { ...headers, "content-length": length },
        "POST",
      );
      expect([400, 413, 507]).toContain(answer.status);
    },
  );
});

describe("HTTP", () => {
  const host = (): string => `Host: 127.0.0.1:${port}\r\n`;
  const smuggled: readonly (readonly [string, () => string])[] = [
    [
      "two lengths",
      () => `POST /session HTTP/1.1\r\n${host()}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
    ],
    [
      "a length and chunks",
      () =>
        `POST /session HTTP/1.1\r\n${host()}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      "chunks under another name",
      () => `POST /session HTTP/1.1\r\n${host()}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    ],
    ["a space before a colon", () => `GET / HTTP/1.1\r\n${host()}Content-Length : 1\r\n\r\n`],
    ["a folded header", () => `GET / HTTP/1.1\r\n${host()} Origin: x\r\n\r\n`],
    ["no host", () => `GET / HTTP/1.1\r\n\r\n`],
    ["two hosts", () => `GET / HTTP/1.1\r\n${host()}Host: evil.example\r\n\r\n`],
    ["an old protocol without a host", () => `GET / HTTP/1.0\r\n\r\n`],
    ["no protocol", () => `GET /\r\n\r\n`],
    ["headers without end", () => `GET / HTTP/1.1\r\n${host()}X: ${"x".repeat(1e5)}\r\n\r\n`],
    ["very many headers", () => `GET / HTTP/1.1\r\n${host()}${"X: y\r\n".repeat(1e5)}\r\n`],
    ["another protocol", () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
    ["a tunnel", () => `CONNECT evil.example:443 HTTP/1.1\r\n${host()}\r\n`],
  ];
  it.each(smuggled)("%s", async (_name, request) => {
    const { status, text } = await sendRaw(port, request());
    expect([0, 400, 403, 431]).toContain(status);
    expect(text).not.toContain("<!doctype");
  });

  it("is not upgraded to another protocol", async () => {
    const { status } = await inside("/api/events", "GET", "", {
      connection: "Upgrade, close",
      upgrade: "websocket",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      "sec-websocket-version": "13",
      origin: "http://evil.example",
    });
    expect(status).not.toBe(101);
  });

  it.each(["TRACE", "OPTIONS", "PUT", "PATCH", "PROPFIND"])("%s does nothing", async (method) => {
    for (const target of ["/", "/api/models", "/api/models/lenet-digits"]) {
      const answer = await inside(target, method);
      expect([400, 404, 405], target).toContain(answer.status);
      expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      expect(answer.text).not.toContain(Object.values(headers)[0]);
    }
  });

  it.each(["/%", "/%zz", "/api/%", "/api/models/%E0%A4%A", "/api/images/%zz/pixels"])(
    "%s is a bad request",
    async (target) => {
      expect((await inside(target)).status).toBe(400);
    },
  );

  it("HEAD is GET without a body, for pages, answers, and a stream that has no end", async () => {
    for (const target of ["/", "/api/models", "/api/events", "/api/nonsense"]) {
      const [head, get] = [
        await inside(target, "HEAD"),
        target === "/api/events" ? null : await inside(target),
      ];
      expect(head.text, target).toBe("");
      if (get)
        expect([head.status, head.headers["content-type"]]).toEqual([
          get.status,
          get.headers["content-type"],
        ]);
    }
  });

  it("answers while thousands are connected and say nothing, and lets those go", async () => {
    const begun = ["", "GET / HTTP/1.1\r\n", `GET / HTTP/1.1\r\n${host()}X-Slow: a`];
    const sockets = await Promise.all(
      Array.from({ length: 4000 }, (_, index) => halfOpen(port, begun[index % 3])),
    );
    expect((await inside("/api/models")).status).toBe(200);
    const spoke = sockets.filter((_, index) => index % 3 !== 0);
    await Promise.all(
      spoke.map(
        (socket) =>
          new Promise<void>((resolve) => {
            if (socket.closed) resolve();
            else
              socket.once("close", () => {
                resolve();
              });
            socket.resume();
          }),
      ),
    );
    for (const socket of sockets) socket.destroy();
  });
});
