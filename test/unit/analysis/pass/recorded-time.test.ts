import { expect, it } from "vitest";
import { recordTime } from "../../../../src-main/analysis/pass/recorded-time.ts";
import { ownSession } from "../../../../src-main/files/cache-folder.ts";

ownSession();
const sample = { time: 7, cells: 1 };
const nothing = { time: 0, cells: 0 };

it("adds up what several runs took, each device for itself", async () => {
  const key = `image ${process.pid}`;
  expect(await recordTime([key, "cpu"], { time: 10, cells: 4 }, sample)).toEqual({
    time: 10,
    cells: 4,
  });
  expect(await recordTime([key, "cpu"], { time: 5, cells: 2 }, sample)).toEqual({
    time: 15,
    cells: 6,
  });
  expect(await recordTime([key, "cpu"], nothing, sample)).toEqual({ time: 15, cells: 6 });
  // A map that another device made says nothing of this one's time: the sample does.
  expect(await recordTime([key, "webgpu GPU 1"], nothing, sample)).toEqual(sample);
});
