/** Back to the queue at its place, and for whom: a language, something to know, or whoever is next. */
import { useState } from "preact/hooks";
import type { Locale, View } from "../../shared/protocol";
import { LettingGo } from "../care/lettinggo";
import { closePanel } from "../popover";
import { useStore } from "../store";
import { t } from "../words";

export function BackToQueue({ view }: { view: View }) {
  const { conversation, handle: name, locale, skill = "" } = view;
  const store = useStore();
  const [language, setLanguage] = useState<Locale>(locale);
  const [wanted, setWanted] = useState(skill);
  const handBack = () => {
    store.handBack(conversation, {
      ...(language === locale ? {} : { locale: language }),
      ...(wanted === skill ? {} : { skill: wanted }),
    });
    closePanel();
  };
  return (
    <div class="or">
      <p>{t("back_what", { name })}</p>
      <div class="row">
        <Choice id={`back-l-${conversation}`} label={t("back_language")} value={language} options={(["en", "fr"] as const).map((each) => [each, t(`lang_${each}`)])} choose={(value) => { setLanguage(value as Locale); }} />
        <Skills id={`back-s-${conversation}`} value={wanted} now={skill} choose={setWanted} />
      </div>
      <LettingGo view={view} />
      <button class="btn tool" type="button" onClick={handBack}>{t("back_do")}</button>
    </div>
  );
}

/** Nothing where nobody of the line knows anything in particular. */
function Skills({ id, value, now, choose }: { id: string; value: string; now: string; choose: (value: string) => void }) {
  const known = [...new Set(["", now, ...(useStore().desk.value?.skills ?? [])])];
  if (known.length === 1) return null;
  const options = known.map((skill): [string, string] => [skill, skill === "" ? t("back_anybody") : skill === "peer" ? t("back_peer") : skill]);
  return <Choice id={id} label={t("back_skill")} value={value} options={options} choose={choose} />;
}

interface ChoiceProps {
  id: string;
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  choose: (value: string) => void;
}

function Choice({ id, label, value, options, choose }: ChoiceProps) {
  return (
    <span class="labelled">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => { choose(event.currentTarget.value); }}>
        {options.map(([name, face]) => <option key={name} value={name}>{face}</option>)}
      </select>
    </span>
  );
}
