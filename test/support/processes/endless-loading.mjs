/** @file Preloaded into the command: it says on standard error when a library with native code is asked for, which never comes. */
import { register } from "node:module";

const hooks = `
  import { writeSync } from "node:fs";
  export async function resolve(name, context, next) {
    if (name !== "sharp") return next(name, context);
    writeSync(2, "loading\\n");
    return new Promise((resolve) => setTimeout(resolve, 2 ** 31 - 1));
  }`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
