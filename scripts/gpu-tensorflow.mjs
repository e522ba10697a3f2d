/**
 * @file `npm run gpu:tensorflow`: the native part of @tensorflow/tfjs-node-gpu, which npm does not fetch by itself:
 * TensorFlow's library for CUDA 11.2 is large.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { installMissing } from "./install.mjs";

const home = resolve("node_modules/@tensorflow/tfjs-node-gpu");

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (!["linux", "win32"].includes(process.platform) || process.arch !== "x64")
  fail(
    `TensorFlow.js has a GPU library for Linux and Windows on x64 alone, this is ${process.platform} ${process.arch}: ` +
      "use --device webgpu, which needs nothing installed.",
  );
installMissing();
if (!existsSync(home))
  fail("@tensorflow/tfjs-node-gpu is not here: run `npm ci` without --omit=optional first.");

// Not `npm rebuild`, which may be told not to run any package's scripts.
console.log("Fetching TensorFlow's library for CUDA, and the part that binds it to Node ...");
const PATH = [resolve("node_modules/.bin"), process.env.PATH].join(delimiter);
const { status } = spawnSync(process.execPath, ["scripts/install.js", "gpu", "download"], {
  cwd: home,
  env: { ...process.env, PATH },
  stdio: "inherit",
});

const binding = "tfjs_binding.node";
const builds = existsSync(join(home, "lib")) ? readdirSync(join(home, "lib")) : [];
const build = builds.find((name) => existsSync(join(home, "lib", name, binding)));
if (status !== 0 || !build)
  fail("It was not installed: the lines above tell why. It comes from storage.googleapis.com.");
if (process.platform === "win32")
  // Its own script puts this beside the newest Node interface, which is not the one that it was built for.
  copyFileSync(
    join(home, "deps", "lib", "tensorflow.dll"),
    join(home, "lib", build, "tensorflow.dll"),
  );
console.log("Installed. `node dist/cli.js devices --again` tells whether it finds the GPU.");
