/** A number for coming back: typed on the first page, shown and cancelled in the menu. */
import { useState } from "preact/hooks";
import type { Code } from "./state.ts";
import type { Speech } from "./words.ts";

export function NumberForm({ speech, onNumber }: { speech: Speech; onNumber: (number: string) => void }) {
  const { say } = speech;
  const [number, setNumber] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onNumber(number);
      }}
    >
      <label class="line">
        <b>{say("number_label")}</b>
        <small>{say("number_help")}</small>
        <input
          type="text"
          inputMode="numeric"
          autocomplete="off"
          maxLength={24}
          value={number}
          onInput={({ currentTarget }) => setNumber(currentTarget.value)}
        />
      </label>
      <button class="btn wide" type="submit">
        {say("come_back")}
      </button>
    </form>
  );
}

/** The number as it is to be remembered; it is shown, and kept nowhere. */
export function ShownNumber({ code, speech, onCancel }: { code: Code; speech: Speech; onCancel: () => void }) {
  const { say, when } = speech;
  return (
    <div class="code">
      {say("return_now", { time: when(code.until) })}
      <output>{code.number}</output>
      <p>{say("return_how")}</p>
      <button class="link" type="button" onClick={onCancel}>
        {say("return_cancel")}
      </button>
    </div>
  );
}
