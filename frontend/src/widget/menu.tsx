/** The sheet of further choices; it never covers the exit, and Escape closes it and nothing else. */
import { useState } from "preact/hooks";
import { Icon } from "../shared/icon.tsx";
import { chat, check, clock, code as codeIcon, down, erase, eye, lock, pause, people, save } from "../shared/icons.ts";
import type { KeepWish, LinePage } from "../shared/protocol.ts";
import { History } from "./history.tsx";
import { ShownNumber } from "./number.tsx";
import type { Scene } from "./scene.ts";
import { Sheet } from "./sheetbox.tsx";
import type { View } from "./view.ts";
import { offers, Wishes } from "./wishes.tsx";
import type { Name, Speech } from "./words.ts";

export interface Deeds {
  close: () => void;
  aside: (() => void) | null;
  times: () => void;
  language: () => void;
  pause: (on: boolean) => void;
  another: () => void;
  /** Asks for a number to come back with, or gives it up. */
  code: (wanted: boolean) => void;
  wish: (wish: KeepWish) => void;
  end: () => void;
  erase: () => void;
}

interface Props {
  view: View;
  line: LinePage;
  site: string;
  speech: Speech;
  times: boolean;
  deeds: Deeds;
}

const TALKING: readonly Scene[] = ["waiting", "go", "here"];

export function Menu({ view, line, site, speech, times, deeds }: Props) {
  const { say } = speech;
  const [page, setPage] = useState<"menu" | "history" | "wish">("menu");
  const { scene, talk } = view;
  const talking = TALKING.includes(scene) && talk.state !== "unknown" && talk.state !== "none";
  const paused = talk.paused !== null;

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

  if (page !== "menu") {
    return (
      <>
        <div class="veil" onClick={deeds.close} />
        <Sheet key={page} title={say(page)} closeName={say("back")} onClose={() => setPage("menu")}>
          {page === "history" ? (
            <History speech={speech} />
          ) : (
            <Wishes talk={talk} line={line} wish={view.wish} speech={speech} onWish={deeds.wish} />
          )}
        </Sheet>
      </>
    );
  }

  const end: Name = scene === "waiting" ? "leave_line" : "end";
  const other = speech.locale === "en" ? "fr" : "en";
  return (
    <>
      <div class="veil" onClick={deeds.close} />
      <Sheet key="menu" title={say("menu_title")} closeName={say("close")} onClose={deeds.close}>
        <ul>
          {deeds.aside && choice(down, "aside", "aside_help", closing(deeds.aside))}
          {talking && choice(pause, paused ? "pause_end" : "pause", "pause_help", closing(() => deeds.pause(!paused)))}
          {scene === "here" && choice(people, "another", "another_help", closing(deeds.another))}
          {talking && talk.code === null && (line.return_hours ?? 0) > 0 && choice(codeIcon, "return", "return_help", () => deeds.code(true))}
          {talk.code !== null && (
            <li key="code">
              <ShownNumber code={talk.code} speech={speech} onCancel={() => deeds.code(false)} />
            </li>
          )}
          {talking && offers(line) && choice(lock, "wish", "wish_help", () => setPage("wish"))}
          {talking && choice(clock, times ? "no_times" : "times", "times_help", closing(deeds.times))}
          {talk.messages[0] && scene !== "go" && (
            <li>
              <form method="post" action={`/chat/plain/?site=${site}&lang=${speech.locale}&do=copy`} target="_top">
                <button class="row" name="t" value={talk.token ?? ""}>
                  <Icon d={save} />
                  {say("keep_copy")}
                </button>
              </form>
            </li>
          )}
          {choice(chat, "language", null, closing(deeds.language), "", other)}
          {choice(eye, "history", "history_help", () => setPage("history"))}
          {talking && choice(check, end, "end_help", closing(deeds.end))}
          {(talking || talk.messages[0]) && choice(erase, "erase_now", "erase_now_help", closing(deeds.erase), "erase")}
        </ul>
      </Sheet>
    </>
  );
}
