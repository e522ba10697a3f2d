/** @file README and guide: their commands run in order, end as they say, print what stands below them, and write what they name. */
import { execFile, execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { cliScript } from "../support/cli.ts";
import { temporaryFolder } from "../support/folder.ts";
import type { Frame } from "../support/guide-page.ts";
import { frames, imports, missingLine, namedResults, script } from "../support/guide-page.ts";

const folder = temporaryFolder();
const guide = readdirSync("docs/guide").filter((name) => name.endsWith(".md"));
const pages = ["README.md", ...guide.map((name) => `docs/guide/${name}`)];
const text = (path: string): string => readFileSync(path, "utf8");

const commands = join(folder, "bin");
mkdirSync(commands);
writeFileSync(
  join(commands, "fullconv"),
  `#!/bin/sh\nexec "${process.execPath}" "${cliScript}" "$@"\n`,
);
chmodSync(join(commands, "fullconv"), 0o755);
symlinkSync(process.execPath, join(commands, "node"));

/** What is missing of Python and its packages is said, and the frame left out. */
function hasPython(code: string, page: string): boolean {
  try {
    execFileSync(
      "python3",
      [
        "-c",
        imports(code)
          .map((name) => `import ${name}`)
          .join("\n"),
      ],
      { stdio: "pipe" },
    );
    return true;
  } catch {
    console.warn(`${page}: not run, ${imports(code).join(", ")} are not all in this Python`);
    return false;
  }
}

const runsHere = ({ language, settings, text: code }: Frame, page: string): boolean =>
  language === "bash" || settings.has("file") || (language === "python" && hasPython(code, page));

/** A folder as a copy of the repository: with the models and the packages, and a home of its own. */
function copyFor(page: string): { at: string; out: string } {
  const at = join(folder, page.replaceAll("/", "-"));
  const out = join(at, "printed");
  mkdirSync(out, { recursive: true });
  for (const name of ["models", "node_modules"]) symlinkSync(resolve(name), join(at, name));
  return { at, out };
}

/** Runs a script to its end, however that is. */
const bash = (code: string, cwd: string, env: NodeJS.ProcessEnv): Promise<void> =>
  new Promise((done) => {
    execFile("bash", ["-c", code], { cwd, env: { ...process.env, ...env } }, () => {
      done();
    });
  });

const isWindows = process.platform === "win32";
if (isWindows) console.warn("the guide's commands are not run: they are bash's");

describe.skipIf(isWindows)("README and guide", () => {
  it.each(pages)(
    "%s: its commands do what it says",
    async (page) => {
      const all = frames(text(page));
      const { at, out } = copyFor(page);
      const ran = all.map((frame) => runsHere(frame, page));
      const path = [commands, process.env["PATH"]].join(delimiter);
      await bash(
        script(all, (frame) => ran[all.indexOf(frame)] ?? false),
        at,
        {
          PATH: path,
          OUT: out,
          FULLCONV_HOME: join(at, "home"),
        },
      );
      const printed = (index: number): string =>
        existsSync(join(out, String(index))) ? text(join(out, String(index))) : "";
      const last = ran.findLastIndex((_, index) => existsSync(join(out, String(index))));
      expect(existsSync(join(out, "done")), `${all[last]?.text ?? ""}\n${printed(last)}`).toBe(
        true,
      );
      for (const [index, { language, text: expected }] of all.entries()) {
        if (language !== "text" || !ran[index - 1]) continue;
        expect(missingLine(expected, printed(index - 1)), printed(index - 1)).toBe(undefined);
      }
      const results = text(join(out, "folder")).trim();
      const missing = namedResults(text(page)).filter((name) => !existsSync(join(results, name)));
      expect(missing).toEqual([]);
    },
    120_000,
  );

  it("has pictures and links that lead somewhere", () => {
    for (const page of pages) {
      const links = text(page).matchAll(/(?:\]\(|src="|srcset=")(?!https?:)([^)"#]+)/g);
      const lost = [...links].filter(([, target = ""]) => !existsSync(join(dirname(page), target)));
      expect(
        lost.map(([, target]) => target),
        page,
      ).toEqual([]);
    }
  });
});
