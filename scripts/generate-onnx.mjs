/** @file Generates src-core/network/schema/onnx_pb.ts from the official onnx.proto beside it. */
import { spawnSync } from "node:child_process";
import { delimiter, resolve } from "node:path";

const template = JSON.stringify({
  version: "v2",
  inputs: [{ directory: "." }],
  plugins: [{ local: "protoc-gen-es", out: ".", opt: ["target=ts"] }],
});
const { status } = spawnSync("buf", ["generate", "--template", template], {
  cwd: "src-core/network/schema",
  stdio: "inherit",
  env: {
    ...process.env,
    PATH: `${resolve("node_modules/.bin")}${delimiter}${process.env.PATH ?? ""}`,
  },
});
process.exit(status ?? 1);
