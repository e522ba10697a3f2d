import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import tseslint from "typescript-eslint";
import { housePlugin } from "./scripts/house/eslint-plugin.mjs";
import { plainFields } from "./scripts/house/plain-fields.mjs";

/** In silence: what is imported comes before anything that is said. */
const silent = {
  regex: "^onnxruntime",
  message: "ONNX Runtime is loaded by engine/onnxruntime-module.ts alone: import types from here",
  allowTypeImports: true,
};

/** Node's own would hang for ever on some folders. */
const stepByStep = {
  selector: "CallExpression[callee.name=/^mkdir(Sync)?$/] Property[key.name='recursive']",
  message: "folders are made by make-folder.ts",
};

export default tseslint.config(
  {
    ignores: [
      ".cache",
      "dist",
      "release",
      "test-results",
      "node_modules",
      "src-core/network/schema/onnx_pb.ts",
    ],
  },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.svelte"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        extraFileExtensions: [".svelte"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-explicit-any": "error",
      "no-restricted-syntax": ["error", ...plainFields],
    },
  },
  // Which room imports what: scripts/house, floors.mjs and packages.mjs.
  {
    files: ["{src-*,test,bench,scripts}/**/*.{ts,svelte,mjs,js}"],
    plugins: { house: housePlugin(import.meta.dirname) },
    rules: { "house/arrows": "error", "house/circles": "error" },
  },
  {
    files: ["**/*.mjs", "**/*.js"],
    languageOptions: { globals: globals.node },
  },
  ...svelte.configs.recommended,
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser },
    },
    // Its Svelte counterpart knows that props are declared with let.
    rules: { "prefer-const": "off", "svelte/prefer-const": "error" },
  },
  {
    files: ["src-main/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", ...plainFields, stepByStep] },
  },
  {
    files: ["src-main/**/*.ts", "bench/**/*.ts", "scripts/**/*.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [silent] }] },
  },
);
