/**
 * @file Hours of what visitors do to a running `fullconv serve`: jobs that end, jobs that are stopped while they run or wait,
 * downloads and uploads that break off, models that come and go, and processes that are killed. Every result is compared with
 * what the same request gave while nothing else ran.
 *
 *   npm run soak -- [--minutes 120] [--visitors 3] [--seed 1] [--cycle 5] [--kills 0] [--kills-for MINUTES]
 *
 * All visitors rest after each `--cycle` (minutes): then memory and descriptors of every process are written down, and nothing of
 * them may be left on the disk. `--kills` is the mean time between two kills, in seconds, none by default; `--kills-for` ends them after so many
 * minutes, so that one run shows both how kills are borne and whether the memory of what lives on is flat. Linux only.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seeded } from "../test/support/random.ts";
import { serve } from "../test/support/processes/served.ts";
import { Client } from "./soak/client.ts";
import { nameOf, wishes } from "./soak/expected.ts";
import { filesIn } from "./soak/files.ts";
import { pictures } from "./soak/pictures.ts";
import { isRunning, processesOf } from "./processes.ts";
import { report } from "./soak/report.ts";
import { visitors } from "./soak/visitors.ts";
import { pass } from "./soak/visits.ts";
import { Watch } from "./soak/watch.ts";
import { World } from "./soak/world.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "120" },
    visitors: { type: "string", default: "3" },
    seed: { type: "string", default: "1" },
    cycle: { type: "string", default: "5" },
    kills: { type: "string", default: "0" },
    "kills-for": { type: "string", default: "Infinity" },
  },
});
const [minutes = NaN, many = NaN, seed = NaN, cycle = NaN, kills = NaN, killsFor = NaN] = [
  values.minutes,
  values.visitors,
  values.seed,
  values.cycle,
  values.kills,
  values["kills-for"],
].map(Number);
if (Number.isNaN(killsFor) || ![minutes, many, seed, cycle, kills].every(Number.isFinite))
  throw new RangeError(
    "--minutes, --visitors, --seed, --cycle, --kills and --kills-for: numbers are needed",
  );

const folder = mkdtempSync(join(tmpdir(), "fullconv-soak-"));
const [home, temporary] = [join(folder, "home"), mkdtempSync(join(folder, "tmp-"))];
const server = await serve(home, [], {
  FULLCONV_CACHE: join(folder, "cache"),
  TMPDIR: temporary,
});
const world = new World(await Client.enter(server.address), await pictures(), seeded(seed));
for (const wish of wishes) {
  const image = await world.upload(wish.picture);
  const [first, second] = [await pass(world, wish, image), await pass(world, wish, image)];
  if (JSON.stringify(first) !== JSON.stringify(second))
    world.defect(`${nameOf(wish)} differs while nothing else runs`);
  world.expected.set(nameOf(wish), first);
  await world.client.ask("DELETE", `/api/images/${image}`);
}

const watch = new Watch(world.client, server.pid);
const known = new Set(filesIn(folder).keys());
/** Files that one visit or the other may make, and that stay: trials of networks, the log. */
const stays = /(?:^|\/)(?:trials|logs|settings)|session-[^/]+\/[0-9a-f]{32}\./;
while (watch.minute < minutes) {
  await visitors(world, watch, {
    many,
    minutes: Math.min(cycle, minutes - watch.minute),
    kills: watch.minute < killsFor ? kills : 0,
    root: server.pid,
  });
  const seen = watch.rest();
  const left = [...filesIn(folder)].filter(([path]) => !known.has(path) && !stays.test(path));
  for (const [path, size] of left) world.defect(`left after a cycle: ${path}, ${size} bytes`);
  for (const [path] of left) known.add(path);
  console.error(
    `${watch.minute.toFixed(1)} min: ${seen.map(({ role, resident, descriptors }) => `${role} ${(resident / 1e6).toFixed(0)} MB ${descriptors} fd`).join(", ")}; ${world.defects.length} defects`,
  );
}
await watch.stop();
const last = processesOf(server.pid).map(({ pid }) => pid);
await server.stop();
await new Promise((resolve) => setTimeout(resolve, 2000));
for (const pid of last.filter(isRunning)) world.defect(`process ${pid} outlives the server`);
for (const [path, size] of filesIn(folder))
  if (!path.includes("trials")) world.defect(`left at the end: ${path}, ${size} bytes`);
console.log(report(world, watch));
rmSync(folder, { recursive: true, force: true });
process.exitCode = world.defects.length > 0 ? 1 : 0;
