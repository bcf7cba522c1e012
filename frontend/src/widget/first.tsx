/** Before anything is opened or asked: five short lines and one button. */
import { Fold } from "./fold.tsx";
import { Icon } from "../shared/icon.tsx";
import { ask, erase, exit, eye, person } from "../shared/icons.ts";
import type { KeepWish, LinePage } from "../shared/protocol.ts";
import type * as Rest from "./rest.ts";
import type { View } from "./view.ts";
import type { Name, Speech } from "./words.ts";

const FIVE: readonly [icon: string, lead: Name, rest: Name][] = [
  [eye, "safe_lead", "safe"],
  [exit, "leave_lead", "leave"],
  [person, "who_lead", "who"],
  [erase, "kept_lead", "kept"],
  [ask, "limits_lead", "limits"],
];

export interface FirstDeeds {
  /** Start, with what was told first. */
  start: () => void;
  language: () => void;
  tell: (first: string) => void;
  wish: (wish: KeepWish) => void;
  comeBack: (code: string) => void;
}

interface Props {
  view: View;
  line: LinePage;
  site: string;
  speech: Speech;
  rest: typeof Rest | null;
  deeds: FirstDeeds;
}

export function First({ view, line, site, speech, rest, deeds }: Props) {
  const { say } = speech;
  const other = speech.locale === "en" ? "fr" : "en";
  return (
    <>
      <div class="body" tabIndex={0} role="region" aria-label={say("first_title")}>
        {view.anew && <p class="banner">{say("anew")}</p>}
        {view.trouble && <p class="banner">{say(view.trouble)}</p>}
        <h2>{say("first_title")}</h2>
        <ol class="five">
          {FIVE.map(([icon, lead, more]) => (
            <li key={lead}>
              <span class="dot">
                <Icon d={icon} />
              </span>
              <span>
                <b>{say(lead)}</b> {say(more)}{" "}
                {more === "kept" && (
                  <a href={`/chat/kept/?site=${site}&lang=${speech.locale}`} target="_blank" rel="noopener noreferrer">
                    {say("kept_more")}
                  </a>
                )}
              </span>
            </li>
          ))}
        </ol>
        {rest && rest.asks(line) && (
          <Fold title={say("tell_first")}>
            <rest.Asking line={line} speech={speech} onWords={deeds.tell} />
          </Fold>
        )}
        {rest && rest.offers(line) && (
          <Fold title={say("my_words")}>
            <rest.Wishes talk={view.talk} line={line} wish={view.wish} speech={speech} onWish={deeds.wish} />
          </Fold>
        )}
        {rest && (line.return_hours ?? 0) > 0 && (
          <Fold title={say("have_number")}>
            <rest.NumberForm speech={speech} onNumber={deeds.comeBack} />
          </Fold>
        )}
      </div>
      <div class="foot">
        <button class="btn main wide big" type="button" onClick={deeds.start}>
          {say("start")}
        </button>
        <p>
          {say("no_account")}{" "}
          <button class="link" type="button" lang={other} onClick={deeds.language}>
            {say("language")}
          </button>
        </p>
      </div>
    </>
  );
}
