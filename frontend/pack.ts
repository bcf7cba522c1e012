/** Packs every built file once, as small as it gets: browsers that take it so are served that. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";

const dist = new URL("./dist/", import.meta.url);

for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
  if (!/\.(js|css)$/.test(name)) continue;
  const file = new URL(name, dist);
  const text = readFileSync(file);
  writeFileSync(new URL(`${name}.gz`, dist), gzipSync(text, { level: 9 }));
  writeFileSync(new URL(`${name}.br`, dist), brotliCompressSync(text));
}
