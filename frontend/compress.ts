/** Lays a gzip and a Brotli copy beside each built file; the server hands out whichever a browser takes. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const dist = new URL("./dist/", import.meta.url);
const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((name) => /\.(js|css)$/.test(name));

for (const name of files) {
  const file = new URL(name, dist);
  const bytes = readFileSync(file);
  writeFileSync(`${file.pathname}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
  writeFileSync(`${file.pathname}.br`, brotliCompressSync(bytes));
}
