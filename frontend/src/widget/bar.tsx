/** The row that never changes: the exit (first in the page, last in the row), the menu, the title. */
import { Icon } from "../shared/icon.tsx";
import { exit, more } from "../shared/icons.ts";
import type { Page } from "./page.ts";
import type { Speech } from "./words.ts";

interface Props {
  page: Page;
  speech: Speech;
  menuOpen: boolean;
  onExit: (event: Event) => void;
  onMenu: () => void;
}

/** The exit is a link, so that it leads away even if this script fails half-way. */
export function Bar({ page, speech, menuOpen, onExit, onMenu }: Props) {
  return (
    <header class="bar">
      <a class="exit" href={page.exitUrl} target="_top" rel="noreferrer" onClick={onExit}>
        <Icon d={exit} flip />
        {speech.say("exit")}
      </a>
      <button class="round" type="button" aria-label={speech.say("menu")} aria-expanded={menuOpen} onClick={onMenu}>
        <Icon d={more} />
      </button>
      <h1 class="name">{page.title}</h1>
    </header>
  );
}
