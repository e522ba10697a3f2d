/** @file An engine process that misbehaves on demand. What it does not know it never answers. */
let deaf = false;
process.on("message", (message) => {
  if (message.type !== "call" || deaf) return;
  const { id, method, args } = message;
  const done = (value) => process.send({ type: "done", id, value });
  if (method === "sample") done(`pid ${process.pid}`);
  if (method === "models") process.exit(7);
  if (method === "picture") process.kill(process.pid, "SIGSEGV");
  // From then on it neither answers nor obeys.
  if (method === "pass") {
    deaf = true;
    process.send({ type: "turn", id, isOn: true });
    process.send({ type: "progress", id, progress: { phase: "pass", done: 1, total: 9 } });
  }
  if (method === "detections") done([`pid ${process.pid}`, args[1]]);
});
