/** Puts the browser's own blank page over everything, in the same tick, without a style sheet. */

/** Covers the page and gives it a title that says nothing; `alone` also takes all words out of the page. */
export function cover(word: string, alone: boolean): void {
  const sheet = document.createElement("div");
  sheet.style.cssText =
    "position:fixed;inset:0;z-index:2147483647;padding:1rem;background:Canvas;color:CanvasText;color-scheme:light dark;font:14px sans-serif";
  sheet.setAttribute("role", "alert");
  sheet.textContent = word;
  if (alone) document.body.replaceChildren(sheet);
  else document.documentElement.append(sheet);
  document.title = word;
}
