/**
 * @file Records all that a build says and writes, so that two builds can be compared with `diff -r`.
 *
 *     node --import tsx scripts/record-behaviour.ts <dist folder> <out folder> [scene…]
 *
 * The scenes are those of record-behaviour/scenes, and `api`; where none is named all are played. The build lies beside its
 * package.json, models and node_modules. What cannot be the same twice (times above all) is replaced by the rules of
 * record-behaviour/normalize/rules.ts.
 */
import { existsSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { recordApi } from "./record-behaviour/api/record.ts";
import { makeInputs } from "./record-behaviour/inputs.ts";
import { normalizer } from "./record-behaviour/normalize/normalize.ts";
import { makePlace } from "./record-behaviour/place.ts";
import { playScene } from "./record-behaviour/scene.ts";
import { allScenes } from "./record-behaviour/scenes/index.ts";

const [dist, out, ...wanted] = process.argv.slice(2);
if (dist === undefined || out === undefined)
  throw new Error("usage: record-behaviour.ts <dist folder> <out folder> [scene…]");
if (existsSync(out)) throw new Error(`${out}: exists and is not overwritten`);

const place = makePlace(dist);
try {
  await makeInputs(place.inputs);
  const normalize = normalizer(place);
  const scenes = await allScenes(place);
  const unknown = wanted.find((name) => name !== "api" && !(name in scenes));
  if (unknown !== undefined)
    throw new Error(
      `${unknown} is no scene: choose some of ${Object.keys(scenes).join(", ")}, api`,
    );
  const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
  const waiting = Object.entries(scenes).filter(([name]) => isWanted(name));
  const work = async (): Promise<void> => {
    for (let scene = waiting.shift(); scene; scene = waiting.shift()) {
      const begun = performance.now();
      await playScene(place, scene, join(resolve(out), "cli"), normalize);
      console.log(`${scene[0]}: ${((performance.now() - begun) / 1000).toFixed(0)} s`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  if (isWanted("api")) await recordApi(place, join(resolve(out), "api"), normalize);
} finally {
  rmSync(place.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
