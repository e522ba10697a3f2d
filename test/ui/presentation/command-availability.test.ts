import { describe, expect, test } from "vitest";
import type {
  CommandFacts,
  CommandName,
  CommandReason,
} from "../../../src-renderer/presentation/command-availability.ts";
import {
  commandAvailability,
  commandNames,
  commandReasons,
} from "../../../src-renderer/presentation/command-availability.ts";
import { messages } from "../../../src-renderer/i18n/index.ts";

const ready: CommandFacts = {
  dialog: false,
  table: false,
  elsewhere: false,
  image: "shown",
  map: true,
  pass: "done",
  resumable: false,
  measuring: null,
  hasBaseline: true,
  sampled: true,
  measured: true,
  found: 3,
  appEnded: false,
};

/** Those that cannot be used, and why. */
const refused = (facts: Partial<CommandFacts>): Partial<Record<CommandName, CommandReason>> =>
  Object.fromEntries(
    Object.entries(commandAvailability({ ...ready, ...facts })).filter(
      ([, reason]) => reason !== null,
    ),
  );

describe("commands", () => {
  test("after a pass all can be used, but for what would stop it", () => {
    expect(refused({})).toEqual({ stop: "nothing-runs", continue: "nothing-stopped" });
  });

  test("while the pass runs nothing is measured, exported or run again", () => {
    expect(refused({ pass: "running" })).toEqual({
      continue: "nothing-stopped",
      again: "pass-runs",
      repeat: "pass-runs",
      measure: "pass-runs",
      "measure-full": "pass-runs",
      "compare-devices": "pass-runs",
      race: "pass-runs",
      "export-analysis": "pass-runs",
    });
  });

  test("a detector that has no windows is not compared, and says so before all else", () => {
    const { measure, ...others } = refused({ hasBaseline: false, pass: "running" });
    expect(measure).toBe("no-baseline");
    expect(others["compare-devices"]).toBe("no-baseline");
    expect(others.repeat).toBe("pass-runs");
  });

  test.each([
    ["baseline", "baseline-runs"],
    ["repetition", "repetition-runs"],
    ["devices", "comparison-runs"],
  ] as const)("while %s is measured the rest waits, and can be stopped", (measuring, reason) => {
    expect(refused({ measuring })).toEqual({
      continue: "nothing-stopped",
      again: reason,
      repeat: reason,
      measure: reason,
      "measure-full": reason,
      "compare-devices": reason,
      race: reason,
    });
  });

  test("a race is watched once it was run", () => {
    expect(refused({ measured: false }).race).toBe("not-measured");
    expect(refused({ measured: false, hasBaseline: false }).race).toBe("no-baseline");
  });

  test("a pass that was stopped is finished first, or run again", () => {
    const stopped = { ...ready, pass: "stopped", resumable: true } as const;
    expect(commandAvailability(stopped).continue).toBeNull();
    const { repeat, again } = commandAvailability(stopped);
    expect(repeat).toBe("pass-unfinished");
    expect(again).toBeNull();
  });

  test("without an image, all that needs one says that it does", () => {
    const none = refused({ image: "none", map: false, pass: "none" });
    for (const name of commandNames)
      if (name !== "diagnostics") expect([name, none[name]]).toEqual([name, "no-image"]);
  });

  test.each([
    [{ dialog: true }, "dialog"],
    [{ table: true }, "table"],
    [{ elsewhere: true }, "elsewhere"],
  ] as const)("%o takes the image's commands away", (facts, reason) => {
    const { fit, overlay, measure, stop } = refused(facts);
    expect([fit, overlay, measure, stop]).toEqual([reason, reason, reason, reason]);
  });

  test("what is prepared can be stopped, and is not looked at yet", () => {
    const { fit, stop } = commandAvailability({ ...ready, image: "preparing", map: false });
    expect([fit, stop]).toEqual(["preparing", null]);
  });

  test("an app that has ended measures nothing", () => {
    expect(refused({ appEnded: true })).toMatchObject({ measure: "app-ended", again: "app-ended" });
  });

  test("every reason has words in every language", () => {
    for (const { commands } of Object.values(messages))
      for (const reason of commandReasons) expect(commands.reasons[reason]).toMatch(/[.。]$/);
  });
});
