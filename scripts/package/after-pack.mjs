/** @file Hook of electron-builder, which reads no TypeScript. */
import { tsImport } from "tsx/esm/api";

const { completePackage } = await tsImport("./complete-package.ts", import.meta.url);

export default completePackage;
