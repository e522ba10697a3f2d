/** @file Requests to the app's routes that no window makes: other methods, ids, places, questions, bodies and headers. */
import type { Draw } from "../draw.ts";

/** What is there to be asked about. */
export interface Ids {
  readonly image: string;
  readonly draft: string;
  readonly batch: string;
  readonly analysis: string;
  readonly model: string;
}

type Kind = keyof Ids;

interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** `:image` and the like are ids, `:0` is a place. */
  readonly path: string;
  /** What it is asked with, where it is asked well. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: (ids: Ids) => unknown;
  /** Bytes of a file. */
  readonly upload?: true;
}

const get = (path: string, query: Readonly<Record<string, string>> = {}): Route => ({
  method: "GET",
  path,
  query,
});
const post = (path: string, body: (ids: Ids) => unknown = () => ({})): Route => ({
  method: "POST",
  path,
  body,
});

const answers = { window: { width: 28, height: 28 }, color: "gray", scale: 255, mean: [0] };

const routes: readonly Route[] = [
  get("/models"),
  get("/models/damaged"),
  { method: "DELETE", path: "/models/:model" },
  get("/settings"),
  {
    method: "PATCH",
    path: "/settings",
    body: () => ({ theme: "dark", opacity: 0.5, thresholds: { "lenet-digits": 0.5 } }),
  },
  post("/devices", () => ({ again: false })),
  post("/window", () => ({ locale: "en", theme: "dark", image: null, commands: [], on: [] })),
  get("/events"),
  get("/offers/:image"),
  { method: "DELETE", path: "/jobs/:image" },
  { method: "POST", path: "/images", query: { name: "a.png" }, upload: true },
  post("/images/sample", ({ model }) => ({ model })),
  post("/images/path", () => ({ path: "/etc/passwd" })),
  get("/images/:image/pixels"),
  post("/images/:image/prepare"),
  get("/images/:image/tiles/:0/:0/:0"),
  get("/images/:image/region", { x: "0", y: "0", width: "20", height: "20" }),
  { method: "DELETE", path: "/images/:gone" },
  post("/analyses", ({ image, model }) => ({ image, model, device: "cpu", runs: 1 })),
  post("/analyses/:analysis/baseline", () => ({ budget: 1 })),
  post("/analyses/:gone/devices", () => ({ rounds: 1, budget: 1 })),
  get("/analyses/:analysis/map", { scale: "0" }),
  get("/analyses/:analysis/heat/:0/:0/:0", { shown: "objects", scale: "0" }),
  get("/analyses/:analysis/detections", { threshold: "0.5", overlap: "0.5" }),
  get("/analyses/:analysis/candidates", { floor: "0.5" }),
  get("/analyses/:analysis/cells/:0/:0", { scale: "0" }),
  get("/analyses/:analysis/exports/csv", { threshold: "0.5" }),
  get("/analyses/:analysis/exports/:name"),
  post("/drafts"),
  { method: "POST", path: "/drafts/:draft/files", query: { name: "a.onnx" }, upload: true },
  post("/drafts/:draft/path", () => ({ path: "/etc/passwd" })),
  post("/drafts/:draft/examine", () => ({ answers })),
  post("/drafts/:draft/keep", () => ({ answers, naming: { id: "kept", title: "Kept" } })),
  { method: "DELETE", path: "/drafts/:gone" },
  get("/batches"),
  post("/batches", ({ model }) => ({ name: "Scans", model, device: "cpu", exports: ["csv"] })),
  { method: "POST", path: "/batches/:batch/files", query: { name: "a.png" }, upload: true },
  post("/batches/:batch/path", () => ({ path: "/etc/passwd" })),
  post("/batches/:batch/offer", () => ({ offer: "x" })),
  ...["start", "resume", "pause", "stop", "retry"].map((name) => post(`/batches/:batch/${name}`)),
  get("/batches/:batch/events"),
  get("/batches/:batch/table"),
  get("/batches/:batch/items/:0/thumbnail"),
  post("/batches/:batch/items/:0/open"),
  { method: "DELETE", path: "/batches/:gone", query: { results: "1" } },
];

/** No path leads out; a file of this name would have been written where none may be. */
export const escaped = "escaped-fuzz";

const texts = (draw: Draw): string =>
  draw.oneOf(
    ...([
      "",
      "0",
      "-1",
      "1e308",
      "NaN",
      "Infinity",
      "0x10",
      "9007199254740993",
      "4294967296",
    ] as const),
    ...(["__proto__", "constructor", "toString", "hasOwnProperty", "null", "undefined"] as const),
    ...([
      `../../../../${escaped}`,
      `..\\${escaped}`,
      `/${escaped}`,
      `${escaped}\0`,
      "CON",
    ] as const),
    ...([
      "\ud800",
      "\u202e",
      "名",
      "a".repeat(300),
      "a".repeat(20_000),
      "%",
      "%00",
      "a;b",
    ] as const),
    ...([
      "9".repeat(400),
      "{}",
      "[]",
      "*",
      " ",
      "\n",
      "csv",
      "report",
      "map",
      "kept",
      ".",
    ] as const),
  );

