/** @file The api of a running `fullconv serve`, as a window uses it: short requests, jobs that can be stopped, downloads that break off. */
import { text } from "node:stream/consumers";
import type { JobEvent } from "../../src-core/contract/api.ts";
import { jobEvent } from "../../src-core/contract/api.ts";
import { failure } from "../../src-core/contract/failure.ts";
import { admitted } from "../../test/support/http/admitted.ts";

/** An answer that is no success, with the code of its message. */
export class Refused extends Error {
  readonly code: string;

  constructor(asked: string, code: string, message: string) {
    super(`${asked}: ${code}: ${message}`);
    this.code = code;
  }
}

export class Client {
  private readonly origin: string;
  private readonly headers: Readonly<Record<string, string>>;

  private constructor(origin: string, headers: Readonly<Record<string, string>>) {
    this.origin = origin;
    this.headers = headers;
  }

  /** @param address as the server prints it */
  static async enter(address: string): Promise<Client> {
    const { origin, headers } = await admitted(address);
    return new Client(origin, headers);
  }

  /** @throws Refused; AbortError where the signal breaks it off */
  async ask(
    method: string,
    path: string,
    body?: Uint8Array<ArrayBuffer> | ReadableStream | object,
    signal?: AbortSignal,
  ): Promise<Response> {
    const isRaw = body instanceof Uint8Array || body instanceof ReadableStream;
    const answer = await fetch(new URL(path, this.origin), {
      method,
      headers: this.headers,
      ...(body && { body: isRaw ? body : JSON.stringify(body), duplex: "half" }),
      ...(signal && { signal }),
    });
    if (answer.ok) return answer;
    const told: unknown = await answer.json();
    const { error } = told as { error?: unknown };
    const { code, message } = failure.parse(error ?? told);
    throw new Refused(`${method} ${path}`, code, message);
  }

  async json(
    method: string,
    path: string,
    body?: Uint8Array<ArrayBuffer> | object,
  ): Promise<unknown> {
    return (await this.ask(method, path, body)).json();
  }

  async id(method: string, path: string, body?: Uint8Array<ArrayBuffer> | object): Promise<string> {
    const { id } = (await this.json(method, path, body)) as { id?: unknown };
    if (typeof id !== "string") throw new Error(`${method} ${path} names no id`);
    return id;
  }

  async bytes(path: string, signal?: AbortSignal): Promise<Buffer> {
    return Buffer.from(await (await this.ask("GET", path, undefined, signal)).arrayBuffer());
  }

  /**
   * Reads a job to its end.
   * @param onEvent is told of each event as it comes
   * @throws Refused with what the job failed by
   */
  async job(
    path: string,
    body: object,
    onEvent: (event: JobEvent) => void = () => undefined,
  ): Promise<JobEvent> {
    const { body: stream } = await this.ask("POST", path, body);
    let last: JobEvent | null = null;
    for await (const line of linesOf(stream as AsyncIterable<Uint8Array>)) {
      last = jobEvent.parse(JSON.parse(line));
      onEvent(last);
    }
    if (last?.type === "failed") throw new Refused(path, last.error.code, last.error.message);
    if (!last) throw new Error(`${path} told nothing`);
    return last;
  }

  /** Whatever the answer, to its end. */
  async drain(method: string, path: string, signal?: AbortSignal): Promise<string> {
    const { body } = await this.ask(method, path, undefined, signal);
    return text(body as AsyncIterable<Uint8Array>);
  }

  /** Lines of a stream that has no end of its own. @param isEnough ends it */
  async follow(path: string, isEnough: (line: string) => boolean): Promise<void> {
    const leave = new AbortController();
    const { body } = await this.ask("GET", path, undefined, leave.signal);
    try {
      for await (const line of linesOf(body as AsyncIterable<Uint8Array>))
        if (isEnough(line)) return;
      throw new Error(`${path} ended before its time`);
    } finally {
      leave.abort();
    }
  }
}

async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of stream) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter((line) => line !== "");
  }
  if (rest !== "") yield rest;
}
