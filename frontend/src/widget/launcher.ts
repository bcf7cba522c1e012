/** How the loader looks on a page of somebody else's: a button with a word, and the frame. */

const CSS = `
:host{all:initial;position:fixed;z-index:2147483647;inset-block:auto 16px;inset-inline:var(--i);color-scheme:light dark;--i:auto 16px;--a:#005c60;--o:#fefdfb}
@media(prefers-color-scheme:dark){:host{--a:#74cccb;--o:#031a1b}}
a,button{font:650 17px/1.25 system-ui,sans-serif;display:inline-flex;align-items:center;gap:8px;min-height:52px;padding:0 22px 0 18px;border:2px solid transparent;border-radius:99px;background:var(--a);color:var(--o);box-shadow:0 12px 32px #0003;text-decoration:none;cursor:pointer}
a:hover,button:hover{filter:brightness(.9)}
:focus-visible{outline:3px solid var(--a);outline-offset:2px}
a:before,button:not(.x):before{content:"";width:24px;height:24px;background:currentColor;forced-color-adjust:none;clip-path:path(evenodd,"M5 3h14a3 3 0 0 1 3 3v9a3 3 0 0 1-3 3h-7.5L5.6 22v-4H5a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3ZM5 5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h2.6v2.2L11 16h8a1 1 0 0 0 1-1V6a1 1 0 0 0-1-1Z")}
iframe{position:fixed;inset-block:auto 16px;inset-inline:var(--i);width:380px;height:680px;max-height:calc(100vh - 32px);border:0;border-radius:20px;background:Canvas;box-shadow:0 0 0 1px #8884,0 12px 32px #0003}
[hidden]{display:none}
.x{position:fixed;z-index:1;inset:16px 16px auto auto;background:CanvasText;color:Canvas}
.w,.x:not(:focus){opacity:0;pointer-events:none}
@media(max-width:479px){iframe{inset:0;width:100%;height:100vh;height:100dvh;max-height:none;border-radius:0}}`;

export function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, into: Node): HTMLElementTagNameMap[Tag] {
  return into.appendChild(document.createElement(tag));
}

/** A sheet made by script passes a strict policy of the host page; old browsers take the element. */
export function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
  } catch {
    make("style", root).textContent = CSS;
  }
}

/**
 * Whether white letters can be read on this colour, and it can be seen on a white page: 4.5 to 1,
 * as WCAG 2.2 (1.4.3) asks; its formula without the straight piece near black, which is no less strict.
 * Only the form #rrggbb is known here.
 */
export function isDarkEnough(color: string): boolean {
  const light = [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => {
    const share = parseInt(color.slice(2 * at + 1, 2 * at + 3), 16) / 255;
    return sum + weight * ((share + 0.055) / 1.055) ** 2.4;
  }, 0);
  return /^#[\da-f]{6}$/i.test(color) && light <= 1.05 / 4.5 - 0.05;
}
