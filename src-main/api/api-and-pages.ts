/** @file The api with the window's own files beside it: all that a host has to serve. */
import { join } from "node:path";
import { appRoot, modelsFolder } from "../files/app-root.ts";
import { userModelsFolder } from "../files/user-folder.ts";
import { refusal, secured } from "./responses.ts";
import type { Api, ApiOptions } from "./api.ts";
import { createApi } from "./api.ts";
import { createStaticFiles } from "./static-files.ts";

export function createApiAndPages(options: ApiOptions): Api {
  const api = createApi({ modelFolders: [modelsFolder(), userModelsFolder()], ...options });
  const pages = createStaticFiles(
    join(appRoot(), "dist", "renderer"),
    () => api.settings.get().theme,
  );
  const answer = (request: Request): Promise<Response> | Response => {
    const { pathname } = new URL(request.url);
    if (!isReadable(pathname))
      return refusal(
        "invalid-request",
        "the address has a % that no two hexadecimal digits follow",
      );
    return pathname.startsWith("/api/") ? api.fetch(request) : pages(request);
  };
  return {
    ...api,
    fetch: async (request) =>
      secured(request.method === "HEAD" ? await headOf(request, answer) : await answer(request)),
  };
}

function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** As GET is answered, without its body, which is given up: it may be a stream that never ends. */
async function headOf(
  { url, headers }: Request,
  answer: (request: Request) => Promise<Response> | Response,
): Promise<Response> {
  const controller = new AbortController();
  const {
    body,
    status,
    headers: told,
  } = await answer(new Request(url, { headers, signal: controller.signal }));
  await body?.cancel();
  controller.abort();
  return new Response(null, { status, headers: told });
}