const values = (draw: Draw): unknown =>
  draw.oneOf<unknown>(
    ...([null, true, 0, -1, 1.5, 1e308, 1e-308, 2 ** 31, 2 ** 53, -(2 ** 63)] as const),
    ...([
      [],
      {},
      [[[[]]]],
      Array(5000).fill(0),
      { __proto__: 1 },
      { a: { b: { c: {} } } },
    ] as const),
    ...[texts(draw), texts(draw), texts(draw)],
  );

/** One value somewhere in it is another, is missing, or has company. */
function otherValue(value: unknown, draw: Draw): unknown {
  if (typeof value !== "object" || value === null || draw.chance(0.2)) return values(draw);
  const entries = Object.entries(value);
  const at = draw.below(entries.length + 1);
  const [name = texts(draw), old] = entries[at] ?? [];
  const fate = draw.number();
  const kept = entries.filter(([key]) => key !== name);
  if (fate < 0.2) return Object.fromEntries(kept);
  return Object.fromEntries([...kept, [name, otherValue(old, draw)]]);
}

function bodyOf(body: unknown, draw: Draw): string | Uint8Array {
  const fate = draw.number();
  if (fate < 0.3) return JSON.stringify(body);
  if (fate < 0.75) return JSON.stringify(otherValue(body, draw));
  if (fate < 0.8) return Uint8Array.from({ length: draw.below(60) }, () => draw.below(256));
  return draw.oneOf<string | Uint8Array>(
    ...(["", "null", "[]", '"', "{", "\0", '{"__proto__":{"model":"x"}}', "1e999"] as const),
    ...['{"constructor":{"prototype":{"model":"x"}}}', `{"a":${"9".repeat(5000)}}`],
    ...["[", '{"a":'].map((one) => one.repeat(draw.from(1000, 300_000))),
    Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d),
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n',
  );
}

const files = (ids: readonly Uint8Array[], draw: Draw): Uint8Array => {
  const whole = draw.pick(ids) ?? new Uint8Array();
  const fate = draw.number();
  if (fate < 0.4) return Uint8Array.from(whole);
  if (fate < 0.6) return Uint8Array.from(whole.subarray(0, draw.below(whole.length + 1)));
  const bytes = Uint8Array.from(whole);
  for (let count = draw.from(1, 8); count > 0; count--)
    bytes[draw.below(bytes.length)] = draw.below(256);
  return fate < 0.9 ? bytes : new TextEncoder().encode(texts(draw));
};

function headersOf(draw: Draw): Headers {
  const headers = new Headers();
  if (draw.chance(0.7)) return headers;
  const ascii = texts(draw)
    .replace(/[^\x20-\x7e]/g, "")
    .trim();
  const name = draw.oneOf(
    ...(["content-type", "content-length", "content-encoding", "range", "accept"] as const),
    ...(["x-fullconv-key", "if-none-match", "origin", "cookie", "x-anything"] as const),
  );
  headers.set(name, draw.chance(0.1) ? "multipart/form-data; boundary=x" : ascii);
  return headers;
}

const isKind = (name: string, ids: Ids): name is Kind => Object.hasOwn(ids, name);

/** @param uploads whole files @returns a request, and in words what it is */
export function requestOf(
  ids: Ids,
  uploads: readonly Uint8Array[],
  draw: Draw,
): { request: Request; what: string } {
  const route = draw.pick(routes) ?? get("/models");
  const param = (name: string): string => {
    if (draw.chance(0.2)) return texts(draw);
    if (isKind(name, ids)) return ids[name];
    return name === "0" ? String(draw.below(3)) : draw.oneOf("csv", "html", "zarr", "npy", "gone");
  };
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encode(param(name), draw));
  const query = Object.entries(route.query ?? {}).map(([name, value]): string => {
    const other = draw.chance(0.3) ? texts(draw) : value;
    return `${encode(draw.chance(0.05) ? texts(draw) : name, draw)}=${encode(other, draw)}`;
  });
  if (draw.chance(0.05)) query.push(`${encode(texts(draw), draw)}=${encode(texts(draw), draw)}`);
  const method = draw.chance(0.1)
    ? draw.oneOf("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "PROPFIND")
    : route.method;
  const tail = draw.chance(0.03) ? draw.oneOf("/", "//", "/..", `/${escaped}`, "?", "#") : "";
  const url = `http://app/api${path}${tail}${query.length > 0 ? `?${query.join("&")}` : ""}`;
  const sends = method !== "GET" && method !== "HEAD";
  const body = sends && (route.upload ? files(uploads, draw) : bodyOf(route.body?.(ids), draw));
  const length = body ? (typeof body === "string" ? body.length : body.byteLength) : 0;
  const init = body ? { body: typeof body === "string" ? body : body.slice() } : {};
  const request = new Request(url, { method, headers: headersOf(draw), ...init });
  return { request, what: `${method} ${url.slice(10, 200)} (${length} in its body)` };
}

/** As a client may write it, or as it should not. */
function encode(text: string, draw: Draw): string {
  const sound = encodeURIComponent(Buffer.from(text).toString());
  return draw.chance(0.1)
    ? draw.oneOf("%", "%zz", "%E0%A4%A", `${sound}%2f..`, `${sound}%00`)
    : sound;
}
