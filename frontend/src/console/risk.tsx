/** The risk flag as bars and a word, and the small panel that sets it. */
import type { View } from "../shared/protocol";
import { LettingGo } from "./care/lettinggo";
import { closePanel, Popover } from "./popover";
import { useStore } from "./store";
import { panelOf } from "./ui";
import { t, type Name } from "./words";

const BARS = ["M2 12V9.5h2.4V12Z", "M5.8 12V6.3h2.4V12Z", "M9.6 12V3H12v9Z"] as const;
const LEVELS = [0, 1, 2, 3] as const;
const NAMES: readonly Name[] = ["risk_0", "risk_1", "risk_2", "risk_3"];

export function riskName(level: number): Name {
  return NAMES[level] ?? "risk_0";
}

function Bars({ level }: { level: number }) {
  return (
    <svg class="r" viewBox="0 0 14 14" aria-hidden="true">
      {BARS.map((d, place) => <path key={d} d={d} fill={place < level ? "currentColor" : "none"} />)}
    </svg>
  );
}

export function RiskChip({ level }: { level: number }) {
  if (level === 0) return null;
  return <span class={`chip risk-${level}`}><Bars level={level} />{t(riskName(level))}</span>;
}

export function RiskButton({ view }: { view: View }) {
  const { conversation, risk: level = 0 } = view;
  const store = useStore();
  return (
    <Popover name={panelOf("risk", conversation)} label={t("risk_what")} face={t("risk")}>
      <b>{t("risk_what")}</b>
      <LettingGo view={view} />
      <div class="stack">
        {LEVELS.map((each) => (
          <button
            key={each}
            class="btn tool pick"
            type="button"
            aria-pressed={each === level}
            data-first={each === level ? "" : undefined}
            onClick={() => { store.flag(conversation, each); closePanel(); store.go(conversation); }}
          >
            <Bars level={each} />{t(riskName(each))}
          </button>
        ))}
      </div>
    </Popover>
  );
}
