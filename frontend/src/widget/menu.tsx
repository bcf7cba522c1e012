/** The sheet of further choices; it never covers the exit, and Escape closes it and nothing else. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { holdFocus } from "../shared/focus.ts";
import { Icon } from "../shared/icon.tsx";
import { chat, check, clock, close, down, erase, eye } from "../shared/icons.ts";
import { History } from "./history.tsx";
import type { Scene } from "./scene.ts";
import type { Name, Speech } from "./words.ts";

export interface Deeds {
  close: () => void;
  aside: (() => void) | null;
  times: () => void;
  language: () => void;
  end: () => void;
  erase: () => void;
}

interface Props {
  scene: Scene;
  speech: Speech;
  times: boolean;
  deeds: Deeds;
}

function Sheet({ title, closeName, onClose, children }: { title: string; closeName: string; onClose: () => void; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const exit = document.querySelector<HTMLElement>(".exit");
    const parts = [box.current, exit].filter((part) => part !== null);
    return holdFocus(parts, box.current?.querySelector("button"));
  }, []);
  return (
    <div
      class="sheet"
      role="dialog"
      aria-label={title}
      ref={box}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div class="head">
        <h2>{title}</h2>
        <button class="round" type="button" aria-label={closeName} onClick={onClose}>
          <Icon d={close} />
        </button>
      </div>
      {children}
    </div>
  );
}

const TALKING: readonly Scene[] = ["waiting", "here"];

export function Menu({ scene, speech, times, deeds }: Props) {
  const { say } = speech;
  const [history, setHistory] = useState(false);
  const talking = TALKING.includes(scene);

  function choice(icon: string, name: Name, help: Name | null, act: () => void, kind = "", lang?: string) {
    return (
      <li key={name}>
        <button class={`row ${kind}`} type="button" lang={lang} onClick={act}>
          <Icon d={icon} />
          {say(name)}
          {help && <small>{say(help)}</small>}
        </button>
      </li>
    );
  }

  function closing(act: () => void): () => void {
    return () => {
      deeds.close();
      act();
    };
  }

  const end: Name = scene === "waiting" ? "leave_line" : "end";
  const other = speech.locale === "en" ? "fr" : "en";
  return (
    <>
      <div class="veil" onClick={deeds.close} />
      {history ? (
        <Sheet key="history" title={say("history")} closeName={say("back")} onClose={() => setHistory(false)}>
          <History speech={speech} />
        </Sheet>
      ) : (
        <Sheet key="menu" title={say("menu_title")} closeName={say("close")} onClose={deeds.close}>
          <ul>
            {deeds.aside && choice(down, "aside", "aside_help", closing(deeds.aside))}
            {talking && choice(clock, times ? "no_times" : "times", "times_help", closing(deeds.times))}
            {choice(chat, "language", null, closing(deeds.language), "", other)}
            {choice(eye, "history", "history_help", () => setHistory(true))}
            {talking && choice(check, end, "end_help", closing(deeds.end))}
            {talking && choice(erase, "erase_now", "erase_now_help", closing(deeds.erase), "erase")}
          </ul>
        </Sheet>
      )}
    </>
  );
}
