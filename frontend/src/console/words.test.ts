/** Both languages say everything, with the same blanks, in the house's own tone. */
import { expect, it } from "vitest";
import { blanks } from "../shared/strings";
import { isName, WORDS } from "./words";

const names = Object.keys(WORDS.en).filter(isName);

it("has the same blanks in both languages", () => {
  for (const name of names) expect([name, blanks(WORDS.fr[name])]).toEqual([name, blanks(WORDS.en[name])]);
});

it("sets French marks with their narrow spaces", () => {
  for (const name of names) expect(WORDS.fr[name]).not.toMatch(/[^\u202f][?!;]|[^\u00a0]:|« | »/);
});

it("shouts at nobody and blames nobody", () => {
  for (const name of names) {
    expect(WORDS.en[name]).not.toMatch(/!|\b(error|invalid|session|submit|user|oops|please wait)\b/i);
    expect(WORDS.fr[name]).not.toMatch(/!|\b(erreur|invalide|utilisateur|désolée?)\b/i);
  }
});

it("says each thing in one file only: of two, one would be lost without a word", () => {
  const files = import.meta.glob<Record<string, Record<string, string>>>("./words/*-*.ts", { eager: true });
  const plain = import.meta.glob<Record<string, Record<string, string>>>(["./words/en.ts", "./words/fr.ts"], { eager: true });
  const seen = new Map<string, string>();
  for (const [file, module] of Object.entries({ ...files, ...plain })) {
    const language = file.slice("./words/".length, "./words/".length + 2);
    for (const name of Object.values(module).flatMap(Object.keys)) {
      const key = `${language} ${name}`;
      expect([key, seen.get(key) ?? file]).toEqual([key, file]);
      seen.set(key, file);
    }
  }
  expect(seen.size).toBe(2 * names.length);
});
