import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import { sessionFolder } from "../../../src-main/files/cache-folder.ts";
import { partOf, removeTemporaries, temporaryFolder } from "../../../src-main/files/temporaries.ts";

const { pid } = process;
const other = pid + 1;

it("is removed for the process that made it, and nothing else is", async () => {
  const session = sessionFolder();
  const folder = await temporaryFolder("uploads");
  writeFileSync(join(folder, "a.png"), "x");
  const part = partOf(join(session, "0123abcd.tif"));
  const kept = [
    "0123abcd.tif",
    `0123abcd.tif.${other}-1.part`,
    `uploads-${other}-AbCdEf`,
    `${pid}.tif`,
    `x-${pid}-AbCdEf.json`,
    `0123abcd.tif.${pid}-1.part.json`,
  ];
  for (const name of kept) writeFileSync(join(session, name), "x");
  for (const path of [part, `${part}.tidy.part`]) writeFileSync(path, "x");
  mkdirSync(join(session, `vips-${pid}-AbCdEf`));
  await removeTemporaries(pid);
  expect(existsSync(folder)).toBe(false);
  const left = readdirSync(session).filter((name) => name !== "fullconv-session.txt");
  expect(left.sort()).toEqual(kept.sort());
  expect(basename(part)).toMatch(new RegExp(String.raw`^0123abcd\.tif\.${pid}-\d+\.part$`));
});
