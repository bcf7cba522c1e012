/** After a long silence: is it still them? The question whether it is a good time, and the word, if there is one. */
import type { Seq, Uuid, View } from "../../shared/protocol";
import { find } from "../state";
import { useStore, type Store } from "../store";
import { slowly } from "../time";
import { t } from "../words";
import { useFocusAfter } from "./focus";
import { phoneOf } from "./phone";
import { ProbeButton } from "./probe";
import { mayAsk, standing } from "./standing";
import { lastFit, WordFold } from "./word";

interface Props {
  conversation: Uuid;
  /** The number of their first words after the silence. */
  since: Seq;
}

export function StillThem({ conversation, since }: Props) {
  const store = useStore();
  const view = find(store.desk.value, conversation);
  const ask = view !== undefined && mayBeAsked(store, view, since);
  const word = view !== undefined && mayBeChecked(store, view, since);
  useFocusAfter(word, () => store.go(conversation));
  const phone = view && phoneOf(view);
  if (phone === undefined || !(ask || word)) return null;
  return (
    <li class="doubt">
      <b>{t("still_them")}</b>
      {ask && <ProbeButton view={view} place="talk" />}
      {word && <WordFold view={view} phone={phone} place="talk" />}
    </li>
  );
}

/** Until somebody has answered. */
function mayBeAsked(store: Store, view: View, since: Seq): boolean {
  const holds = standing(view, slowly.value);
  const answered = view.messages.some(({ author, seq }) => author === "counsellor" && seq > since);
  const going = store.mail.held.value.some(({ body }) => body.conversation === view.conversation && body.kind === "say");
  return view.state === "active" && !answered && !going && holds !== undefined && mayAsk(holds, slowly.value);
}

/** Until the word was said since then: that it was said before proves nothing now. */
function mayBeChecked(store: Store, view: View, since: Seq): boolean {
  const facts = store.desk.value?.facts[view.conversation];
  return view.state === "active" && view.phone?.agreed === true && lastFit(facts) < since;
}
