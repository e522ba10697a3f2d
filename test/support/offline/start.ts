/** @file Starts a scenario, in a network of its own where the system lets one have it. */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Telling, Told } from "./told.ts";

const works = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: "ignore" }).status === 0;

/** Why nothing can be watched here, or null. */
export function watchObstacle(): string | null {
  if (process.platform !== "linux") return "system calls are watched on Linux alone";
  const seen = works("strace", ["-f", "--seccomp-bpf", "-o", "/dev/null", "true"]);
  return seen ? null : "there is no strace, or it may not watch processes";
}

const loopbackUp = "ip link set lo up";

/** What makes a network with nobody in it, or null where the system has none: as root, or as whoever may be one inside. */
export function closedNetwork(): readonly string[] | null {
  const ways = [[], ["--user", "--map-root-user"]].map((more) => [...more, "--net", "--mount"]);
  return ways.find((way) => works("unshare", [...way, "sh", "-c", loopbackUp])) ?? null;
}

export interface Scenario {
  /** Resolves with the next thing of a type that is told. @throws Error when it ends before */
  next<T extends Told["type"]>(type: T): Promise<Extract<Told, { type: T }>>;
  /** All that was told. */
  readonly told: readonly Told[];
  end(): void;
  kill(): void;
}

export interface ScenarioWish {
  readonly folder: string;
  readonly more: Readonly<Record<string, string>>;
  readonly commands: readonly (readonly string[])[];
}

/** @param network of `closedNetwork`; the machine's own where it is null */
export function startScenario(wish: ScenarioWish, network: readonly string[] | null): Scenario {
  mkdirSync(wish.folder, { recursive: true });
  const script = "test/support/offline/scenario.ts";
  const argument = JSON.stringify({ ...wish, closed: network !== null });
  const node = [process.execPath, "--import", "tsx", script, argument];
  const resolv = join(wish.folder, "resolv.conf");
  writeFileSync(resolv, "nameserver 127.0.0.1\n");
  const inside = `${loopbackUp} && mount --bind "$0" /etc/resolv.conf && exec "$@"`;
  const [command = "", ...args] = network
    ? ["unshare", ...network, "sh", "-c", inside, resolv, ...node]
    : node;
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"], detached: true });
  const told: Told[] = [];
  const listeners = new Set<() => void>();
  let ended = false;
  createInterface(child.stdout)
    .on("line", (line) => {
      told.push({ ...(JSON.parse(line) as Telling), at: performance.now() });
      for (const listener of [...listeners]) listener();
    })
    .on("close", () => {
      ended = true;
      for (const listener of [...listeners]) listener();
    });
  return {
    told,
    next: (type) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = told.find((one) => one.type === type);
          if (found) resolve(found as never);
          else if (ended) reject(new Error(`the scenario ended before it told of "${type}"`));
          else return;
          listeners.delete(look);
        };
        listeners.add(look);
        look();
      }),
    end: () => child.stdin.end("end\n"),
    kill: () => {
      // With all that it started.
      if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    },
  };
}
