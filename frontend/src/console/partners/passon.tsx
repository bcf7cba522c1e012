/** In the panel "Hand over": pass somebody on to a partner, once they were asked in words and said yes. */
import { useEffect, useState } from "preact/hooks";
import type { PartnerLine, View } from "../../shared/protocol";
import { LettingGo } from "../care/lettinggo";
import { Fold } from "../fold";
import { closePanel } from "../popover";
import { useStore } from "../store";
import { locale, t } from "../words";
import { Ask } from "./ask";
import { agreed, nameIn } from "./referred";
import "./partners.css";

/** Who is there is looked up again so often while the panel is open. */
const AGAIN = 5_000;

/** Nothing where the line has no partners, or the talk is another line's. */
export function PassOn({ view }: { view: View }) {
  const partners = useStore().desk.value?.partners ?? [];
  if (partners.length === 0 || (view.line ?? "") !== "") return null;
  return (
    <div class="or">
      <Fold face={t("partner_pass")}>{() => <Choose view={view} partners={partners} />}</Fold>
    </div>
  );
}

function Choose({ view, partners }: { view: View; partners: readonly PartnerLine[] }) {
  const store = useStore();
  const [id, setId] = useState<number | null>(view.referred?.partner ?? null);
  useEffect(() => {
    const look = () => { store.post({ type: "partners" }); };
    look();
    const timer = setInterval(look, AGAIN);
    return () => clearInterval(timer);
  }, []);
  const chosen = partners.find((each) => each.id === id);
  return (
    <div class="stack partners">
      <b id={`partners-${view.conversation}`}>{t("partner_which")}</b>
      <div class="stack" role="group" aria-labelledby={`partners-${view.conversation}`}>
        {partners.map((each, place) => <Pick key={each.id} first={place === 0} partner={each} chosen={each.id === id} choose={setId} />)}
      </div>
      {chosen !== undefined && <Way key={chosen.id} view={view} partner={chosen} />}
    </div>
  );
}

interface PickProps {
  partner: PartnerLine;
  first: boolean;
  chosen: boolean;
  choose: (id: number) => void;
}

function Pick({ partner, first, chosen, choose }: PickProps) {
  const { id, kind, here } = partner;
  return (
    <button class="btn tool pick" type="button" aria-pressed={chosen} data-first={first ? "" : undefined} onClick={() => choose(id)}>
      <b>{nameIn(partner, locale.value)}</b> <span class="muted">{t(`partner_${kind}`)} · {t(here === true ? "partner_here" : "partner_nobody")}</span>
    </button>
  );
}

/** First the question, then their answer, then the handing over: one under the other, in this order. */
function Way({ view, partner }: { view: View; partner: PartnerLine }) {
  const store = useStore();
  const [words, setWords] = useState(false);
  const { conversation, referred } = view;
  const ready = agreed(referred, partner) && partner.here === true && store.line.value === "open";
  const pass = () => {
    if (!ready) return;
    store.passOn(conversation, words);
    closePanel();
  };
  return (
    <>
      <Ask view={view} partner={partner} words={words} choose={setWords} />
      <LettingGo view={view} />
      <button class="btn tool main" type="button" aria-disabled={!ready} onClick={pass}>
        {t("partner_do", { partner: nameIn(partner, locale.value) })}
      </button>
      <p class="tiny muted">{t(partner.here === true ? "partner_then" : "partner_none_here", { name: view.handle })}</p>
    </>
  );
}
