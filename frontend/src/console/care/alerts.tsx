/** What somebody must look at: for supervisors with what they can do, for others that help is needed. */
import { Icon } from "../../shared/icon";
import * as icons from "../../shared/icons";
import type { Alert, Uuid } from "../../shared/protocol";
import { closePanel, Popover } from "../popover";
import { riskName } from "../risk";
import { find, type Desk } from "../state";
import { useStore } from "../store";
import { now, span } from "../time";
import { t } from "../words";

export function Alerts({ desk }: { desk: Desk }) {
  const { alerts } = desk;
  if (alerts.length === 0) return null;
  const worst = Math.max(...alerts.map(({ level }) => level));
  const look = worst === 3 ? "btn tool alerts worst" : "btn tool alerts care";
  const face = <><Icon d={icons.warning} />{t("alerts_count", { count: alerts.length })}</>;
  return (
    <Popover name="alerts" label={t("alerts")} look={look} face={face}>
      <b>{t("alerts")}</b>
      <ul class="stack">{alerts.map((each) => <li key={each.id}><One alert={each} desk={desk} /></li>)}</ul>
    </Popover>
  );
}

function One({ alert, desk }: { alert: Alert; desk: Desk }) {
  const store = useStore();
  const time = span(now.value - alert.since);
  const { conversation: about } = alert;
  return (
    <div class="alert">
      <p><b>{title(alert)}</b> {t("alert_who", { name: alert.who, time })}</p>
      {alert.handle !== undefined && alert.handle !== "" && <p>{alert.handle}</p>}
      {alert.cause !== undefined && alert.cause !== "" && <p class="muted">{cause(alert.cause)}</p>}
      {alert.words !== undefined && alert.words !== "" && <blockquote>{alert.words}</blockquote>}
      {desk.me.supervisor && (
        <div class="row">
          <button class="btn tool main" type="button" onClick={() => store.post({ type: "acknowledge", alert: alert.id })}>{t("alert_seen")}</button>
          {about !== undefined && alert.kind === "risk" && (
            <button class="btn tool" type="button" onClick={() => store.post({ type: "release", conversation: about })}>{t("alert_release")}</button>
          )}
          {about !== undefined && alert.who !== desk.me.name && <Into conversation={about} here={find(desk, about) !== undefined} />}
        </div>
      )}
    </div>
  );
}

/** To the talk that it is about, without a search for it: to read along, or to take it. */
function Into({ conversation, here }: { conversation: Uuid; here: boolean }) {
  const { visits } = useStore();
  const go = (sent: boolean) => { if (sent) closePanel(); };
  return (
    <>
      {!here && <button class="btn tool" type="button" onClick={() => go(visits.watch(conversation))}>{t("watch")}</button>}
      <button class="btn tool" type="button" onClick={() => go(visits.takeOver(conversation))}>{t("alert_take")}</button>
    </>
  );
}

export function title({ kind, level }: Alert): string {
  return kind === "risk" ? t(riskName(level)) : t(kind === "hand" ? "alert_hand" : "alert_support");
}

const CAUSES = ["risk", "minor", "violence", "unsure", "language", "other"] as const;
export type Cause = (typeof CAUSES)[number];

/** The reasons for raising a hand, as they are offered. */
export function causes(): readonly Cause[] {
  return CAUSES;
}

export function cause(code: string): string {
  const known = CAUSES.find((each) => each === code);
  return known === undefined ? "" : t(`cause_of_${known}`);
}
