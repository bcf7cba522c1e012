/** The counsellor's own menu: the shift, the settings, sign out. */
import { Icon, Presence } from "../shared/icon";
import * as icons from "../shared/icons";
import type { Me } from "../shared/protocol";
import { sounds } from "./calls";
import { STATUS_MARKS } from "./glance";
import { page } from "./page";
import { Support } from "./care/hand";
import { closePanel, Popover } from "./popover";
import { checking } from "./settings/checking";
import { unlock } from "./sound";
import type { Desk } from "./state";
import { useStore, type Store } from "./store";
import { dialog } from "./ui";
import { t } from "./words";

/** Goes on shift; the press that brought us here also unlocks the sound, and is rewarded with it. */
export function startShift(store: Store): void {
  store.offers.status("here");
  void unlock().then(() => sounds("offer"));
  checking.value = true;
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
      <button class="btn tool" type="button" onClick={() => { closePanel(); dialog.value = "choices"; }}>
        <Icon d={icons.more} />{t("choices")}
      </button>
      <Support />
      {me.supervisor && <a href={page.wall}>{t("wall")}</a>}
      {me.supervisor && <a href={page.figures}>{t("figures")}</a>}
      {me.supervisor && <a href={page.drill}>{t("drills")}</a>}
      {me.supervisor && <a href={page.agree}>{t("agree")}</a>}
      {me.supervisor && <a href={page.reviews}>{t("reviews")}</a>}
      <a href={page.account}>{t("account")}</a>
      {me.supervisor && <a href={page.sites}>{t("websites")}</a>}
      {me.supervisor && <a href={page.transcripts}>{t("transcripts")}</a>}
      {me.supervisor && <a href={page.decisions}>{t("decisions")}</a>}
      {me.supervisor && <a href={page.demands}>{t("demands")}</a>}
      {me.supervisor && <a href={page.holds}>{t("holds")}</a>}
      {me.supervisor && <a href={page.blocks}>{t("blocks")}</a>}
      <form method="post" action={page.logout} onSubmit={() => { store.unsent.forget(); store.seats.forget(); }}>
        <input type="hidden" name="csrfmiddlewaretoken" value={page.formToken} />
        <button class="linkish" type="submit">{t("sign_out")}</button>
      </form>
    </Popover>
  );
}
