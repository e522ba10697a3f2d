/** @file An engine process that misbehaves on demand: `models` → what the environment says it should do. */
process.on("message", (message) => {
  if (message.type !== "call") return;
  const { id, method, args } = message;
  const done = (value) => process.send({ type: "done", id, value });
  if (method === "sample") done(`pid ${process.pid}`);
  if (method === "models") process.exit(7);
  if (method === "picture") process.kill(process.pid, "SIGSEGV");
  // Deaf: neither answers nor obeys.
  if (method === "pass") {
    process.send({ type: "turn", id, isOn: true });
    process.send({ type: "progress", id, progress: { phase: "pass", done: 1, total: 9 } });
  }
  if (method === "detections") setTimeout(done, 5000, [`pid ${process.pid}`, args[1]]);
});
