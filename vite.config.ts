/** @file Builds the window: src-renderer → dist/renderer, without inline scripts, as the content security policy wants it. */
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

export default defineConfig({
  root: "src-renderer",
  base: "/",
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: "../dist/renderer",
    emptyOutDir: true,
    // Desktop and current browsers: `light-dark()` and the like stay as they are written.
    target: "es2023",
    cssTarget: "chrome123",
    modulePreload: { polyfill: false },
    // OpenSeadragon alone is half a megabyte before compression, and comes from the disk.
    chunkSizeWarningLimit: 1000,
    assetsInlineLimit: 0,
  },
});
