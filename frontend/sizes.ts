/** Weighs what a visitor downloads, as gzip, and fails the build when it is more than we promise. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

const KB = 1024;
const dist = new URL("./dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("manifest.json", dist), "utf8")) as Record<string, Chunk>;

function weigh(file: string): number {
  return gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
}

/** The entry with everything it imports statically: what must arrive before the first paint. */
function firstLoad(name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`${name} is not in the manifest`);
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file);
  for (const imported of chunk.imports ?? []) {
    if (!seen.has(manifest[imported]?.file ?? "")) firstLoad(imported, seen);
  }
  return seen;
}

function total(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + weigh(file), 0);
}

const gates: [label: string, bytes: number, limit: number][] = [
  ["widget.js (loader)", weigh("widget.js"), 2.5 * KB],
  ["widget, first load", total(firstLoad("src/widget/main.tsx")), 20 * KB],
  ["console, first load", total(firstLoad("src/console/main.tsx")), Infinity],
];

for (const [label, bytes, limit] of gates) {
  const size = `${(bytes / KB).toFixed(2)} KB`.padStart(9);
  const bound = limit === Infinity ? "" : `  of ${limit / KB} KB`;
  console.log(`${label.padEnd(20)} ${size} gzip${bound}`);
}
const broken = gates.filter(([, bytes, limit]) => bytes > limit);
if (broken.length > 0) {
  console.error(`Too heavy: ${broken.map(([label]) => label).join(", ")}`);
  process.exit(1);
}
