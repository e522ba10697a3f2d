/**
 * @file Jobs of one server that are begun and cancelled, most of them while they wait: what it holds before and after.
 * `node --import tsx bench/faults/cancelled.ts [jobs]`
 */
import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../test/support/processes/served.ts";
import { Client, Refused } from "../soak/client.ts";
import { pictures } from "../soak/pictures.ts";
import { processesOf } from "../processes.ts";

const jobs = Number(process.argv[2] ?? "10000");
/** At once: one of them runs, the others wait. */
const atOnce = 8;

const cache = await mkdtemp(join(tmpdir(), "cancelled-"));
const server = await serve(undefined, [], { FULLCONV_CACHE: cache });
const client = await Client.enter(server.address);
const drawn = await pictures();
const images = await Promise.all(
  [drawn.small, drawn.digits, drawn.middle].map(({ name, bytes }) =>
    client.id("POST", `/api/images?name=${name}`, bytes),
  ),
);
const request = { model: "lenet-digits", device: "cpu", memory: 256e6 };

const look = (when: string): void => {
  const held = processesOf(server.pid).map(
    ({ role, resident, descriptors }) =>
      `${role} ${Math.round(resident / 1e6)} MB, ${descriptors} descriptors`,
  );
  const files = readdirSync(cache, { recursive: true }).length;
  console.log(`${when}: ${held.join("; ")}; ${files} files`);
};

const ends = new Map<string, number>();
async function cancelled(index: number): Promise<void> {
  let stopping: Promise<unknown> = Promise.resolve();
  const body = { ...request, image: images[index % images.length] };
  const end = await client
    .job("/api/analyses", body, (event) => {
      if (event.type === "started") stopping = client.ask("DELETE", `/api/jobs/${event.job}`);
    })
    .then(
      () => "done",
      (cause: unknown) => (cause instanceof Refused ? cause.code : String(cause)),
    );
  await stopping.catch((cause: unknown) => ends.set(String(cause), 1));
  ends.set(end, (ends.get(end) ?? 0) + 1);
}

const whole = (): Promise<unknown> => client.job("/api/analyses", { ...request, image: images[2] });

try {
  await whole();
  look("before");
  let next = 0;
  const visitor = async (): Promise<void> => {
    while (next < jobs) {
      const index = next++;
      await cancelled(index);
      if ((index + 1) % Math.ceil(jobs / 5) === 0) look(`after ${index + 1}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, visitor));
  look("after all");
  const began = performance.now();
  await client.json("GET", "/api/models");
  console.log(`a short request is answered in ${Math.round(performance.now() - began)} ms`);
  await whole();
  look("after one more pass");
  console.log([...ends].map(([end, count]) => `${end}: ${count}`).join(", "));
} finally {
  await server.stop();
  console.log(`after its end: ${readdirSync(cache).length} entries in the cache`);
  await rm(cache, { recursive: true, force: true });
}
