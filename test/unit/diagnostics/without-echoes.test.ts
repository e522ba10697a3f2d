import { expect, it } from "vitest";
import { withoutEchoes } from "../../../src-main/diagnostics/without-echoes.ts";
import type { Entry } from "../../../src-main/log/entry.ts";

const died = "the engine process ended unexpectedly (SIGKILL) and will be restarted";
const at = (second: number, room: string, message: string): Entry => ({
  time: `2026-01-01T00:00:${String(second).padStart(2, "0")}.000Z`,
  level: "error",
  room,
  message,
});

it("tells once what one end leaves in three parts of the log", () => {
  const first = at(1, "engine", died);
  expect(
    withoutEchoes([
      first,
      at(1, "engine", `a pass: failed: ${died} after 3.1 s`),
      at(2, "api", `worker-died: ${died}`),
    ]),
  ).toEqual([first]);
});

it("keeps what happened again, and what is only alike", () => {
  const entries = [
    at(1, "engine", died),
    at(3, "engine", died),
    at(30, "api", `worker-died: ${died}`),
    at(31, "api", "image-unreadable: a.png"),
    at(32, "api", "image-unreadable: a.png"),
  ];
  expect(withoutEchoes(entries)).toEqual(entries);
});
