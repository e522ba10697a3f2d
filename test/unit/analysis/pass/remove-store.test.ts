/** @file A map on the disk that is removed is out of the way of the next one of its name at once. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { removeStore, storeFolder } from "../../../../src-main/analysis/pass/maps.ts";
import { ownSession } from "../../../../src-main/files/cache-folder.ts";

it("leaves what is written under its name while it is being removed", async () => {
  ownSession();
  const folder = storeFolder("a map");
  const write = (content: string): void => {
    mkdirSync(join(folder, "1", "c"), { recursive: true });
    for (let part = 0; part < 200; part++)
      writeFileSync(join(folder, "1", "c", `${part}`), content);
  };
  write("old");
  const removing = removeStore("a map");
  expect(existsSync(folder)).toBe(false);
  write("new");
  await removing;
  expect(readdirSync(join(folder, "1", "c"))).toHaveLength(200);
  await removeStore("a map");
  expect(readdirSync(dirname(folder)).filter((name) => name.includes(".ome.zarr"))).toEqual([]);
});
