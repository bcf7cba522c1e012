/** Builds the pages of the staff: hashed files and a manifest that Django reads. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  base: "/static/",
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { console: "src/console/main.tsx", door: "src/console/door.ts", office: "src/office/office.ts", help: "src/help/help.ts", wall: "src/wall/wall.tsx" },
    },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/widget/languages.setup.ts"],
    restoreMocks: true,
  },
});
