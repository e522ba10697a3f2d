/** @file The routes that the api has, by its own list: none may be forgotten. */
import { Hono } from "hono";
import type { Analyst } from "../../../src-main/analysis/analyst.ts";
import type { Pictures } from "../../../src-main/analysis/pictures.ts";
import { createApi } from "../../../src-main/api/api.ts";
import type { Called } from "./api-client.ts";

interface Route {
  readonly method: string;
  readonly path: string;
}

/** The app that `createApi` makes has a path of its own; its parts share its list. */
function routes(): Route[] {
  const prototype = Object.getPrototypeOf(Hono.prototype) as Pick<Hono, "basePath">;
  const { basePath } = prototype;
  let listed: Hono["routes"] = [];
  const replace = (value: unknown): unknown =>
    Object.defineProperty(prototype, "basePath", { value, writable: true, configurable: true });
  replace(function (this: Hono, path: string) {
    const app = basePath.call(this, path);
    listed = app.routes;
    return app;
  });
  try {
    createApi({ analyst: {} as Analyst, pictures: {} as Pictures });
  } finally {
    replace(basePath);
  }
  return listed;
}

const matching = (path: string): RegExp =>
  new RegExp(`^${path.replace(/:\w+\{([^}]*)\}/g, "$1").replace(/:\w+/g, "[^/]+")}$`);

/** Without the desktop's key they can be refused alone. */
const isDesktops = (path: string): boolean => path.endsWith("/path");

/** @throws Error that names the routes which were not called, or never with success */
export function checkRoutes(called: readonly Called[]): void {
  const all = routes();
  if (all.length === 0) throw new Error("the api tells of no route");
  const missing = all.filter(({ method, path }) => {
    const answers = called.filter((one) => one.method === method && matching(path).test(one.path));
    return !answers.some(({ status }) => status < 300 || isDesktops(path));
  });
  if (missing.length > 0)
    throw new Error(
      `not recorded: ${missing.map(({ method, path }) => `${method} ${path}`).join(", ")}`,
    );
}
