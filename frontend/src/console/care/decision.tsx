/** Beside a talk of high risk: the line's checklist, and what was decided, written down apart from the talk. */
import { useEffect, useRef } from "preact/hooks";
import type { View } from "../../shared/protocol";
import { Fold } from "../fold";
import { useStore } from "../store";
import { clockTime } from "../time";
import { locale, refusal, t } from "../words";
import { ANSWERS, answered, asked, choose, DECIDED, draftOf, fetchChecks, written, type Answer, type Check } from "./checklist";

const HIGH = 2;
const LONGEST = 200;

export function DecisionBox({ view }: { view: View }) {
  const facts = useStore().desk.value?.facts[view.conversation] ?? [];
  const last = facts.filter(({ happening }) => happening === "decided").at(-1);
  const seq = last?.seq ?? 0;
  const box = useRef<HTMLElement>(null);
  const before = useRef({ conversation: view.conversation, seq });
  // Once it is written down the form folds, and the focus stays here.
  useEffect(() => {
    const { conversation, seq: known } = before.current;
    before.current = { conversation: view.conversation, seq };
    if (conversation === view.conversation && seq > known) box.current?.querySelector("button")?.focus();
  }, [view.conversation, seq]);
  const flagged = facts.some(({ happening, risk }) => happening === "flagged" && risk >= HIGH);
  if ((view.risk ?? 0) < HIGH && !flagged) return null;
  return (
    <section ref={box} class="decision" aria-labelledby="decision-h" data-about="decision">
      <h2 id="decision-h">{t("decision")}</h2>
      <p class="tiny muted">{t("decision_what")}</p>
      {last !== undefined && <p role="status">{t("fact_decided", { time: clockTime(last.at, locale.value) })}</p>}
      <Fold key={`${view.conversation} ${seq}`} face={t(last === undefined ? "decision_open" : "decision_again")}>
        {(close) => <DecisionForm view={view} close={close} />}
      </Fold>
    </section>
  );
}

function DecisionForm({ view: { conversation }, close }: { view: View; close: () => void }) {
  const { deciding, desk, line } = useStore();
  const draft = draftOf(conversation);
  const here = asked.value[conversation] ?? "loading";
  const waits = deciding.asking.value.has(conversation);
  const why = deciding.turned.value[conversation];
  const ready = draft.decided !== "" && !waits && line.value === "open";
  useEffect(() => { void fetchChecks(conversation); }, [conversation]);
  const submit = (event: Event) => {
    event.preventDefault();
    const frame = ready ? written(conversation, draft, Array.isArray(here) ? here : []) : null;
    if (frame !== null) deciding.write(frame);
  };
  // All at once: what comes later would move the rest under the pointer.
  if (here === "loading") return <p class="muted">{t("guidance_loading")}</p>;
  const id = `decision-${conversation}`;
  const others = desk.value?.team.filter(({ id: who }) => who !== desk.value?.me.id) ?? [];
  return (
    <form class="reason" onSubmit={submit}>
      {here === "failed" && (
        <p class="muted">{t("checks_failed")} <button class="linkish" type="button" onClick={() => { void fetchChecks(conversation); }}>{t("again")}</button></p>
      )}
      {Array.isArray(here) && here.map((check: Check) => (
        <Tri
          key={check.id} name={`${id}-${check.id}`} legend={check[locale.value]} chosen={draft.checks[check.id] ?? ""}
          choose={(answer) => choose(conversation, { checks: answered(draft.checks, check.id, answer) })}
        />
      ))}
      <fieldset class="seg one">
        <legend>{t("decided")}</legend>
        {DECIDED.map((each) => (
          <label key={each}>
            <input type="radio" name={`${id}-decided`} checked={draft.decided === each} onChange={() => choose(conversation, { decided: each })} />
            {t(`decided_${each}`)}
          </label>
        ))}
      </fieldset>
      <label for={`${id}-beside`}>{t("decided_beside")}</label>
      <select id={`${id}-beside`} class="field" value={draft.beside} onChange={(event) => choose(conversation, { beside: event.currentTarget.value })}>
        <option value="">{t("decided_not_said")}</option>
        <option value="alone">{t("decided_alone")}</option>
        {others.map(({ id: who, name }) => <option key={who} value={who}>{name}</option>)}
        <option value="outside">{t("decided_outside")}</option>
      </select>
      <Tri
        name={`${id}-confirmed`} legend={t("decided_confirmed")} chosen={draft.confirmed}
        choose={(answer) => choose(conversation, { confirmed: draft.confirmed === answer ? "" : answer })}
      />
      <label for={`${id}-reason`}>{t("decided_reason")}</label>
      <input
        id={`${id}-reason`} class="field" autocomplete="off" maxLength={LONGEST} value={draft.reason} aria-describedby={`${id}-kept`}
        onInput={(event) => choose(conversation, { reason: event.currentTarget.value })}
      />
      <p class="tiny muted" id={`${id}-kept`}>{t("decided_kept")}</p>
      <p class="trouble" role="status" hidden={why === undefined}>{why === undefined ? "" : refusal(why)}</p>
      <div class="row">
        <button class="btn tool main" type="submit" aria-disabled={!ready}>{t(waits ? "asking" : "decided_do")}</button>
        <button class="btn tool" type="button" onClick={close}>{t("never_mind")}</button>
      </div>
    </form>
  );
}

/** Yes, no or not known; pressing the same again takes it back, so nothing has to be said. */
function Tri({ name, legend, chosen, choose: say }: { name: string; legend: string; chosen: Answer | ""; choose: (answer: Answer) => void }) {
  return (
    <div class="tri" role="group" aria-labelledby={name}>
      <span id={name}>{legend}</span>
      <div class="row">
        {ANSWERS.map((each) => (
          <button key={each} class="btn tool" type="button" aria-pressed={chosen === each} onClick={() => say(each)}>{t(`answer_${each}`)}</button>
        ))}
      </div>
    </div>
  );
}
