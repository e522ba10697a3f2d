/** @file An app whose analyst is a fake one, and what is asked of it over its door. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import type { BatchState } from "../../../src-core/contract/batch.ts";
import { batchState } from "../../../src-core/contract/batch.ts";
import type { Analyst } from "../../../src-main/analysis/analyst.ts";
import type { Pictures } from "../../../src-main/analysis/pictures.ts";
import type { Api } from "../../../src-main/api/api.ts";
import { createApi, keyHeader } from "../../../src-main/api/api.ts";
import { HostEvents } from "../../../src-main/api/host-events.ts";
import { FakeAnalyst } from "../../support/fake-analyst.ts";
import { temporaryFolder } from "../../support/folder.ts";

const folder = temporaryFolder();
const opened: Api[] = [];
afterAll(() => Promise.all(opened.map((api) => api.close())));

/** An app of its own, in the same user's folder as the others; `die` leaves it as a crash does. */
export function app() {
  const analyst = new FakeAnalyst();
  const facts = { width: 64, height: 48, pages: 1, pyramid: null };
  const openImage = (): Promise<typeof facts> => Promise.resolve(facts);
  const all = Object.assign(analyst, { openImage }) as unknown as Analyst;
  const pictures = {} as Pictures; // nothing of a batch looks at them
  const api = createApi({
    analyst: all,
    pictures,
    desktop: { events: new HostEvents(), key: "key" },
  });
  opened.push(api);
  const call = (path: string, init: RequestInit = {}): Promise<Response> =>
    api.fetch(new Request(`http://app/api/batches${path}`, init));
  const post = (path: string, body: unknown = {}, key = ""): Promise<Response> =>
    call(path, { method: "POST", body: JSON.stringify(body), headers: { [keyHeader]: key } });
  const state = async (path: string, body?: unknown): Promise<BatchState> =>
    batchState.parse(await (await post(path, body)).json());
  const upload = async (id: string, name: string): Promise<Response> =>
    call(`/${id}/files?name=${encodeURIComponent(name)}`, { method: "POST", body: "image" });
  const list = async (): Promise<BatchState[]> =>
    batchState.array().parse(await (await call("")).json());
  const until = (id: string, status: string): Promise<void> =>
    expect
      .poll(async () => (await list()).find((batch) => batch.id === id)?.status)
      .toBe(status)
      .then(() => undefined);
  return { analyst, api, call, post, state, upload, list, until };
}

export const wanted = { name: "Scans", model: "m" };

export function images(count: number): string {
  const place = join(mkdtempSync(join(folder, "in-")), "scans");
  mkdirSync(join(place, "inner"), { recursive: true });
  for (let index = 0; index < count; index++)
    writeFileSync(join(place, index % 2 ? "inner" : "", `${index}.png`), "image");
  writeFileSync(join(place, "Thumbs.db"), "x");
  return place;
}
