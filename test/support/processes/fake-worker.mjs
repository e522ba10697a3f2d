/** @file An engine process that misbehaves on demand. What it does not know it never answers. */
import { writeSync } from "node:fs";

let deaf = false;
process.on("message", (message) => {
  if (message.type !== "call" || deaf) return;
  const { id, method, args } = message;
  const done = (value) => process.send({ type: "done", id, value });
  if (method === "sample") done(`pid ${process.pid}`);
  if (method === "openImage" && args[0] === "/a/one.png")
    done({ width: 300, height: 200, channels: 1 });
  if (method === "models") process.exit(7);
  if (method === "picture") process.kill(process.pid, "SIGSEGV");
  // From then on it neither answers nor obeys.
  if (method === "pass" && /^SIG|^heap/.test(args[0].model)) {
    process.send({ type: "turn", id, isOn: true });
    const progress = { phase: "pass", done: 1, total: 9 };
    process.send({ type: "progress", id, progress, memory: 123456789 }, () => {
      if (args[0].model !== "heap") process.kill(process.pid, args[0].model);
      writeSync(
        2,
        "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n",
      );
      process.abort();
    });
  } else if (method === "pass") {
    deaf = true;
    process.send({ type: "turn", id, isOn: true });
    process.send({ type: "progress", id, progress: { phase: "pass", done: 1, total: 9 } });
  }
  if (method === "detections") done([`pid ${process.pid}`, args[1]]);
});
