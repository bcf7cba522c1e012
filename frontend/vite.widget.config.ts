/** Builds the seeker's page by itself: nothing it does not use, one script and one sheet at first. */
import { defineConfig, type Plugin } from "vite";

/** In place of Vite's helper, which fetches the sheets and chunks of a chunk: this page does so itself. */
const FETCH = `
let failed = 0;
export const __vitePreload = (load) =>
  load().catch((reason) => {
    self.again = "?" + ++failed;
    throw reason;
  });`;
const isHelper = (id: string) => id.includes("vite/preload-helper");

/**
 * Browsers remember a module that did not come under its address, and never ask for it again. After
 * a failure every chunk is therefore asked for at an address that is new.
 */
const askAgain: Plugin = {
  name: "ask-again",
  enforce: "pre",
  resolveId: (id) => (isHelper(id) ? id : null),
  load: (id) => (isHelper(id) ? FETCH : null),
  renderChunk: (code) => code.replace(/\bimport\((["'`])(\.[^"'`]+)\1\)/g, 'import("$2" + (self.again ?? ""))'),
};

export default defineConfig({
  base: "/static/",
  publicDir: false,
  plugins: [askAgain],
  build: {
    outDir: "dist",
    emptyOutDir: false,
    manifest: "widget.json",
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: { input: { widget: "src/widget/main.tsx" } },
  },
});
