/** Their yes to a partner: a question to put into the message, and what they answered to it. */
import type { PartnerLine, View } from "../../shared/protocol";
import { emptyDraft } from "../draft";
import { useStore } from "../store";
import { clockTime } from "../time";
import { locale, t } from "../words";
import { nameIn, question } from "./referred";

interface Props {
  view: View;
  partner: PartnerLine;
  words: boolean;
  choose: (words: boolean) => void;
}

export function Ask({ view, partner, words, choose }: Props) {
  const { conversation, referred } = view;
  const about = referred?.partner === partner.id ? referred : undefined;
  const name = nameIn(partner, locale.value);
  return (
    <>
      <fieldset class="with-words">
        <legend>{t("partner_reads", { partner: name })}</legend>
        <label><input type="radio" name={`words-${conversation}`} checked={!words} onChange={() => choose(false)} /> {t("partner_without")}</label>
        <label><input type="radio" name={`words-${conversation}`} checked={words} onChange={() => choose(true)} /> {t("partner_with")}</label>
      </fieldset>
      <Question view={view} partner={partner} kind={words ? "partner_ask_words" : "partner_ask"} />
      <Answer view={view} partner={partner} at={about?.yes} face={t("partner_yes", { name: view.handle })} />
      {partner.kind === "police" && about?.yes !== undefined && (
        <>
          <p class="tiny">{t("partner_police_apart")}</p>
          <Question view={view} partner={partner} kind="partner_ask_police" />
          <Answer view={view} partner={partner} at={about.police} police face={t("partner_yes_police", { name: view.handle })} />
        </>
      )}
    </>
  );
}

type Kind = Parameters<typeof question>[0];

/** Put where they write, to be read and sent by them: nothing is sent from here. */
function Question({ view, partner, kind }: { view: View; partner: PartnerLine; kind: Kind }) {
  const store = useStore();
  const { conversation, locale: tongue } = view;
  const said = question(kind, partner, view);
  const draft = store.mail.draft(conversation);
  const put = () => {
    const { words } = draft.value;
    const before = words.trim() === "" ? "" : `${words.trimEnd()}\n`;
    draft.value = { ...(before === "" ? emptyDraft : draft.value), words: `${before}${said}` };
    if (view.referred?.partner !== partner.id) store.post({ type: "refer", conversation, partner: partner.id });
  };
  const there = draft.value.words.includes(said);
  return (
    <div class="question">
      <q lang={tongue}>{said}</q>
      <button class="btn tool" type="button" aria-disabled={there} onClick={() => { if (!there) put(); }}>{t(there ? "partner_put" : "partner_put_in")}</button>
    </div>
  );
}

interface AnswerProps {
  view: View;
  partner: PartnerLine;
  at: number | undefined;
  face: string;
  police?: boolean;
}

/** Ticked by whoever asked, after the answer; when, and by whom, is written down. */
function Answer({ view: { conversation, referred }, partner: { id }, at, face, police = false }: AnswerProps) {
  const store = useStore();
  const answer = (yes: boolean) => {
    if (referred?.partner !== id) store.post({ type: "refer", conversation, partner: id });
    store.post({ type: "consent", conversation, partner: id, ...(yes ? {} : { yes: false }), ...(police ? { police: true } : {}) });
  };
  return (
    <label class="said-yes">
      <input type="checkbox" checked={at !== undefined} disabled={store.line.value !== "open"} onChange={(event) => { answer(event.currentTarget.checked); }} />
      <span>{face}{at !== undefined && <small class="muted"> {clockTime(at, locale.value)}</small>}</span>
    </label>
  );
}
