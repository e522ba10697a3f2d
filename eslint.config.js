import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import tseslint from "typescript-eslint";
import { housePlugin } from "./scripts/house/eslint-plugin.mjs";

/** What the files of a room may not import; a later entry replaces an earlier one. The arrows between rooms: scripts/house. */
const arrow = (files, patterns) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns }] },
});
const inference = { regex: "^(onnxruntime|@tensorflow/)", message: "only engine/ runs networks" };
const electron = { regex: "^electron", message: "only desktop/ imports electron" };
const sharp = { regex: "^sharp$", message: "only image/ imports sharp" };
const renderer = {
  regex: "/src-renderer/",
  message: "the window is reached through the api alone",
};
const foreign = [inference, electron, sharp, renderer];

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

/** Fields are written plainly, one a line: these two save lines and cost readers. */
const plainFields = [
  {
    selector: "ObjectExpression > SpreadElement > ObjectExpression",
    message: "write the properties of a literal into the object itself",
  },
  {
    selector:
      "AssignmentExpression > ArrayPattern > MemberExpression[object.type='ThisExpression']",
    message: "write one assignment for each field",
  },
];

const room = (name, rules) => arrow([`src-main/${name}/**/*.ts`], rules);

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
  {
    files: ["{src-*,test,bench,scripts}/**/*.{ts,svelte,mjs}"],
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
  arrow(
    ["src-core/**/*.ts"],
    [
      { regex: "^node:", message: "src-core is pure: no Node" },
      { regex: "src-(main|renderer)", message: "src-core imports nothing of the other rooms" },
      ...foreign,
    ],
  ),
  arrow(
    ["src-renderer/**/*.{ts,svelte}"],
    [
      { regex: "^node:", message: "the window runs in a browser" },
      { regex: "/src-main/", message: "the window reaches the host through the api alone" },
      {
        regex: "/src-core/(?!contract/|overlay/|detection/|size\\.ts)",
        message: "of src-core the window knows the contract, the overlay and the choice of boxes",
      },
      ...foreign,
    ],
  ),
  arrow(["src-main/*.ts"], foreign),
  ...["server", "cli", "api", "batch", "worker", "analysis", "output", "annotations"].map((name) =>
    room(name, foreign),
  ),
  room("desktop", [inference, sharp, renderer]),
  room("engine", [electron, sharp, renderer]),
  room("image", [inference, electron, renderer]),
  {
    files: ["src-main/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", ...plainFields, stepByStep] },
  },
  {
    files: ["src-main/**/*.ts", "bench/**/*.ts", "scripts/**/*.ts"],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [silent] }] },
  },
);
