import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** Import arrows (one way only): a room may not import what its pattern names. */
const arrow = (files, rules) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: rules }] },
});
const inference = { regex: "^(onnxruntime|@tensorflow/)", message: "only engine/ runs networks" };
const electron = { regex: "^electron", message: "only desktop/ imports electron" };
const sharp = { regex: "^sharp$", message: "only image/ imports sharp" };

export default tseslint.config(
  { ignores: ["dist", "release", "node_modules", "src-core/network/schema/onnx_pb.ts"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-explicit-any": "error",
    },
  },
  {
    files: ["**/*.mjs", "**/*.js"],
    languageOptions: { globals: { process: "readonly", console: "readonly" } },
  },
  arrow(
    ["src-core/**/*.ts"],
    [
      { regex: "^node:", message: "src-core is pure: no Node" },
      { regex: "src-(main|renderer)", message: "src-core imports nothing of the other rooms" },
      inference,
      electron,
      sharp,
    ],
  ),
);
