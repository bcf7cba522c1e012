/** For supervisors: who is on shift, how many each may hold at once, and what each may be offered; it counts at once. */
import type { Colleague } from "../../shared/protocol";
import { useStore } from "../store";
import { t } from "../words";

/** As many as anybody may hold. */
const MOST = 6;
/** What a peer is offered; it is not a matter of the moment. */
const PEER = "peer";

export function People() {
  const desk = useStore().desk.value;
  const here = desk?.team.filter(({ status }) => status !== "away") ?? [];
  return (
    <section class="line-who" aria-labelledby="line-people">
      <h3 id="line-people">{t("line_people")}</h3>
      {here.length === 0 && <p class="muted">{t("team_none")}</p>}
      <ul class="line-talks">{here.map((each) => <li key={each.id} class="line-talk"><One person={each} known={desk?.skills ?? []} /></li>)}</ul>
    </section>
  );
}

function One({ person, known }: { person: Colleague; known: readonly string[] }) {
  const { name, status, held, capacity, skills } = person;
  return (
    <>
      <div class="row apart">
        <b>{status === "resting" ? t("team_resting", { name }) : t("team_one", { name, held, capacity })}</b>
        <span class="row"><Step person={person} by={-1} /><span class="num">{t("people_most", { count: capacity })}</span><Step person={person} by={1} /></span>
      </div>
      {skills.includes(PEER) ? <p class="muted">{t("people_peer")}</p> : <Skills person={person} known={known.filter((each) => each !== PEER)} />}
    </>
  );
}

function Step({ person: { name, capacity }, by }: { person: Colleague; by: 1 | -1 }) {
  const store = useStore();
  const next = capacity + by;
  const able = next >= 0 && next <= MOST;
  return (
    <button
      class="btn tool" type="button" aria-disabled={!able} aria-label={t(by === 1 ? "people_more" : "people_less", { name })}
      onClick={() => { if (able) store.post({ type: "capacity", colleague: name, capacity: next }); }}
    >{by === 1 ? "+" : "\u2212"}</button>
  );
}

function Skills({ person: { name, skills }, known }: { person: Colleague; known: readonly string[] }) {
  const store = useStore();
  if (known.length === 0) return null;
  const theirs = skills.filter((each) => each !== "");
  const set = (skill: string) => theirs.includes(skill) ? theirs.filter((each) => each !== skill) : [...theirs, skill];
  return (
    <div class="row" role="group" aria-label={t("people_skills", { name })}>
      {known.map((skill) => (
        <button
          key={skill} class="btn tool" type="button" aria-pressed={theirs.includes(skill)}
          onClick={() => store.post({ type: "skills", colleague: name, skills: set(skill) })}
        >{skill}</button>
      ))}
    </div>
  );
}
