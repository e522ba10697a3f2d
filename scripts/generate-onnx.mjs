/** @file Generates src-core/network/schema/onnx_pb.ts from the official onnx.proto beside it. */
import { spawnSync } from "node:child_process";

const template = JSON.stringify({
  version: "v2",
  inputs: [{ directory: "." }],
  plugins: [{ local: "protoc-gen-es", out: ".", opt: ["target=ts"] }],
});
// Fetched when asked for and not installed with the app: the schema changes once in a few years.
const tools = ["--package=@bufbuild/buf@1.75.0", "--package=@bufbuild/protoc-gen-es@2.10.2"];
const { status } = spawnSync(
  "npx",
  ["--yes", ...tools, "buf", "generate", "--template", template],
  {
    cwd: "src-core/network/schema",
    stdio: "inherit",
  },
);
process.exit(status ?? 1);
