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
  /** What was told before the talk; on Start it becomes the first words. */
  readonly first: string;
  /** What is shown as large as the screen. */
  readonly big: string | null;
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

type PartProps = Omit<Props, "onExit"> & { speech: Speech };

function Conversation({ page, visit, view, ui, set, rest, speech }: PartProps) {
  const { say } = speech;
  const { scene, talk } = view;
  const said = talk.messages.length > 0 || view.unsent.length > 0;
  // A room to read in begins at its top; a talk is at its end.
  const atTop = scene === "waiting" && !said;
  const paused = rest && talk.paused !== null && (
    <rest.Paused until={talk.paused} speech={speech} onGoOn={() => visit.pause(false)} />
  );
  const label = talk.who ? say("log_with", { name: talk.who }) : say("log");
  // A new log for the times: what is in it from the start is not read aloud all over again.
  return (
    <>
      <div class={atTop ? "body" : "body bottom"} tabIndex={0} role="log" aria-label={label} key={String(ui.times)}>
        <div>
          {atTop && paused}
          {scene === "write" && (
            <div class="begin">
              <h2>{say("write_title")}</h2>
              <p>{say("write_help")}</p>
            </div>
          )}
          {rest && scene === "waiting" && (
            <rest.WaitingRoom wait={talk.wait} line={page.line} speech={speech} said={said} onLeave={() => visit.end()} />
          )}
          {rest && <rest.Log view={view} speech={speech} times={ui.times} onTimes={() => set({ times: !ui.times })} onBig={(big) => set({ big })} />}
          {view.cut && (
            <p class="after">
              <button class="btn" type="button" onClick={() => visit.retry()}>
                {say("try_now")}
              </button>
            </p>
          )}
          {!atTop && paused}
        </div>
      </div>
      <Composer view={view} speech={speech} onDraft={(draft) => visit.write(draft)} onSend={() => visit.say()} />
    </>
  );
}

function Before({ page, visit, view, ui, set, rest, speech }: PartProps) {
  const deeds = {
    start: () => visit.start(ui.first),
    language: () => set({ locale: ui.locale === "en" ? "fr" : "en", first: "" }),
    tell: (first: string) => set({ first }),
    wish: visit.wish.bind(visit),
    comeBack: visit.comeBack.bind(visit),
  };
  // The questions are asked anew in the other language: what they make is words in it.
  return <First key={ui.locale} view={view} line={page.line} site={page.site} speech={speech} rest={rest} deeds={deeds} />;
}

/** What comes after the first picture, and stays away until it has been fetched. */
function Later({ page, visit, view, speech, onAside, rest }: PartProps & { rest: typeof Rest }) {
  const shown = { view, speech, line: page.line };
  const again = () => visit.writeAgain();
  function done(): void {
    visit.reset();
    onAside?.();
  }

  switch (view.scene) {
    case "go":
      return <rest.GoCheck view={view} speech={speech} onGo={() => visit.ready()} onLater={() => visit.pause(true)} />;
    case "closed":
      return (
        <rest.Closed {...shown} onLook={() => location.reload()} onNumber={(number) => visit.comeBack(number)} />
      );
    case "over":
      return <rest.ChooseKeep {...shown} onChoose={(choice) => visit.choose(choice)} onAgain={again} />;
    case "done":
      return <rest.Slip {...shown} onAnswer={(answers) => visit.answer(answers)} onDone={done} onAgain={again} />;
    default:
      return <div class="body" />;
  }
}

function Part(props: PartProps) {
  const { view, rest } = props;
  switch (view.scene) {
    case "first":
      return <Before {...props} />;
    case "write":
    case "waiting":
    case "here":
      return <Conversation {...props} />;
    default:
      return rest === null ? <div class="body" /> : <Later {...props} rest={rest} />;
  }
}

export function App({ page, onExit, ...props }: Props) {
  const { visit, view, ui, set, rest, onAside } = props;
  const own = ui.locale === page.locale ? { ...page.texts, ...view.talk.texts } : {};
  const speech = speak(ui.locale, own);
  const open = (ui.menu || ui.big !== null) && rest !== null;
  return (
    <div class="flow">
      <Bar page={page} speech={speech} menuOpen={ui.menu && rest !== null} onExit={onExit} onMenu={() => set({ menu: !ui.menu })} />
      <main inert={open}>
        <Strip view={view} speech={speech} />
        <Part {...props} page={page} speech={speech} />
      </main>
      {ui.big !== null && rest && <rest.Big text={ui.big} speech={speech} onClose={() => set({ big: null })} />}
      {ui.menu && rest && (
        <rest.Menu
          view={view}
          line={page.line}
          site={page.site}
          speech={speech}
          times={ui.times}
          deeds={{
            close: () => set({ menu: false }),
            aside: onAside,
            times: () => set({ times: !ui.times }),
            language: () => set({ locale: ui.locale === "en" ? "fr" : "en" }),
            pause: (on) => visit.pause(on),
            another: () => visit.another(),
            code: (wanted) => visit.wantCode(wanted),
            wish: (wish) => visit.wish(wish),
            end: () => visit.end(),
            erase: () => visit.eraseNow(),
          }}
        />
      )}
    </div>
  );
}
