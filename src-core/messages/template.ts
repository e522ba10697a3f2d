/**
 * @file Sentences with holes: `{path}: the file has {pages} {pages#page|pages}, {size:bytes}`.
 *
 * `{name}` is filled with a name, a number, another message or a list of them; `{name:format}` with a number in a format;
 * `{name#one|others}` with the word that goes with a number. The same holes in every language, numbers as each writes them.
 */

/** What fills a hole. Numbers stay numbers: each language writes them in its way. */
export type Param = string | number | Message | readonly Param[];
export type Params = Readonly<Record<string, Param>>;

/** What is said, in no language yet: the key of a template, and what fills its holes. Plain data, to cross every door. */
export interface Message {
  readonly key: string;
  readonly params: Params;
}

export const isMessage = (param: Param): param is Message =>
  typeof param === "object" && "key" in param;

type Hole<Template> = Template extends `${string}{${infer Inside}}${infer Rest}`
  ? Inside | Hole<Rest>
  : never;
type NumberName<Inside> = Inside extends `${infer Name}#${string}` | `${infer Name}:${string}`
  ? Name
  : never;
type PlainName<Inside> = Inside extends `${string}#${string}` | `${string}:${string}`
  ? never
  : Inside & string;

/** What a template has to be filled with. */
export type ParamsOf<Template> = Readonly<
  Record<NumberName<Hole<Template>>, number> &
    Record<Exclude<PlainName<Hole<Template>>, NumberName<Hole<Template>>>, Param>
>;

/** How a language fills holes. */
export interface Filler {
  /** @param format of a number; undefined where the template says none */
  readonly fill: (param: Param, format: string | undefined) => string;
  /** Whether a number goes with the first of two words. */
  readonly isOne: (count: number) => boolean;
}

const hole = /\{(\w+)(?::(\w+)|#([^|}]*)\|([^}]*))?\}/g;

/** Names of a template's holes. */
export const holesOf = (template: string): Set<string> =>
  new Set([...template.matchAll(hole)].map(([, name = ""]) => name));

/** @throws RangeError for a hole that nothing fills */
export const filled = (template: string, params: Params, { fill, isOne }: Filler): string =>
  template.replace(hole, (_, name: string, format?: string, one?: string, others?: string) => {
    const param = Object.hasOwn(params, name) ? params[name] : undefined;
    if (param === undefined) throw new RangeError(`nothing fills {${name}} of "${template}"`);
    if (one === undefined || others === undefined) return fill(param, format);
    return isOne(Number(param)) ? one : others;
  });
