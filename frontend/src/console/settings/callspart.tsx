/** Settings: which news calls by sound, in the title, by a notice of the device; how loud; and trying it. */
import { sounds } from "../calls";
import { EVENTS, turned, volume, wants, WAYS, type Event } from "../choices";
import { unlock } from "../sound";
import { useStore } from "../store";
import { t } from "../words";
import { NoticeLeave } from "./noticeleave";

export function CallsPart() {
  const { choosing } = useStore();
  return (
    <section aria-labelledby="calls-h">
      <h3 id="calls-h">{t("choices_calls")}</h3>
      <table class="ways">
        <thead>
          <tr><th scope="col">{t("calls_news")}</th>{WAYS.map((way) => <th key={way} scope="col">{t(`way_${way}`)}</th>)}<th scope="col"><span class="vh">{t("try_sound")}</span></th></tr>
        </thead>
        <tbody>{EVENTS.map((event) => <Row key={event} event={event} />)}</tbody>
      </table>
      <label class="volume">
        <span class="label">{t("volume")}</span>
        <input
          type="range" min={0} max={100} step={10} value={volume.value}
          onInput={(event) => choosing.choose({ volume: Number(event.currentTarget.value) })}
          onChange={() => { void unlock().then(() => sounds("offer")); }}
        />
        <output class="num">{t("percent", { count: volume.value })}</output>
      </label>
      <NoticeLeave />
    </section>
  );
}

function Row({ event }: { event: Event }) {
  const { choosing } = useStore();
  const name = t(`event_${event}`);
  return (
    <tr>
      <th scope="row">{name}</th>
      {WAYS.map((way) => (
        <td key={way}>
          <label>
            <input
              type="checkbox" checked={wants(event, way)}
              onChange={(change) => choosing.choose({ ways: turned(event, way, change.currentTarget.checked) })}
            />
            <span class="vh">{`${name}, ${t(`way_${way}`)}`}</span>
          </label>
        </td>
      ))}
      <td>
        <button
          class="btn tool" type="button" aria-label={t("try_this", { name })} aria-disabled={!wants(event, "sound")}
          onClick={() => { void unlock().then(() => sounds(event)); }}
        >
          {t("try_short")}
        </button>
      </td>
    </tr>
  );
}
