/** @file The api with the window's own files beside it: all that a host has to serve. */
import { join } from "node:path";
import { appRoot } from "../files/app-root.ts";
import type { Api, ApiOptions } from "./api.ts";
import { createApi } from "./api.ts";
import { createStaticFiles } from "./static-files.ts";

export function createApiAndPages(options: ApiOptions): Api {
  const api = createApi(options);
  const pages = createStaticFiles(join(appRoot(), "dist", "renderer"));
  return {
    ...api,
    fetch: (request) => {
      const isApi = new URL(request.url).pathname.startsWith("/api/");
      return isApi ? api.fetch(request) : pages(request);
    },
  };
}
