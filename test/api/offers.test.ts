/** @file Files and folders that the desktop was asked to open for a batch, and what the window is told while it does not listen. */
import { join } from "node:path";
import { expect, it } from "vitest";
import { offered } from "../../src-core/contract/desktop.ts";
import { HostEvents } from "../../src-main/api/host-events.ts";
import { app, images, wanted } from "./batches/app.ts";

it("knows a folder by an id, and adds it to a batch where it lies", async () => {
  const { api, post, state } = app();
  const { id, ...named } = await api.offers.add(images(4));
  expect(named).toEqual({ name: "scans", isFolder: true });
  const look = await api.fetch(new Request(`http://app/api/offers/${id}`));
  expect(offered.parse(await look.json())).toEqual({ images: 4, skipped: 1, problems: [] });
  const batch = await state("", wanted);
  const added = await post(`/${batch.id}/offer`, { offer: id });
  expect(await added.json()).toEqual({ added: 4, skipped: 1, problems: [] });
  expect((await post(`/${batch.id}/offer`, { offer: "/etc/passwd" })).status).toBe(404);
});

it("counts a file that is no image as left out", async () => {
  const { offers } = app().api;
  const folder = images(1);
  const { id } = await offers.add(join(folder, "Thumbs.db"));
  expect(await offers.look(id)).toEqual({ images: 0, skipped: 1, problems: [] });
});

const failed = (message: string) =>
  ({ type: "failed", error: { code: "internal", message } }) as const;

/** The lines of a stream until it ends or has as many. */
async function read(response: Response, count: number): Promise<unknown[]> {
  const body = response.body as ReadableStream<Uint8Array> | null;
  const reader = body?.getReader();
  const lines: unknown[] = [];
  while (reader && lines.length < count) {
    const { value } = await reader.read();
    if (!value) break;
    lines.push(JSON.parse(new TextDecoder().decode(value)));
  }
  return lines;
}

it("keeps what it has to tell until a window listens", async () => {
  const events = new HostEvents();
  events.emit(failed("before"));
  events.emit({ type: "command", command: "stop" });
  const first = events.stream();
  expect(await read(first, 2)).toEqual([{ type: "alive" }, failed("before")]);
  events.windowGone();
  events.emit(failed("between"));
  expect(await read(events.stream(), 2)).toEqual([{ type: "alive" }, failed("between")]);
  expect(await read(events.stream(), 1)).toEqual([{ type: "alive" }]);
});
