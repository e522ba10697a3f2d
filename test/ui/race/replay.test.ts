import { expect, it } from "vitest";
import { Replay } from "../../../src-renderer/state/race/replay.svelte.ts";

it("plays at the chosen speed, stops at the end, and begins again from there", () => {
  const replay = new Replay();
  replay.begin(5000, false);
  expect([replay.pace, replay.playing, replay.time]).toEqual([1, true, 0]);
  replay.advance(100);
  replay.pace = 10;
  replay.advance(100);
  expect(replay.time).toBe(1100);
  replay.toggle();
  replay.advance(100);
  expect(replay.time).toBe(1100);
  replay.toggle();
  replay.advance(1000);
  expect([replay.time, replay.playing, replay.isOver]).toEqual([5000, false, true]);
  replay.toggle();
  expect([replay.time, replay.playing]).toEqual([0, true]);
});

it("takes ten seconds where it is fitted, and is moved within the race alone", () => {
  const replay = new Replay();
  replay.begin(200, false);
  replay.advance(5000);
  expect(replay.time).toBeCloseTo(100, 9);
  replay.step(-0.75);
  expect(replay.time).toBe(0);
  replay.seek(999);
  expect(replay.time).toBe(200);
});

it("begins with its end, at rest, for whoever wants less motion", () => {
  const replay = new Replay();
  replay.begin(200, true);
  expect([replay.time, replay.playing]).toEqual([200, false]);
});
