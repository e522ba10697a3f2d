/**
 * @file A page of the guide as a program: its `bash` and `python` frames one after the other, as a reader would type them, and
 * what the `text` frames below them say that they print.
 */

export interface Frame {
  readonly language: string;
  /** What follows the language, as `exits=2`. */
  readonly settings: ReadonlyMap<string, string>;
  readonly text: string;
}

function setting(word: string): [string, string] {
  const [name = "", value = ""] = word.split("=");
  return [name, value];
}

/** Fenced frames of a Markdown page. */
export function frames(page: string): Frame[] {
  const all = page.matchAll(/^```(\S+)([^\n]*)\n(.*?)^```$/gms);
  return [...all].map(([, language = "", words = "", text = ""]) => ({
    language,
    settings: new Map(words.trim().split(" ").map(setting)),
    text,
  }));
}

/** Where a page's links and pictures lead, within the project; with `#heading` where that is meant. */
export const links = (page: string): string[] =>
  [...page.matchAll(/(?:\]\(|src="|srcset=")(?!https?:)([^)"]+)/g)].flatMap(([, to]) => to ?? []);

/** What stands behind `#` in a link to a heading. */
export const headings = (page: string): string[] =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, words = ""]) =>
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

/** Files below `results/` that the prose names. */
export function namedResults(page: string): string[] {
  const prose = page.replace(/^```.*?^```$/gms, "");
  return [...prose.matchAll(/`(results\/[^`]+)`/g)].flatMap(([, path]) => path ?? []);
}

/** Modules that a Python frame needs. */
export const imports = (code: string): string[] =>
  [...code.matchAll(/^(?:import|from) (\w+)/gm)].flatMap(([, name]) => name ?? []);

/**
 * One bash script of the frames that run, in one shell, so that `cd` holds. What frame `n` prints goes to `$OUT/n`; in the end
 * `$OUT/folder` says where it ended.
 * @param frames null where one does not run
 */
export function script(frames: readonly (Frame | null)[]): string {
  const parts = frames.map((frame, index) =>
    frame ? `exec >"$OUT/${index}" 2>&1\n${command(frame)}` : "",
  );
  return ["set -e", ...parts, 'pwd >"$OUT/folder"', ""].join("\n");
}

function command({ language, settings, text }: Frame): string {
  if (language === "python") return `python3 - <<'END_OF_PYTHON'\n${text}END_OF_PYTHON`;
  const file = settings.get("file");
  if (file !== undefined) return `cat >${file} <<'END_OF_FILE'\n${text}END_OF_FILE`;
  const exits = settings.get("exits");
  if (exits === undefined) return text;
  return `set +e\n${text}status=$?\nset -e\n[ $status -eq ${exits} ]`;
}

/** A line as a pattern: `…` is anything, and where milliseconds stand every number is one of many. */
function pattern(line: string): RegExp {
  const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const numbers = (text: string): string =>
    text
      .split(/\d+(?:\.\d+)?/)
      .map(literal)
      .join("[\\d.]+");
  const isTimed = /\d ms\b/.test(line);
  const parts = line
    .trimEnd()
    .split("…")
    .map(isTimed ? numbers : literal);
  return new RegExp(`^${parts.join(".*")}$`);
}

/** The first line of `expected` that does not follow in `printed`, after those before it; undefined if all do. */
export function missingLine(expected: string, printed: string): string | undefined {
  const lines = printed.split("\n").map((line) => line.trimEnd());
  let from = 0;
  for (const line of expected.trimEnd().split("\n")) {
    const at = lines.findIndex(
      (candidate, index) => index >= from && pattern(line).test(candidate),
    );
    if (at < 0) return line;
    from = at + 1;
  }
  return undefined;
}
