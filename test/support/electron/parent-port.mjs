/** @file Preloaded into a forked process: Electron's port to the parent. */
process.parentPort = {
  on: (_event, listener) => process.on("message", (data) => listener({ data })),
  postMessage: (message) => process.send?.(message),
};
process.on("disconnect", () => process.exit(0));
