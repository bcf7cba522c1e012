/** Puts the picture together: the bar, the strip, what the scene shows, and the sheet above it. */
import { useEffect, useState } from "preact/hooks";
import type { Locale } from "../shared/protocol.ts";
import { Bar } from "./bar.tsx";
import { Composer } from "./composer.tsx";
import { ChooseKeep, Slip } from "./ended.tsx";
import { First } from "./first.tsx";
import { Log } from "./log.tsx";
import { Menu } from "./menu.tsx";
import type { Page } from "./page.ts";
import { Strip } from "./strip.tsx";
import type { View, Visit } from "./visit.ts";
import { WaitCard } from "./waiting.tsx";
import { type Speech, speak } from "./words.ts";

interface Props {
  page: Page;
  visit: Visit;
  view: View;
  onExit: (event: Event) => void;
  /** Puts the frame away on the host page; null on a page of our own. */
  onAside: (() => void) | null;
}

interface PartProps {
  visit: Visit;
  view: View;
  speech: Speech;
  times: boolean;
  onTimes: () => void;
}

function Conversation({ visit, view, speech, times, onTimes }: PartProps) {
  const { say } = speech;
  const { scene, talk } = view;
  const empty = talk.messages.length === 0 && view.unsent.length === 0;
  const label = talk.who ? say("log_with", { name: talk.who }) : say("log");
  return (
    <>
      <div class="body bottom" tabIndex={0} role="log" aria-label={label} key={times ? "times" : "plain"}>
        <div>
          {empty && scene === "write" && (
            <div class="begin">
              <h2>{say("write_title")}</h2>
              <p>{say("write_help")}</p>
            </div>
          )}
          <Log view={view} speech={speech} times={times} onTimes={onTimes} />
          {view.cut && (
            <p class="after">
              <button class="btn" type="button" onClick={() => visit.retry()}>
                {say("try_now")}
              </button>
            </p>
          )}
          {scene === "waiting" && <WaitCard wait={talk.wait} speech={speech} onLeave={() => visit.end()} />}
        </div>
      </div>
      <Composer view={view} speech={speech} onDraft={(draft) => visit.write(draft)} onSend={() => visit.say()} />
    </>
  );
}

export function App({ page, visit, view, onExit, onAside }: Props) {
  const [locale, setLocale] = useState<Locale>(page.locale);
  const [menu, setMenu] = useState(false);
  const [times, setTimes] = useState(false);
  const speech = speak(locale, locale === page.locale ? { ...page.texts, ...view.talk.texts } : {});

  useEffect(() => {
    document.documentElement.lang = locale;
    visit.speakIn(locale);
  }, [locale, visit]);

  function done(): void {
    visit.reset();
    onAside?.();
  }

  function part() {
    const again = () => visit.writeAgain();
    switch (view.scene) {
      case "first":
        return <First speech={speech} anew={view.anew} onStart={() => visit.start()} onLanguage={setLocale} />;
      case "over":
        return <ChooseKeep view={view} speech={speech} onChoose={(choice) => visit.choose(choice)} onAgain={again} />;
      case "done":
        return <Slip view={view} speech={speech} onDone={done} onAgain={again} />;
      case "back":
      case "shut":
        return <div class="body" />;
      case "write":
      case "waiting":
      case "here":
        return (
          <Conversation visit={visit} view={view} speech={speech} times={times} onTimes={() => setTimes(!times)} />
        );
    }
  }

  return (
    <div class="flow">
      <Bar page={page} speech={speech} menuOpen={menu} onExit={onExit} onMenu={() => setMenu(!menu)} />
      <main inert={menu}>
        <Strip view={view} speech={speech} />
        {part()}
      </main>
      {menu && (
        <Menu
          scene={view.scene}
          speech={speech}
          times={times}
          deeds={{
            close: () => setMenu(false),
            aside: onAside,
            times: () => setTimes(!times),
            language: () => setLocale(locale === "en" ? "fr" : "en"),
            end: () => visit.end(),
            erase: () => visit.eraseNow(),
          }}
        />
      )}
    </div>
  );
}
