/** Their number: hidden behind the name that stands for it; shown for a while to who says why. */
import { useEffect, useRef } from "preact/hooks";
import type { View } from "../../shared/protocol";
import { Fold } from "../fold";
import { useStore } from "../store";
import { now, span } from "../time";
import { t } from "../words";
import { phoneOf } from "./phone";
import { ReasonForm } from "./reason";

export function NumberBox({ view }: { view: View }) {
  const phone = phoneOf(view);
  if (phone === undefined) return null;
  const { number, hides = 0, to } = phone;
  return (
    <section aria-labelledby="number-h">
      <h2 id="number-h">{t("number")}</h2>
      {number === "" ? <Hidden view={view} /> : <Shown number={number} hides={hides} />}
      {to !== "" && <p class="tiny muted">{t("number_to", { end: to })}</p>}
    </section>
  );
}

function Hidden({ view: { conversation, handle: name } }: { view: View }) {
  const { caution } = useStore();
  return (
    <>
      <p class="muted">{t("number_hidden", { name })}</p>
      <Fold face={t("number_show")}>
        {(close) => (
          <ReasonForm
            id={`reveal-${conversation}`} face={t("number_do")} look="btn tool"
            waits={caution.waits(conversation, "reveal")} why={caution.why(conversation, "reveal")}
            ask={(reason) => caution.reveal(conversation, reason)} close={close}
          >
            <p>{t("number_what")}</p>
          </ReasonForm>
        )}
      </Fold>
    </>
  );
}

/** The form that had the focus is gone: what was asked for gets it. */
function Shown({ number, hides }: { number: string; hides: number }) {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) words.current?.focus();
  }, []);
  return (
    <p ref={words} class="number" tabIndex={-1}>
      <b class="num">{number}</b> <span class="muted">{t("number_left", { span: span(hides - now.value) })}</span>
    </p>
  );
}
