/** @file README and guide: their commands run in order, end as they say, print what stands below them, and write what they name. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { frames, headings, links, missingLine, namedResults } from "../support/guide/page.ts";
import { runPage } from "../support/guide/run.ts";

const folder = temporaryFolder();
const guide = readdirSync("docs/guide").filter((name) => name.endsWith(".md"));
const pages = ["README.md", ...guide.map((name) => `docs/guide/${name}`)];
const text = (path: string): string => readFileSync(path, "utf8");

const isWindows = process.platform === "win32";
if (isWindows) console.warn("not run: the guide's commands are those of bash");

describe.skipIf(isWindows)("the commands of README and guide", () => {
  it.each(pages)("do what %s says", async (page) => {
    const all = frames(text(page));
    const ran = await runPage(all, join(folder, page.replaceAll("/", "-")), (why) => {
      console.warn(`${page}: a frame is not run, ${why}`);
    });
    const last = ran.printed.findLastIndex((printed) => printed !== null);
    expect(ran.folder, `${all[last]?.text ?? ""}\n${ran.printed[last] ?? ""}`).not.toBeNull();
    for (const [index, { language, text: expected }] of all.entries()) {
      const printed = ran.printed[index - 1] ?? null;
      if (language === "text" && printed !== null)
        expect(missingLine(expected, printed), printed).toBeUndefined();
    }
    const written = (name: string): boolean => existsSync(join(ran.folder ?? "", name));
    expect(namedResults(text(page)).filter((name) => !written(name))).toEqual([]);
  });
});

it.each(pages)("the links and pictures of %s are there", (page) => {
  const lost = links(text(page)).filter((link) => {
    const [path = "", heading] = link.split("#");
    const target = path === "" ? page : join(dirname(page), path);
    if (!existsSync(target)) return true;
    return heading !== undefined && !headings(text(target)).includes(heading);
  });
  expect(lost).toEqual([]);
});
