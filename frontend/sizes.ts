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

function read(manifest: string): Record<string, Chunk> {
  return JSON.parse(readFileSync(new URL(manifest, dist), "utf8")) as Record<string, Chunk>;
}

const desk = read("manifest.json");
const widget = read("widget.json");

function weigh(file: string): number {
  return gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;
}

/** The entry with everything it imports statically: what must arrive before the first paint. */
function firstLoad(manifest: Record<string, Chunk>, name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`${name} is not in the manifest`);
  for (const file of [chunk.file, ...(chunk.css ?? [])]) seen.add(file);
  for (const imported of chunk.imports ?? []) {
    if (!seen.has(manifest[imported]?.file ?? "")) firstLoad(manifest, imported, seen);
  }
  return seen;
}

function total(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + weigh(file), 0);
}

/** Until one can type: the page itself and the words of its language; of the languages, the heaviest counts. */
function untilOneCanType(): number {
  const languages = Object.keys(widget).filter((name) => /\/[a-z]{2}\.ts$/.test(name));
  return Math.max(...languages.map((words) => total(firstLoad(widget, words, firstLoad(widget, "src/widget/main.tsx")))));
}

/** The page with all that comes after its first picture, in every language. */
function everything(): number {
  return total(new Set(Object.values(widget).flatMap(({ file, css = [] }) => [file, ...css])));
}

const gates: [label: string, bytes: number, limit: number][] = [
  ["widget.js (loader)", weigh("widget.js"), 2.5 * KB],
  ["widget, first load", untilOneCanType(), 20 * KB],
  ["widget, everything", everything(), 40 * KB],
  ["console, first load", total(firstLoad(desk, "src/console/main.tsx")), Infinity],
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
