/** Puts the picture together: the bar, the strip, what the scene shows, and the sheet above it. */
import type { Locale } from "../shared/protocol.ts";
import { Bar } from "./bar.tsx";
import { Composer } from "./composer.tsx";
import { First } from "./first.tsx";
import type { Page } from "./page.ts";
import type * as Rest from "./rest.ts";
import { Strip } from "./strip.tsx";
import type { View } from "./view.ts";
import type { Visit } from "./visit.ts";
import { type Speech, speak } from "./words.ts";

/** What is chosen on this page and never leaves it. */
export interface Ui {
  readonly locale: Locale;
  readonly menu: boolean;
  readonly times: boolean;
}

interface Props {
  page: Page;
  visit: Visit;
  view: View;
  ui: Ui;
  set: (change: Partial<Ui>) => void;
  /** What is fetched after the first picture; null until it is there. */
  rest: typeof Rest | null;
  onExit: (event: Event) => void;
  /** Puts the frame away on the host page; null on a page of our own. */
  onAside: (() => void) | null;
}

type PartProps = Omit<Props, "page" | "onExit"> & { speech: Speech };

function Conversation({ visit, view, ui, set, rest, speech }: PartProps) {
  const { say } = speech;
  const { scene, talk } = view;
  const empty = talk.messages.length === 0 && view.unsent.length === 0;
  const label = talk.who ? say("log_with", { name: talk.who }) : say("log");
  // A new log for the times: what is in it from the start is not read aloud all over again.
  return (
    <>
      <div class="body bottom" tabIndex={0} role="log" aria-label={label} key={String(ui.times)}>
        <div>
          {empty && scene === "write" && (
            <div class="begin">
              <h2>{say("write_title")}</h2>
              <p>{say("write_help")}</p>
            </div>
          )}
          {rest && <rest.Log view={view} speech={speech} times={ui.times} onTimes={() => set({ times: !ui.times })} />}
          {view.cut && (
            <p class="after">
              <button class="btn" type="button" onClick={() => visit.retry()}>
                {say("try_now")}
              </button>
            </p>
          )}
          {scene === "waiting" && rest && (
            <rest.WaitCard wait={talk.wait} speech={speech} onLeave={() => visit.end()} />
          )}
        </div>
      </div>
      <Composer view={view} speech={speech} onDraft={(draft) => visit.write(draft)} onSend={() => visit.say()} />
    </>
  );
}

function Part(props: PartProps) {
  const { visit, view, set, rest, speech, onAside } = props;
  const again = () => visit.writeAgain();
  function done(): void {
    visit.reset();
    onAside?.();
  }

  switch (view.scene) {
    case "first":
      return (
        <First speech={speech} anew={view.anew} onStart={() => visit.start()} onLanguage={(locale) => set({ locale })} />
      );
    case "over":
      return (
        rest && (
          <rest.ChooseKeep view={view} speech={speech} onChoose={(choice) => visit.choose(choice)} onAgain={again} />
        )
      );
    case "done":
      return rest && <rest.Slip view={view} speech={speech} onDone={done} onAgain={again} />;
    case "back":
    case "shut":
      return <div class="body" />;
    case "write":
    case "waiting":
    case "here":
      return <Conversation {...props} />;
  }
}

export function App({ page, onExit, ...props }: Props) {
  const { visit, view, ui, set, rest, onAside } = props;
  const own = ui.locale === page.locale ? { ...page.texts, ...view.talk.texts } : {};
  const speech = speak(ui.locale, own);
  const open = ui.menu && rest !== null;
  return (
    <div class="flow">
      <Bar page={page} speech={speech} menuOpen={open} onExit={onExit} onMenu={() => set({ menu: !ui.menu })} />
      <main inert={open}>
        <Strip view={view} speech={speech} />
        <Part {...props} speech={speech} />
      </main>
      {ui.menu && rest && (
        <rest.Menu
          scene={view.scene}
          speech={speech}
          times={ui.times}
          deeds={{
            close: () => set({ menu: false }),
            aside: onAside,
            times: () => set({ times: !ui.times }),
            language: () => set({ locale: ui.locale === "en" ? "fr" : "en" }),
            end: () => visit.end(),
            erase: () => visit.eraseNow(),
          }}
        />
      )}
    </div>
  );
}
