/** After a long silence: is it still them? The question whether it is a good time, and the word, if there is one. */
import type { Seq, Uuid } from "../../shared/protocol";
import { find } from "../state";
import { useStore } from "../store";
import { slowly } from "../time";
import { t } from "../words";
import { phoneOf } from "./phone";
import { ProbeButton } from "./probe";
import { mayAsk, standing } from "./standing";
import { lastFit, WordFold } from "./word";

interface Props {
  conversation: Uuid;
  /** The number of their first words after the silence. */
  since: Seq;
}

/** Gone when somebody has answered, or when the word was said since then. */
export function StillThem({ conversation, since }: Props) {
  const store = useStore();
  const desk = store.desk.value;
  const view = find(desk, conversation);
  const phone = view && phoneOf(view);
  if (view === undefined || phone === undefined || view.state !== "active") return null;
  const holds = standing(view, slowly.value);
  const answered = view.messages.some(({ author, seq }) => author === "counsellor" && seq > since);
  const going = store.mail.held.value.some(({ body }) => body.conversation === conversation && body.kind === "say");
  const ask = !answered && !going && holds !== undefined && mayAsk(holds, slowly.value);
  const word = phone.agreed && lastFit(desk?.facts[conversation]) < since;
  if (!ask && !word) return null;
  return (
    <li class="doubt">
      <b>{t("still_them")}</b>
      {ask && <ProbeButton view={view} place="talk" />}
      {word && <WordFold view={view} phone={phone} place="talk" />}
    </li>
  );
}
