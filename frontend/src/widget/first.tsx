/** Before anything is opened or asked: five short lines and one button. */
import { Icon } from "../shared/icon.tsx";
import { ask, erase, exit, eye, person } from "../shared/icons.ts";
import type { Locale } from "../shared/protocol.ts";
import type { Name, Speech } from "./words.ts";

const FIVE: readonly [icon: string, lead: Name, rest: Name][] = [
  [eye, "safe_lead", "safe"],
  [exit, "leave_lead", "leave"],
  [person, "who_lead", "who"],
  [erase, "kept_lead", "kept"],
  [ask, "limits_lead", "limits"],
];

interface Props {
  speech: Speech;
  anew: boolean;
  onStart: () => void;
  onLanguage: (locale: Locale) => void;
}

export function First({ speech, anew, onStart, onLanguage }: Props) {
  const { say } = speech;
  const other = speech.locale === "en" ? "fr" : "en";
  return (
    <>
      <div class="body" tabIndex={0} role="region" aria-label={say("first_title")}>
        {anew && <p class="banner">{say("anew")}</p>}
        <h2>{say("first_title")}</h2>
        <ol class="five">
          {FIVE.map(([icon, lead, rest]) => (
            <li key={lead}>
              <span class="dot">
                <Icon d={icon} />
              </span>
              <span>
                <b>{say(lead)}</b> {say(rest)}
              </span>
            </li>
          ))}
        </ol>
      </div>
      <div class="foot">
        <button class="btn main wide big" type="button" onClick={onStart}>
          {say("start")}
        </button>
        <p>
          {say("no_account")}{" "}
          <button class="link" type="button" lang={other} onClick={() => onLanguage(other)}>
            {say("language")}
          </button>
        </p>
      </div>
    </>
  );
}
