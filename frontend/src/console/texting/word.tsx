/** The word between a seeker and the line: agreed on once, and later compared with what somebody says. */
import { useEffect, useRef, useState } from "preact/hooks";
import { announce } from "../../shared/announce";
import type { Seq, Uuid, View } from "../../shared/protocol";
import { Fold } from "../fold";
import type { Fact } from "../state";
import { useStore } from "../store";
import { refusal, t } from "../words";
import { phoneOf, type Known } from "./phone";

const LONGEST = 80;
/** Where the form stands: beside the talk, above it, or in it. */
type Place = "about" | "before" | "talk";

export function WordBox({ view }: { view: View }) {
  const phone = phoneOf(view);
  if (phone === undefined) return null;
  return (
    <section aria-labelledby="word-h">
      <h2 id="word-h">{t("word")}</h2>
      <p class="muted" role="status">{t(phone.matched ? "word_matched" : phone.agreed ? "word_agreed" : "word_none")}</p>
      <WordFold view={view} phone={phone} place="about" />
    </section>
  );
}

export function WordFold({ view, phone, place }: { view: View; phone: Known; place: Place }) {
  const face = phone.matched ? "word_again" : phone.agreed ? "word_ask" : "word_agree";
  return <Fold face={t(face)}>{(close) => <WordForm view={view} agreed={phone.agreed} place={place} close={close} />}</Fold>;
}

interface FormProps {
  view: View;
  agreed: boolean;
  place: Place;
  close: () => void;
}

/** What is typed here goes nowhere but into the comparison, and is gone once it was sent. */
function WordForm({ view: { conversation }, agreed, place, close }: FormProps) {
  const store = useStore();
  const { caution } = store;
  const [word, setWord] = useState("");
  const why = caution.why(conversation, "code");
  const waits = caution.waits(conversation, "code");
  const ready = store.line.value === "open" && !waits && word.trim() !== "";
  const id = `word-${place}-${conversation}`;
  useFit(conversation, () => {
    announce(t("word_matched"));
    close();
  });
  function submit(event: Event): void {
    event.preventDefault();
    if (!ready) return;
    caution.code(conversation, word);
    setWord("");
  }
  return (
    <form class="reason" onSubmit={submit}>
      <label for={id}>{t(agreed ? "word_said" : "word_new")}</label>
      <input
        id={id} class="field" type="text" autocomplete="off" autocapitalize="none" spellcheck={false} maxLength={LONGEST}
        value={word} data-first aria-describedby={`${id}-what`} onInput={(event) => { setWord(event.currentTarget.value); }}
      />
      <p class="tiny muted" id={`${id}-what`}>{t("word_secret")}</p>
      <p class="trouble" role="status" hidden={why === undefined}>
        {why === undefined ? "" : why === "wrong_word" ? t("word_wrong") : refusal(why)}
      </p>
      <div class="row">
        <button class="btn tool main" type="submit" aria-disabled={!ready}>
          {t(waits ? "asking" : agreed ? "word_compare" : "word_keep")}
        </button>
        <button class="btn tool" type="button" onClick={close}>{t("never_mind")}</button>
      </div>
    </form>
  );
}

/** Calls back once a word has fitted that was said since the form is open. */
function useFit(conversation: Uuid, fitted: () => void): void {
  const last = lastFit(useStore().desk.value?.facts[conversation]);
  const first = useRef(last);
  useEffect(() => {
    if (last > first.current) fitted();
  }, [last]);
}

/** The number of the last step that says that the word fitted; 0 if nobody has said it since this page was opened. */
export function lastFit(facts: readonly Fact[] | undefined): Seq {
  return facts?.findLast(({ happening }) => happening === "matched")?.seq ?? 0;
}
