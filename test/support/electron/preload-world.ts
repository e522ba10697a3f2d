/** @file Where a preload runs: a JavaScript world of its own beside the page's, with Electron's bridge between them. */
import type { CDPSession } from "@playwright/test";

const world = "preload";

/**
 * Runs a preload before the page's own scripts, on every load.
 * @param source CommonJS, which may require `electron` alone
 * @param argv what its process was started with
 */
export async function runPreload(
  session: CDPSession,
  source: string,
  argv: readonly string[],
): Promise<void> {
  // Only the browser knows a file's path: it is asked when the file crosses the bridge, before the preload needs it.
  session.on("Runtime.bindingCalled", ({ executionContextId, payload }) => {
    void nameFile(session, executionContextId, payload);
  });
  await session.send("Runtime.enable");
  await session.send("Runtime.addBinding", { name: "nameFile", executionContextName: world });
  await session.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${pageSide})()` });
  await session.send("Page.addScriptToEvaluateOnNewDocument", {
    worldName: world,
    source: `(${preloadSide})(${JSON.stringify(argv)}, (require, process) => {\n${source}\n});`,
  });
}

async function nameFile(session: CDPSession, contextId: number, id: string): Promise<void> {
  const evaluate = (expression: string) =>
    session.send("Runtime.evaluate", { contextId, expression });
  const { result } = await evaluate(`standIn.files[${id}]`);
  const { path } = result.objectId
    ? await session.send("DOM.getFileInfo", { objectId: result.objectId })
    : { path: "" };
  await evaluate(`standIn.named(${id}, ${JSON.stringify(path)})`);
}

/** In the page's world: makes the methods that the preload exposes, and carries their calls over. */
const pageSide = `() => {
  const waiting = new Map();
  document.addEventListener("stand-in-expose", ({ detail }) => {
    const { name, methods } = JSON.parse(detail);
    const call = (method) => (...args) => new Promise((resolve, reject) => {
      const id = waiting.size;
      waiting.set(id, { resolve, reject });
      window.postMessage({ standIn: "call", name, method, args, id }, "*");
    });
    window[name] = Object.freeze(Object.fromEntries(methods.map((method) => [method, call(method)])));
  });
  window.addEventListener("message", ({ data }) => {
    if (data?.standIn !== "answer") return;
    const { resolve, reject } = waiting.get(data.id);
    if ("error" in data) reject(new Error(data.error));
    else resolve(data.value);
  });
}`;

/** In the preload's world: `contextBridge` and `webUtils`. */
const preloadSide = `(argv, preload) => {
  const exposed = {};
  const paths = new WeakMap();
  const standIn = {
    files: [],
    waiting: [],
    named: (id, path) => standIn.waiting[id](path),
  };
  globalThis.standIn = standIn;
  const pathOf = (file) => new Promise((resolve) => {
    const id = standIn.files.push(file) - 1;
    standIn.waiting[id] = resolve;
    nameFile(String(id));
  });
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name, api) => {
        exposed[name] = api;
        const detail = JSON.stringify({ name, methods: Object.keys(api) });
        document.dispatchEvent(new CustomEvent("stand-in-expose", { detail }));
      },
    },
    webUtils: { getPathForFile: (file) => paths.get(file) ?? "" },
  };
  window.addEventListener("message", async ({ data }) => {
    if (data?.standIn !== "call") return;
    const { name, method, args, id } = data;
    try {
      for (const value of args) if (value instanceof File) paths.set(value, await pathOf(value));
      const value = await exposed[name][method](...args);
      window.postMessage({ standIn: "answer", id, value }, "*");
    } catch (cause) {
      window.postMessage({ standIn: "answer", id, error: String(cause) }, "*");
    }
  });
  const require = (name) => {
    if (name === "electron") return electron;
    throw new Error("a sandboxed preload cannot require " + name);
  };
  preload(require, { argv });
}`;
