/** What is known of the phone at the other end, and how steps, words and a revealed number move it on. */
import type { Happening, Milliseconds, Phone, Step, View } from "../../shared/protocol";

export type Writing = NonNullable<Phone["writing"]>;
/** The same with everything said that the wire leaves out. */
export type Known = Required<Omit<Phone, "closes" | "hides">> & Pick<Phone, "closes" | "hides">;

const USUAL: Known = {
  to: "",
  stopped: false,
  writing: "now",
  begins: 0,
  ends: 1440,
  agreed: false,
  matched: false,
  probe: "",
  zone: "",
  number: "",
};

export function known(phone: Phone): Known {
  return { ...USUAL, ...phone };
}

/** The phone of a conversation by text; undefined for one on the web. */
export function phoneOf({ phone }: Pick<View, "phone">): Known | undefined {
  return phone === undefined ? undefined : known(phone);
}

/** Of these only the last one counts: a step that was overtaken by another of its kind is history. */
const KINDS: Readonly<Partial<Record<Happening, string>>> = { stopped: "wanted", started: "wanted", writing: "writing" };

export function overtakes(later: Happening, earlier: Happening): boolean {
  const kind = KINDS[earlier];
  return kind !== undefined && KINDS[later] === kind;
}

/** The phone after a step. */
export function stepped(phone: Phone, { happening, detail = "" }: Step): Phone {
  switch (happening) {
    case "stopped":
      return { ...phone, stopped: true };
    case "started":
      return { ...phone, stopped: false };
    case "writing":
      return { ...phone, ...read(detail) };
    case "matched":
      return { ...phone, agreed: true, matched: true };
    default:
      return phone;
  }
}

/** When it is safe to write, from the detail of a step: `ask`, or `hours:540-720`. */
export function read(detail: string): Pick<Known, "writing" | "begins" | "ends"> {
  const hours = /^hours:(\d+)-(\d+)$/.exec(detail);
  const [begins, ends] = hours === null ? [USUAL.begins, USUAL.ends] : [Number(hours[1]), Number(hours[2]) || USUAL.ends];
  if (hours !== null) return { writing: "hours", begins, ends };
  return { writing: detail === "ask" || detail === "never" ? detail : "now", begins, ends };
}

/** Their words open the channel's window anew, if it has one. */
export function heard(phone: Phone, window: Milliseconds | undefined, at: Milliseconds): Phone {
  return window === undefined ? phone : { ...phone, closes: Math.max(phone.closes ?? 0, at + window) };
}

/** The phone without a number whose time to be seen is over. */
export function hidden(phone: Phone, at: Milliseconds): Phone {
  const { number: _, hides, ...rest } = phone;
  return hides === undefined || at < hides ? phone : rest;
}
