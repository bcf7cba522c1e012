/** Puts the whole desk on a page for a test, with a line that only the test speaks on. */
import { render } from "preact";
import { act } from "preact/test-utils";
import type { FromConsole, ToConsole } from "../shared/protocol";
import { App } from "./app";
import { snapshot } from "./frames";
import { Store, StoreProvider } from "./store";
import { panel } from "./ui";
import { locale } from "./words";

export class Stage {
  readonly sent: FromConsole[] = [];
  readonly store: Store;
  readonly place = document.body.appendChild(document.createElement("div"));
  private give: (frame: ToConsole) => void = () => undefined;

  constructor(first: ToConsole = snapshot()) {
    locale.value = "en";
    const nothing = () => undefined;
    let open: () => void = nothing;
    this.store = new Store("ws://desk", (link) => {
      this.give = (frame) => link.onFrame(frame);
      open = () => link.onStatus("open");
      return { send: (frame) => { this.sent.push(frame); return true; }, close: nothing, retry: nothing, renew: nothing, doubt: nothing };
    });
    act(() => {
      render(<StoreProvider value={this.store}><App /></StoreProvider>, this.place);
      open();
      this.give(first);
    });
  }

  hear(...frames: ToConsole[]): void {
    act(() => frames.forEach((frame) => this.give(frame)));
  }

  of<Type extends FromConsole["type"]>(type: Type): Extract<FromConsole, { type: Type }>[] {
    return this.sent.filter((frame): frame is Extract<FromConsole, { type: Type }> => frame.type === type);
  }

  find<Kind extends Element = HTMLElement>(selector: string): Kind {
    const found = this.place.querySelector<Kind>(selector);
    if (found === null) throw new Error(`nothing on the page is ${selector}`);
    return found;
  }

  /** A button by its words, within a part of the page. */
  button(words: string, within = "body"): HTMLButtonElement {
    const all = [...document.querySelectorAll<HTMLButtonElement>(`${within} button`)];
    const found = all.find(({ textContent }) => textContent?.trim().startsWith(words));
    if (found === undefined) throw new Error(`there is no button "${words}" in ${within}`);
    return found;
  }

  press(words: string, within?: string): void {
    act(() => this.button(words, within).click());
  }

  type(words: string, selector: string): void {
    const field = this.find<HTMLInputElement | HTMLTextAreaElement>(selector);
    act(() => {
      field.focus();
      field.value = words;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
  }

  key(key: string, on: Element | null = document.activeElement): void {
    act(() => { on?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })); });
  }

  text(selector: string): string {
    return (this.place.querySelector(selector)?.textContent ?? "").replaceAll("\u00a0", " ");
  }

  close(): void {
    panel.value = null;
    act(() => render(null, this.place));
    this.place.remove();
    this.store.close();
  }
}
