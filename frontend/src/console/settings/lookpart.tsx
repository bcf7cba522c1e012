/** Settings: light or dark, the language, columns or tabs, and which key sends. */
import { layout, sendKey, theme } from "../choices";
import { useStore } from "../store";
import { locale, t } from "../words";
import { Pick } from "./pick";

export function LookPart() {
  const { choosing } = useStore();
  return (
    <section aria-labelledby="look-h">
      <h3 id="look-h">{t("choices_look")}</h3>
      <Pick
        title="theme" chosen={theme.value} choose={(each) => choosing.choose({ theme: each })}
        values={[["device", t("theme_device")], ["light", t("theme_light")], ["dark", t("theme_dark")]]}
      />
      <Pick
        title="speak" chosen={locale.value} choose={(each) => choosing.choose({ locale: each })}
        values={[["en", "English"], ["fr", "Français"]]}
      />
      <Pick
        title="layout" chosen={layout.value} choose={(each) => choosing.choose({ layout: each })}
        values={[["fit", t("layout_fit")], ["columns", t("layout_columns")], ["tabs", t("layout_tabs")]]}
      />
      <Pick
        title="send_by" chosen={sendKey.value} choose={(each) => choosing.choose({ send: each })}
        values={[["enter", t("send_enter")], ["ctrl_enter", t("send_ctrl")]]}
      />
      <p class="tiny muted">{t(sendKey.value === "enter" ? "send_enter_what" : "send_ctrl_what")}</p>
    </section>
  );
}
