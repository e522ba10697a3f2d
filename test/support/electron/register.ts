/** @file Preloaded into Node before the app's main process: whoever imports `electron` gets the stand-in beside this file. */
import { register } from "node:module";

const standIn = new URL("./index.ts", import.meta.url).href;
const hook = `export const resolve = (name, context, next) =>
  next(name === "electron" ? ${JSON.stringify(standIn)} : name, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
