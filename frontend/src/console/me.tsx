/** The counsellor's own menu: shift, look, language, sound, sign out. */
import type { ComponentChildren } from "preact";
import { Icon, Presence } from "../shared/icon";
import * as icons from "../shared/icons";
import type { Me } from "../shared/protocol";
import { STATUS_MARKS } from "./glance";
import { page } from "./page";
import { allowNotices, noticesExist } from "./notices";
import { closePanel, Popover } from "./popover";
import { notices, setLocale, setNotices, setSound, setTheme, sound, theme } from "./preferences";
import { ring, unlock } from "./sound";
import type { Desk } from "./state";
import { useStore, type Store } from "./store";
import { locale, t } from "./words";

/** Goes on shift; the press that brought us here also unlocks the sound, and is rewarded with it. */
export function startShift(store: Store): void {
  store.offers.status("here");
  void unlock().then(() => { if (sound.peek()) ring(); });
}

export function MeMenu({ desk: { me } }: { desk: Desk }) {
  const store = useStore();
  const holds = (store.desk.value?.conversations.length ?? 0) > 0;
  const choose = (status: Me["status"]) => {
    if (status === "here") startShift(store);
    else store.offers.status(status);
    closePanel();
  };
  return (
    <Popover
      name="me"
      label={t("menu")}
      look="btn tool me"
      face={
        <>
          <Presence mark={STATUS_MARKS[me.status]} />
          <span><span class="long">{t("me_is", { name: me.name })}</span>{t(`status_${me.status}`)}</span>
          <Icon d={icons.down} />
        </>
      }
    >
      <div class="stack">
        {me.status !== "here" && (
          <button class="btn tool main" type="button" onClick={() => choose("here")}>
            {t(me.status === "away" ? "start_shift" : "be_here")}
          </button>
        )}
        {me.status === "here" && <button class="btn tool" type="button" onClick={() => choose("resting")}>{t("rest")}</button>}
        {me.status !== "away" && (
          <button class="btn tool" type="button" aria-disabled={holds} onClick={() => { if (!holds) choose("away"); }}>
            {t("end_shift")}
          </button>
        )}
        {me.status !== "away" && holds && <p class="tiny muted">{t("end_shift_first")}</p>}
      </div>
      <Choices name={t("theme")}>
        {(["device", "light", "dark"] as const).map((each) => (
          <Chosen key={each} on={theme.value === each} pick={() => setTheme(each)}>{t(`theme_${each}`)}</Chosen>
        ))}
      </Choices>
      <Choices name={t("speak")}>
        <Chosen on={locale.value === "en"} pick={() => setLocale("en")} lang="en">English</Chosen>
        <Chosen on={locale.value === "fr"} pick={() => setLocale("fr")} lang="fr">Français</Chosen>
      </Choices>
      <Choices name={t("sound")}>
        <Chosen on={sound.value} pick={() => { setSound(true); void unlock().then(ring); }}>{t("sound_on")}</Chosen>
        <Chosen on={!sound.value} pick={() => setSound(false)}>{t("sound_off")}</Chosen>
        <button class="btn tool" type="button" onClick={() => { void unlock().then(ring); }}>{t("try_sound")}</button>
      </Choices>
      {noticesExist() && (
        <Choices name={t("notices")}>
          <Chosen on={notices.value} pick={() => { void allowNotices(); }}>{t("sound_on")}</Chosen>
          <Chosen on={!notices.value} pick={() => setNotices(false)}>{t("sound_off")}</Chosen>
          <p class="tiny muted">{t("notices_what")}</p>
        </Choices>
      )}
      <a href={page.account}>{t("account")}</a>
      {me.supervisor && <a href={page.sites}>{t("websites")}</a>}
      <form method="post" action={page.logout} onSubmit={() => store.unsent.forget()}>
        <input type="hidden" name="csrfmiddlewaretoken" value={page.formToken} />
        <button class="linkish" type="submit">{t("sign_out")}</button>
      </form>
    </Popover>
  );
}

function Choices({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="choices" role="group" aria-label={name}>
      <span class="label" aria-hidden="true">{name}</span>
      <div class="row">{children}</div>
    </div>
  );
}

function Chosen({ on, pick, lang, children }: { on: boolean; pick: () => void; lang?: string; children: ComponentChildren }) {
  return <button class="btn tool pick" type="button" aria-pressed={on} onClick={pick} lang={lang}>{children}</button>;
}
