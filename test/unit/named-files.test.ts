/** @file What a page names and is not there is found. */
import { expect, it } from "vitest";
import { misnamed } from "../../scripts/house/named-files.mjs";

const paths = [
  "README.md",
  "docs/networks.md",
  "docs/decisions/README.md",
  "models/lenet/card.json",
  "models/training/train.py",
  "scripts/make-zoo.ts",
  "src-main/analysis/models/model.ts",
  "src-main/cli/analyze.ts",
];
const missing = (text: string): readonly string[] => misnamed(text, paths, ["house"]);

it.each([
  "`src-main/cli/analyze.ts`, `cli/analyze.ts`, `analyze.ts`, `README.md`",
  "`analysis/models/`, `src-main/`, `cli/`, `models/`",
  "`node --import tsx scripts/make-zoo.ts <folder>`, `training/train.py`",
  "[networks](docs/networks.md#which), [decisions](docs/decisions), [here](#words), [there](https://a.org/b.md)",
  "`npm run house`, `npm test`, `…-routes.ts`, `*.svelte.ts`, `Request → Response`",
  "```\nnpm run house\n```",
])("all is there: %s", (text) => {
  expect(missing(text)).toEqual([]);
});

it.each([
  ["`src-main/nowhere/`", "src-main/nowhere/"],
  ["`nowhere/`", "nowhere/"],
  ["`nowhere.ts`", "nowhere.ts"],
  ["`nalyze.ts`", "nalyze.ts"],
  ["`training/nowhere.py`", "training/nowhere.py"],
  ["`npx tsx scripts/nowhere.ts`", "scripts/nowhere.ts"],
  ["[a page](docs/nowhere.md)", "docs/nowhere.md"],
  ["[a page](networks.md)", "networks.md"],
  ["[a file](scripts/make-zoo)", "scripts/make-zoo"],
  ["```\nnpm run nowhere -- --write\n```", "npm run nowhere"],
  // It reads as if it lay in the folder `models` of the root.
  ["`models/model.ts`", "models/model.ts"],
])("finds that something is not there: %s", (text, name) => {
  expect(missing(text)).toEqual([name]);
});
