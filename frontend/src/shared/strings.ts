/** The words of an app in several languages: same keys enforced by types, blanks filled by name. */

/** What every further language must be, given the first one: `export const fr: SameKeys<typeof en>`. */
export type SameKeys<Words extends Record<string, string>> = { readonly [Key in keyof Words]: string };

/** Puts values into `{name}` blanks; a blank without a value stays visible, so that tests find it. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => {
    const value = values[name];
    return value === undefined ? blank : String(value);
  });
}

/** The names of the blanks of a text, sorted: equal in every language. */
export function blanks(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? ""))].sort();
}

/** The line's own words over ours; names we do not know are left out, so a typo shows nothing odd. */
export function overlay<Words extends Record<string, string>>(
  words: Words,
  own: Readonly<Record<string, string>>,
): Words {
  const known = Object.entries(own).filter(([name]) => Object.hasOwn(words, name));
  return known.length === 0 ? words : { ...words, ...Object.fromEntries(known) };
}
