/** @file Visitors at once, and who kills processes under them, until all rest. */
import { visits } from "./visits.ts";
import type { Visit } from "./visits.ts";
import { processesOf } from "../processes.ts";
import type { Watch } from "./watch.ts";
import type { World } from "./world.ts";

interface Plan {
  readonly many: number;
  readonly minutes: number;
  /** Mean seconds between two kills; 0 for none. */
  readonly kills: number;
  /** The server, which is not killed. */
  readonly root: number;
}

/** Resolves when all visits have ended and no process works any longer. */
export async function visitors(world: World, watch: Watch, plan: Plan): Promise<void> {
  const end = watch.minute + plan.minutes;
  const state = { isOver: false };
  const killing = plan.kills > 0 ? kill(world, plan, state) : Promise.resolve();
  await Promise.all(
    Array.from({ length: plan.many }, async () => {
      while (watch.minute < end) await visit(world);
    }),
  );
  state.isOver = true;
  await killing;
  await settled(world, plan.root);
}

async function visit(world: World): Promise<void> {
  const chosen = drawn(world);
  try {
    await chosen(world);
  } catch (cause) {
    const told = cause instanceof Error ? toldBy(cause) : String(cause);
    world.defect(`${chosen.name}: ${told}`);
  }
}

const toldBy = ({ message, cause }: Error): string =>
  cause instanceof Error ? `${message}: ${cause.message}` : message;

function drawn({ random }: World): Visit {
  let rest = random() * visits.reduce((sum, [, weight]) => sum + weight, 0);
  const found = visits.find(([, weight]) => (rest -= weight) < 0) ?? visits[0];
  if (!found) throw new Error("there are no visits");
  return found[0];
}

async function kill(
  world: World,
  { kills, root }: Plan,
  state: { isOver: boolean },
): Promise<void> {
  for (;;) {
    const next = performance.now() + 2000 * kills * world.random();
    while (performance.now() < next) {
      if (state.isOver) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const others = processesOf(root).filter(({ pid }) => pid !== root);
    if (others.length === 0) continue;
    const { pid, role } = world.pick(others);
    try {
      world.killed = performance.now();
      process.kill(pid, "SIGKILL");
      world.count(`${role} killed`);
    } catch {
      // It has ended by itself.
    }
  }
}

/** Until three looks in a row see the processes use no processor, or for a minute. */
async function settled(world: World, root: number): Promise<void> {
  let [quiet, before] = [0, NaN];
  for (let look = 0; look < 120 && quiet < 3; look++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const ticks = processesOf(root).reduce((sum, { ticks }) => sum + ticks, 0);
    // The light request goes on.
    quiet = Math.abs(ticks - before) <= 5 ? quiet + 1 : 0;
    before = ticks;
  }
  if (quiet < 3) world.defect("processes work on a minute after everybody has gone");
}
