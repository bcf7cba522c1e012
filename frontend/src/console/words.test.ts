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
