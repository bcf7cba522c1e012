/** How far our words have come, beside them: a chat is there once it is stored, a text has its own way to go. */
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import type { DeliveryState, Shown, View } from "../shared/protocol";
import { useStore } from "./store";
import { mayBeWrittenAgain, meaning, nextStep } from "./texting/causes";
import { clockTime } from "./time";
import { locale, t } from "./words";

/** What a line needs to know of its conversation; it stays the same object while words come and go. */
export interface Talk extends Pick<View, "conversation" | "handle" | "locale"> {
  readonly texting: boolean;
  readonly open: boolean;
  readonly me: string;
}

const FATES: Readonly<Record<DeliveryState, string>> = {
  queued: icons.clock,
  sent: icons.check,
  delivered: icons.checks,
  not_confirmed: icons.ask,
  not_delivered: icons.warning,
};

interface Props {
  shown: Shown;
  last: boolean;
  /** It may not have arrived, so that somebody must decide about it. */
  lost: boolean;
  talk: Talk;
}

export function Fate({ shown, last, lost, talk }: Props) {
  const store = useStore();
  const { delivery } = shown;
  if (!talk.texting || delivery === undefined) {
    if (!last) return null;
    return (
      <span class="state" lang={locale.value}><Icon d={icons.check} />{t("delivery_sent")} <Time at={shown.at} /></span>
    );
  }
  if (!last && delivery === "delivered") return null;
  const again = () => {
    const draft = store.mail.draft(talk.conversation);
    if (draft.value.words.trim() === "") draft.value = { words: shown.text, inserted: [] };
    store.go(talk.conversation);
  };
  if (!lost) {
    return (
      <span class="state" lang={locale.value}><Icon d={FATES[delivery]} />{underway(delivery, shown.cause)} <Time at={shown.at} /></span>
    );
  }
  const why = { cause: meaning(shown.cause), next: nextStep(shown.cause) };
  return (
    <span class="state" lang={locale.value}>
      <span class="fate">
        <Icon d={FATES[delivery]} />
        {delivery === "not_delivered" ? t("delivery_not_delivered_why", why) : t("delivery_in_doubt")}
      </span>
      {talk.open && mayBeWrittenAgain(shown.cause) && <button class="linkish" type="button" onClick={again}>{t("copy_back")}</button>}
    </span>
  );
}

/** A text that has been turned down and is tried again says why it waits. */
function underway(delivery: DeliveryState, cause: string = ""): string {
  if (delivery === "queued" && cause !== "") return t("delivery_waits_why", { cause: meaning(cause) });
  return t(`delivery_${delivery}`);
}

export function Time({ at }: { at: number }) {
  return <time class="at" dateTime={new Date(at).toISOString()}>{clockTime(at, locale.value)}</time>;
}
