/** @file The api of a running `fullconv serve`, with everything written down that goes in and comes out. */
import { sessionHeader, sessionPath } from "../../../src-core/contract/session.ts";
import { described } from "../kept.ts";
import type { Normalize } from "../normalize/normalize.ts";
import { foldedBatch } from "../normalize/streams.ts";

export interface Called {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

export interface Body {
  readonly json?: unknown;
  readonly bytes?: Buffer | string;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

const headers = [
  ...["content-type", "content-length", "content-disposition", "cache-control", "location"],
  ...["content-security-policy", "x-content-type-options", "referrer-policy"],
  ...["x-dns-prefetch-control", "cross-origin-resource-policy", "cross-origin-opener-policy"],
];

export class ApiClient {
  readonly called: Called[] = [];
  readonly told: string[] = [];
  private readonly address: URL;
  private readonly normalize: Normalize;
  private admission: Readonly<Record<string, string>> = {};

  constructor(address: string, normalize: Normalize) {
    this.address = new URL(address);
    this.normalize = normalize;
  }

  /** Exchanges the secret for the token. */
  async enter(): Promise<void> {
    const answer = await this.fetch("POST", sessionPath, {
      bytes: Buffer.from(this.address.hash.slice(1)),
    });
    this.admission = { [sessionHeader]: await answer.clone().text() };
    await this.tell("POST", sessionPath, {}, answer);
  }

  /** @param more headers */
  async call(
    method: string,
    path: string,
    body: Body = {},
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.tell(method, path, body, await this.fetch(method, path, body, more));
  }

  post(path: string, json: unknown): Promise<Answer> {
    return this.call("POST", path, { json });
  }

  /** A member of the JSON document that comes back. */
  async member(name: string, answer: Promise<Answer>): Promise<string> {
    const { text } = await answer;
    const value = (JSON.parse(text) as Record<string, unknown>)[name];
    if (typeof value !== "string") throw new Error(`there is no ${name} in ${text}`);
    return value;
  }

  /** Reads a stream that has no end of its own until a line is there that is waited for. */
  async until(path: string, isThere: (text: string) => boolean): Promise<void> {
    const answer = await this.fetch("GET", path);
    const text = await read(answer, isThere);
    this.write("GET", path, {}, answer, Buffer.from(foldedBatch(text)));
  }

  /** A job that is stopped as soon as it has begun: how far it came is not told. */
  async stopped(path: string, json: unknown): Promise<void> {
    const answer = await this.fetch("POST", path, { json });
    let [asked, end] = [false, Promise.resolve() as Promise<unknown>];
    const text = await read(
      answer,
      () => false,
      (so) => {
        const job = /"job":"([^"]+)"/.exec(so)?.[1];
        if (job === undefined || asked) return;
        [asked, end] = [true, this.call("DELETE", `/api/jobs/${job}`)];
      },
    );
    await end;
    const lines = text.trimEnd().split("\n");
    this.write("POST", path, { json }, answer, Buffer.from(`${lines[0]}\n${lines.at(-1)}\n`));
  }

  private fetch(
    method: string,
    path: string,
    { json, bytes }: Body = {},
    more: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const body = json === undefined ? bytes : JSON.stringify(json);
    const sent = body === undefined ? {} : { body: Buffer.from(body) };
    return fetch(new URL(path, this.address), {
      ...sent,
      method,
      redirect: "manual",
      headers: { ...this.admission, ...more },
    });
  }

  private async tell(method: string, path: string, body: Body, answer: Response): Promise<Answer> {
    const bytes = Buffer.from(await answer.arrayBuffer());
    this.write(method, path, body, answer, bytes);
    return { status: answer.status, text: bytes.toString("utf8") };
  }

  private write(method: string, path: string, body: Body, answer: Response, bytes: Buffer): void {
    this.called.push({ method, path: path.split("?")[0] ?? "", status: answer.status });
    const sent = body.json === undefined ? "" : ` ${JSON.stringify(body.json)}`;
    const kept = headers.flatMap((name) => {
      const value = answer.headers.get(name);
      // A body with times in it has another length each time.
      const told = name === "content-length" && Number(value) === bytes.length ? "‹all›" : value;
      return told === null ? [] : [this.normalize(`${name}: ${told}`)];
    });
    const lines = [`${method} ${this.normalize(`${path}${sent}`)}`, `status ${answer.status}`];
    this.told.push(...lines, ...kept, "", described(bytes, this.normalize), "");
  }
}

/** Lets go of the stream when it has what is wanted. */
async function read(
  answer: Response,
  isEnough: (text: string) => boolean,
  meanwhile: (text: string) => unknown = () => undefined,
): Promise<string> {
  const reader = answer.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const decoder = new TextDecoder();
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true });
    meanwhile(text);
    if (text.endsWith("\n") && isEnough(text)) break;
  }
  await reader.cancel();
  return text;
}
