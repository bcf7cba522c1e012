/** The line's own question whether it is a good time, in one press; what is being written stays. */
import type { View } from "../../shared/protocol";
import { useStore } from "../store";
import { t } from "../words";

interface Props {
  view: View;
  /** It was asked before, and nobody answered. */
  again?: boolean;
  place?: string;
}

export function ProbeButton({ view, again = false, place = "strip" }: Props) {
  const store = useStore();
  const { conversation, phone } = view;
  const id = `probe-${place}-${conversation}`;
  const ask = () => {
    store.probe(view);
    store.go(conversation);
  };
  return (
    <span class="probe">
      <button class="btn tool" type="button" aria-describedby={id} onClick={ask}>{t(again ? "probe_again" : "probe_do")}</button>
      <span class="tiny muted" id={id}>{t("probe_sends", { probe: phone?.probe ?? "" })}</span>
    </span>
  );
}
