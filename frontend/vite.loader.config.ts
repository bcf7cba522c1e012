/** Builds the loader that a website embeds: one stable file, `widget.js`, with no import. */
import { defineConfig } from "vite";

export default defineConfig({
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: "es2020",
    reportCompressedSize: false,
    lib: {
      entry: "src/widget/embed.ts",
      formats: ["iife"],
      name: "HelplineWidget",
      fileName: () => "widget.js",
    },
  },
});
