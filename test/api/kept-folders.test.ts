/** @file Folders that are kept and cannot be looked into: told as damaged files are, and nothing else stops. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { StateNotice } from "../../src-core/contract/state.ts";
import type { Analyst } from "../../src-main/analysis/analyst.ts";
import { LocalPictures } from "../../src-main/analysis/pictures.ts";
import type { Api } from "../../src-main/api/api.ts";
import { createApiAndPages } from "../../src-main/api/api-and-pages.ts";
import { temporaryFolder } from "../support/folder.ts";

const folder = temporaryFolder();
const before = process.env["FULLCONV_HOME"];
let home = "";
let told: StateNotice[] = [];
let api: Api;
beforeEach(() => {
  home = mkdtempSync(join(folder, "home-"));
  process.env["FULLCONV_HOME"] = home;
  told = [];
  api = createApiAndPages({
    analyst: {
      models: () => Promise.resolve([]),
      damagedModels: () => Promise.resolve([]),
    } as unknown as Analyst,
    pictures: new LocalPictures(),
    onState: (notice) => {
      told.push(notice);
    },
  });
});
afterEach(async () => {
  await api.close();
  process.env["FULLCONV_HOME"] = before;
});
const get = async (path: string): Promise<unknown> =>
  (await api.fetch(new Request(`http://app/api/${path}`))).json();

it.each(["models", "batches"])("%s that is a file is told, once", async (name) => {
  writeFileSync(join(home, name), "");
  expect([await get(name), await get(name)]).toEqual([[], []]);
  const reason = "it is no folder: move it away";
  expect(told).toMatchObject([{ code: "unreadable", path: join(home, name), reason }]);
});

it.skipIf(process.platform === "win32")(
  "a link to a disk that is not there is told, and told anew after it was there",
  async () => {
    const [link, disk] = [join(home, "models"), join(home, "disk")];
    symlinkSync(disk, link);
    await get("models");
    mkdirSync(disk);
    await get("models");
    expect(told).toHaveLength(1);
    rmSync(disk, { recursive: true });
    await get("models");
    const reason = `it is a link to ${disk}, which is not there: mount its disk, or remove the link`;
    const notice = { code: "unreadable", path: link, reason };
    expect(told).toMatchObject([notice, notice]);
  },
);

it("says nothing of folders that are not there yet", async () => {
  await Promise.all(["models", "batches"].map(get));
  expect(told).toEqual([]);
});
