/** What somebody must look at: for supervisors with what they can do, for others that help is needed. */
import { Icon } from "../../shared/icon";
import * as icons from "../../shared/icons";
import type { Alert } from "../../shared/protocol";
import { Popover } from "../popover";
import { riskName } from "../risk";
import type { Desk } from "../state";
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
          {about !== undefined && alert.who !== desk.me.name && (
            <button class="btn tool" type="button" onClick={() => store.post({ type: "take_over", conversation: about })}>{t("alert_take")}</button>
          )}
        </div>
      )}
    </div>
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
