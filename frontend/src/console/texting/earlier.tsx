/** The conversation before this one, on request: above the talk, apart from it, and never read aloud by itself. */
import { useRef, useState } from "preact/hooks";
import type { Shown, View } from "../../shared/protocol";
import { useStore } from "../store";
import { clockTime, date } from "../time";
import { locale, refusal, t } from "../words";
import { useFocusAfter } from "./focus";
import { phoneOf } from "./phone";
import { WordFold } from "./word";

export function Before({ view }: { view: View }) {
  const store = useStore();
  const { caution } = store;
  const phone = phoneOf(view);
  const [hidden, setHidden] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const locked = phone?.agreed === true && !phone.matched;
  useFocusAfter(locked, () => button.current?.focus());
  if (phone === undefined || view.again !== true) return null;
  const { conversation } = view;
  const words = store.desk.value?.earlier[conversation];
  const shown = words !== undefined && !hidden;
  const why = caution.why(conversation, "earlier");
  const press = () => {
    if (words === undefined) caution.earlier(conversation);
    else setHidden(!hidden);
  };
  return (
    <section class="before" aria-live="off" aria-label={t("before")}>
      {shown && <Words words={words} view={view} />}
      <p>
        <span>{t("before")} {locked && t("before_locked")}</span>{" "}
        {!locked && (
          <button ref={button} class="linkish" type="button" aria-expanded={shown} onClick={press}>
            {t(caution.waits(conversation, "earlier") ? "asking" : shown ? "before_hide" : "before_show")}
          </button>
        )}
      </p>
      {locked && <WordFold view={view} phone={phone} place="before" />}
      {why !== undefined && <p class="trouble" role="status">{refusal(why)}</p>}
      {shown && <p class="gap"><span>{t("before_now")}</span></p>}
    </section>
  );
}

function Words({ words, view }: { words: readonly Shown[]; view: View }) {
  const first = words[0];
  if (first === undefined) return <p class="muted">{t("before_none")}</p>;
  return (
    <>
      <p class="gap"><span>{t("before_head", { date: date(first.at, locale.value) })}</span></p>
      <ol class="log">{words.map((each) => <Line key={each.seq} shown={each} view={view} />)}</ol>
    </>
  );
}

function Line({ shown, view }: { shown: Shown; view: View }) {
  const { author, name = "", text, at } = shown;
  const theirs = author === "seeker";
  const voice = theirs ? view.handle : author === "helpline" ? t("helpline") : name || t("you");
  return (
    <li class={theirs ? "msg" : "msg mine"} lang={view.locale}>
      <span class="who" lang={locale.value}>{voice} <time class="tiny muted">{clockTime(at, locale.value)}</time></span>
      <div class="words">{text}</div>
    </li>
  );
}
