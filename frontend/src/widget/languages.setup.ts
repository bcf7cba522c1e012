/** Tests speak every language from the start; a page fetches its own. */
import { fetchWords, LANGUAGES } from "./languages.ts";

await Promise.all(LANGUAGES.map((locale) => fetchWords(locale, "first", "rest")));
