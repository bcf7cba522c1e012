/** Builds the seeker's page by itself: nothing it does not use, one script and one sheet at first. */
import { defineConfig, type Plugin } from "vite";

/** Chunks are fetched by the browser's own import(); the page links its sheets and preloads by itself. */
const plainImports: Plugin = {
  name: "plain-imports",
  enforce: "pre",
  resolveId: (id) => (id.includes("vite/preload-helper") ? id : null),
  load: (id) => (id.includes("vite/preload-helper") ? "export const __vitePreload = (load) => load();" : null),
};

export default defineConfig({
  base: "/static/",
  publicDir: false,
  plugins: [plainImports],
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
