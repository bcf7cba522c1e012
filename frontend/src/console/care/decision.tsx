/** Beside a talk of high risk: the line's checklist, and what was decided, written down apart from the talk. */
import { useEffect, useRef } from "preact/hooks";
import type { View, WrittenDown } from "../../shared/protocol";
import { Fold } from "../fold";
import type { Fact } from "../state";
import { useStore } from "../store";
import { clockTime } from "../time";
import { locale, refusal, t } from "../words";
import { ANSWERS, answered, asked, DECIDED, fetchChecks, give, isBegun, reasonOf, written, type Answer, type Check, type Chosen } from "./checklist";

const HIGH = 2;
const LONGEST = 200;

export function DecisionBox({ view }: { view: View }) {
  const { desk, weighing } = useStore();
  const facts = desk.value?.facts[view.conversation] ?? [];
  const last = lastOf(view, facts, desk.value?.me.name ?? "");
  const seq = last?.seq ?? 0;
  const box = useRef<HTMLElement>(null);
  const before = useRef({ conversation: view.conversation, seq });
  // Once it is written down the form folds, and the focus stays here.
  useEffect(() => {
    const { conversation, seq: known } = before.current;
    before.current = { conversation: view.conversation, seq };
    if (conversation === view.conversation && seq > known) box.current?.querySelector("button")?.focus();
  }, [view.conversation, seq]);
  if ((view.risk ?? 0) < HIGH && view.was_high !== true) return null;
  // What was chosen for one that is written down just now says nothing of the next.
  const begun = seq === (view.decided?.seq ?? 0) && isBegun(weighing.of(view));
  return (
    <section ref={box} class="decision" aria-labelledby="decision-h" data-about="decision">
      <h2 id="decision-h">{t("decision")}</h2>
      <p class="tiny muted">{t("decision_what")}</p>
      {last !== undefined && <p role="status">{t("decision_was", { time: clockTime(last.at, locale.value), name: last.by })}</p>}
      <Fold key={`${view.conversation} ${seq}`} face={t(begun ? "decision_on" : last === undefined ? "decision_open" : "decision_again")}>
        {(close) => <DecisionForm view={view} close={close} />}
      </Fold>
    </section>
  );
}

/** Whether a talk is at high risk and nothing was decided in it yet. */
export function isDue(view: View, facts: readonly Fact[]): boolean {
  return (view.risk ?? 0) >= HIGH && lastOf(view, facts, "") === undefined;
}

/** The last one that was written down: by us just now, or as it stood when the page was loaded. */
function lastOf({ decided }: View, facts: readonly Fact[], me: string): WrittenDown | undefined {
  const fact = facts.findLast(({ happening }) => happening === "decided");
  if (fact === undefined || (decided !== undefined && decided.seq >= fact.seq)) return decided;
  return { seq: fact.seq, at: fact.at, by: me };
}

function DecisionForm({ view, close }: { view: View; close: () => void }) {
  const { conversation } = view;
  const { deciding, desk, line, weighing } = useStore();
  const chosen = weighing.of(view);
  const reason = reasonOf(conversation);
  const here = asked.value[conversation] ?? "loading";
  const waits = deciding.asking.value.has(conversation);
  const why = deciding.turned.value[conversation];
  const ready = chosen.decided !== "" && !waits && line.value === "open";
  useEffect(() => { void fetchChecks(conversation); }, [conversation]);
  const choose = (change: Partial<Chosen>) => weighing.note(view, change);
  const submit = (event: Event) => {
    event.preventDefault();
    const frame = ready ? written(conversation, chosen, reason, Array.isArray(here) ? here : []) : null;
    if (frame === null) return;
    // It is kept before it is written down: the other way round it would be there again.
    weighing.send(conversation);
    deciding.write(frame);
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
          key={check.id} name={`${id}-${check.id}`} legend={check[locale.value]} chosen={chosen.checks[check.id] ?? ""}
          choose={(answer) => choose({ checks: answered(chosen.checks, check.id, answer) })}
        />
      ))}
      <fieldset class="seg one">
        <legend>{t("decided")}</legend>
        {DECIDED.map((each) => (
          <label key={each}>
            <input type="radio" name={`${id}-decided`} checked={chosen.decided === each} onChange={() => choose({ decided: each })} />
            {t(`decided_${each}`)}
          </label>
        ))}
      </fieldset>
      <label for={`${id}-beside`}>{t("decided_beside")}</label>
      <select id={`${id}-beside`} class="field" value={chosen.beside} onChange={(event) => choose({ beside: event.currentTarget.value })}>
        <option value="">{t("decided_not_said")}</option>
        <option value="alone">{t("decided_alone")}</option>
        {others.map(({ id: who, name }) => <option key={who} value={who}>{name}</option>)}
        <option value="outside">{t("decided_outside")}</option>
      </select>
      <Tri
        name={`${id}-confirmed`} legend={t("decided_confirmed")} chosen={chosen.confirmed}
        choose={(answer) => choose({ confirmed: chosen.confirmed === answer ? "" : answer })}
      />
      <label for={`${id}-reason`}>{t("decided_reason")}</label>
      <input
        id={`${id}-reason`} class="field" autocomplete="off" maxLength={LONGEST} value={reason} aria-describedby={`${id}-kept`}
        onInput={(event) => give(conversation, event.currentTarget.value)}
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
