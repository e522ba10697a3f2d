/**
 * @file What diagnostics leave out: paths, names of files, the user, the machine, addresses. Where it is not sure where something private
 * ends, the rest of the line goes with it: too little is told then, never too much. What was left out is counted.
 */
import { formsOf } from "../log/known-names.ts";
import { withoutTokens } from "../log/without-tokens.ts";

export interface Private {
  readonly home: string;
  readonly user: string;
  readonly host: string;
  /** Where the app itself lies: it is the same for many, and its files' names help. */
  readonly app: string;
  /** Names that are not private: the models that come with the app. */
  readonly known?: readonly string[];
}

export type LeftOut = Readonly<Record<Kind, number>>;
type Kind = "path" | "name" | "user" | "host" | "address" | "token";

/**
 * Where a path begins: a drive, a share, a home folder, a root, or an address of a file, percent-encoded or not. Other scripts than
 * Latin set no space before it.
 */
const pathStart = new RegExp(
  [
    String.raw`(?<![\p{Script=Latin}\p{N}])file:(?=[\\/%])`,
    String.raw`(?<![\p{Script=Latin}\p{N}])[a-z](?::|%3a)(?:[\\/]|%5c|%2f)`,
    String.raw`\\\\|%5c%5c`,
    String.raw`(?<![\p{Script=Latin}\p{N}])\.{0,2}~?[\\/](?=[^\s\\/])(?<!<app>[\\/])`,
    String.raw`(?<![\p{Script=Latin}\p{N}])%2f`,
  ].join("|"),
  "iu",
);

const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "`": "`",
  "“": "”",
  "‘": "’",
  "«": "»",
  "「": "」",
  "『": "』",
};

const anyQuote = /["'`“”‘’«»「」『』]/u;

/** What files of users end with; names may hold spaces, so nobody knows where one begins. */
const fileName =
  /^.*\.(?:png|apng|jpe?g|jfif|tiff?|webp|avif|hei[cf]|gif|bmp|svs|ndpi|dcm|pdf|svg|onnx|npy|npz|pb|pth?|h5|tflite|safetensors|json|geojson|txt|csv|tsv|xml|ya?ml|zip|zarr|html)(?![\p{Script=Latin}\p{N}_])/iu;
/** Those of the app say nothing of its user. */
const ownFiles = /<app>[^\s"'`]*/g;

const address = /[^\s@<>"'():;,]+@[^\s@<>"'():;,]+/gu;

export class Redactor {
  private readonly own: Private;
  private readonly counts: Record<Kind, number> = {
    path: 0,
    name: 0,
    user: 0,
    host: 0,
    address: 0,
    token: 0,
  };

  constructor(own: Private) {
    this.own = own;
  }

  get leftOut(): LeftOut {
    return { ...this.counts };
  }

  /** @param names what of the text is known to be private @param withPaths leaves out nothing but what lets somebody in */
  line(text: string, names: readonly string[] = [], withPaths = false): string {
    if (withPaths) return this.withoutTokens(text, names.flatMap(formsOf));
    const { app, user, host, home } = this.own;
    let left = replaceAll(text, app, "<app>", () => undefined).replace(
      /file:\/\/\/?(?=<app>)/g,
      "",
    );
    const known = new Set(this.own.known);
    for (const name of [...names].sort((a, b) => b.length - a.length))
      if (!known.has(name)) left = this.without(left, name, /[\\/]/.test(name) ? "path" : "name");
    // A piece that looks like a token may stand in a name, which is known as a whole alone.
    left = this.withoutTokens(left);
    left = this.withoutPaths(left);
    left = this.withoutFileNames(left);
    left = left.replace(address, () => this.mark("address"));
    left = this.without(left, home, "path");
    left = this.without(left, user, "user");
    left = this.without(left, host, "host");
    return this.without(left, host.split(".")[0] ?? "", "host");
  }

  private mark(kind: Kind): string {
    this.counts[kind]++;
    return `<${kind}>`;
  }

  private withoutTokens(text: string, spared: readonly string[] = []): string {
    const clean = withoutTokens(text, spared);
    const marks = (from: string): number => from.split("<token>").length - 1;
    this.counts.token += marks(clean);
    return clean;
  }

  private without(text: string, what: string, kind: Kind): string {
    if (what === "") return text;
    const escaped = JSON.stringify(what).slice(1, -1);
    // Half characters cannot be encoded, and are escaped in messages.
    const whole = what.replace(/\p{Cs}/gu, "");
    const encoded = [encodeURIComponent(whole), encodeURI(whole)];
    return [...formsOf(what), escaped, ...encoded]
      .filter((form, index, all) => all.indexOf(form) === index)
      .reduce((left, form) => replaceAll(left, form, `<${kind}>`, () => this.counts[kind]++), text);
  }

  /** In quotes one path ends with the last of them; else nobody knows where, and all that follows goes. */
  private withoutPaths(text: string): string {
    const found = pathStart.exec(text);
    if (!found) return text;
    const before = text.slice(0, found.index);
    const after = text.slice(found.index + found[0].length);
    const closing = quotes[before.at(-1) ?? ""];
    const end = closing === undefined ? -1 : after.lastIndexOf(closing);
    const tail = end < 0 ? "" : after.slice(end);
    // Names may hold quotes, and there may be several paths.
    const isOne = !pathStart.test(after) && !anyQuote.test(tail.slice(1));
    return before + this.mark("path") + (isOne ? tail : "");
  }

  private withoutFileNames(text: string): string {
    const [name] =
      fileName.exec(text.replace(ownFiles, (own) => own.replaceAll(".", "\u0000"))) ?? [];
    return name === undefined ? text : this.mark("name") + text.slice(name.length);
  }
}

/** Where no letter or digit goes on, so that a short name leaves words alone; in any case of letters. */
function replaceAll(text: string, what: string, by: string, onEach: () => void): string {
  if (!text.toLowerCase().includes(what.toLowerCase())) return text;
  const escaped = what.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = new RegExp(
    `(?<![\\p{Script=Latin}\\p{N}])${escaped}(?![\\p{Script=Latin}\\p{N}])`,
    "giu",
  );
  return text.replace(pattern, () => {
    onEach();
    return by;
  });
}
