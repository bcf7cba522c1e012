/** The line's door at the desk: a supervisor calls last orders, and everybody sees who did and how it stands. */
import { Icon } from "../shared/icon";
import * as icons from "../shared/icons";
import type { Milliseconds } from "../shared/protocol";
import { closePanel, Popover } from "./popover";
import type { Desk } from "./state";
import { useStore } from "./store";
import { clockTime, date, slowly } from "./time";
import { locale, t } from "./words";

const SOON = 18 * 60 * 60_000;

/** In the top bar: the switch for a supervisor; for anybody else what a supervisor has done, if anything. */
export function LastOrders({ desk }: { desk: Desk }) {
  if (desk.me.supervisor) return <Switch desk={desk} />;
  if (desk.closingSince === undefined) return null;
  return <span class="chip care orders"><Face words={called(desk)} /></span>;
}

function Switch({ desk }: { desk: Desk }) {
  const store = useStore();
  const on = desk.closingSince !== undefined;
  const turn = () => {
    store.lastOrders(!on);
    closePanel();
  };
  return (
    <Popover
      name="orders" label={t("orders")} look={on ? "btn tool orders care" : "btn tool orders"}
      face={<Face words={on ? called(desk) : t("orders")} />}
    >
      {on && <p><b>{called(desk)}</b></p>}
      <p>{t(on ? "orders_hold" : "orders_what")}</p>
      <button class="btn tool main" type="button" aria-disabled={store.line.value !== "open"} onClick={turn}>
        {t(on ? "orders_back" : "orders_call")}
      </button>
    </Popover>
  );
}

function Face({ words }: { words: string }) {
  return <><Icon d={icons.clock} /><span class="long">{words}</span><span class="short" aria-hidden="true">{t("orders_short")}</span></>;
}

function called({ closingBy: name, closingSince = 0 }: Desk): string {
  const time = clockTime(closingSince, locale.value);
  return name === "" ? t("orders_since", { time }) : t("orders_by", { name, time });
}

/** At the queue: whether anybody new comes in, where that is not simply so. */
export function DoorLine({ desk: { door } }: { desk: Desk }) {
  const state = door.state ?? "open";
  if (state === "open") return null;
  const at = state === "closing" ? door.closes : state === "closed" ? door.opens : undefined;
  return (
    <p class="door" role="status">
      <Icon d={icons.clock} />
      <span><b>{t(`door_${state}`)}</b>{at !== undefined && ` ${t(`door_${state === "closing" ? "until" : "again"}`, { time: moment(at) })}`}{" "}{t("door_new")}</span>
    </p>
  );
}

/** A time of today as such; one of another day with its date. */
function moment(at: Milliseconds): string {
  const time = clockTime(at, locale.value);
  return at - slowly.value < SOON ? time : t("door_day", { date: date(at, locale.value), time });
}
