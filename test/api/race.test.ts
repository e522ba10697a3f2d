import { afterAll, expect, it } from "vitest";
import type { z } from "zod";
import { errorResponse, jobEvent, openedImage } from "../../src-core/contract/api.ts";
import type { RaceLeg } from "../../src-core/contract/race.ts";
import { race as raceSchema } from "../../src-core/contract/race.ts";
import { LocalPictures } from "../../src-main/analysis/pictures.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { createApi } from "../../src-main/api/api.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";

const api = createApi({
  analyst: new Workbench(onnxruntime, "models"),
  pictures: new LocalPictures(),
});
afterAll(() => api.close());

const call = (path: string, init?: RequestInit): Promise<Response> =>
  api.fetch(new Request(`http://app/api${path}`, init));
const post = (path: string, body: unknown): Promise<Response> =>
  call(path, { method: "POST", body: JSON.stringify(body) });
const get = async <T>(schema: z.ZodType<T>, path: string): Promise<T> =>
  schema.parse(await (await call(path)).json());
/** The last thing that a job says. */
async function outcome(
  response: Response,
): Promise<Extract<z.infer<typeof jobEvent>, { type: "result" }>> {
  const last = jobEvent.parse(
    JSON.parse((await response.text()).trimEnd().split("\n").at(-1) ?? ""),
  );
  if (last.type !== "result") throw new Error(`ended with ${last.type}`);
  return last;
}

const first = (legs: readonly RaceLeg[]): RaceLeg => {
  if (!legs[0]) throw new Error("no leg");
  return legs[0];
};
const rises = (values: readonly number[]): boolean =>
  values.every((value, at) => value >= (values[at - 1] ?? 0));

it("a comparison can be watched: its race agrees with what it told", async () => {
  const opened = openedImage.parse(
    await (await post("/images/sample", { model: "lenet-digits" })).json(),
  );
  const wanted = { image: opened.id, model: "lenet-digits", device: "cpu", runs: 3 };
  const { analysis } = await outcome(await post("/analyses", wanted));
  const early = await call(`/analyses/${analysis}/race`);
  expect(early.status).toBe(404);
  expect(errorResponse.parse(await early.json()).error.message).toContain("measure the baseline");
  const { result } = await outcome(await post(`/analyses/${analysis}/baseline`, { budget: 1500 }));
  const race = await get(raceSchema, `/analyses/${analysis}/race`);
  const { speedup, timings, map } = result;
  expect(race.rounds).toBe(3);
  expect(race.batch).toBe(timings.window?.batched.batch);
  for (const way of ["batched", "single"] as const) {
    const [pass, windows] = [first(race[way].pass), first(race[way].windows)];
    expect(windows.total / pass.total).toBeCloseTo(speedup?.[way] ?? NaN, 6);
    expect(pass).toMatchObject({ cells: map.columns * map.rows, measured: map.columns * map.rows });
    expect(windows.cells).toBe(timings.window?.positions);
    expect(windows.measured).toBe(timings.window?.[way].measured);
    expect(windows.total).toBeGreaterThanOrEqual(timings.window?.[way].min ?? NaN);
    expect(windows.total).toBeLessThanOrEqual(timings.window?.[way].max ?? NaN);
    for (const { times, counts, measured, total, cells } of [pass, windows]) {
      expect(rises(times) && rises(counts)).toBe(true);
      expect(counts.at(-1)).toBe(measured);
      expect((times.at(-1) ?? NaN) / ((total * measured) / cells)).toBeCloseTo(1, 2);
    }
    const scores = await call(`/analyses/${analysis}/race/scores/${way}`);
    const own = new Float32Array(await scores.arrayBuffer());
    expect(own.length).toBe(windows.measured);
    expect(Math.max(...own)).toBeGreaterThan(0.9);
  }
  expect((await call(`/analyses/${analysis}/race/scores/both`)).status).toBe(400);
  expect((await call(`/analyses/none/race`)).status).toBe(404);
});
