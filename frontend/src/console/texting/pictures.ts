/** The pictures of a talk, on a line that takes any: which are coming, which may be looked at, which may not. */
import type { PictureInfo, Seq, Step } from "../../shared/protocol";

/** The pictures after a step about them; those that a line declines are none. */
export function pictured(pictures: readonly PictureInfo[], { seq, message = 0, happening, detail = "" }: Step): readonly PictureInfo[] {
  const [fate, what = ""] = detail.split(":");
  if (happening === "pictures") return fate === "coming" ? come(pictures, message, Number(what)) : pictures;
  if (happening !== "picture") return pictures;
  const settled: PictureInfo = fate === "kept"
    ? { seq: message, state: "kept", id: what, settled: seq }
    : { seq: message, state: "refused", cause: what, settled: seq };
  return settle(pictures, settled);
}

/** So many in all: what was settled before this was heard of is among them. */
function come(pictures: readonly PictureInfo[], seq: Seq, count: number): readonly PictureInfo[] {
  const there = pictures.filter((each) => each.seq === seq).length;
  const waiting = Array.from({ length: Math.max(0, count - there) }, () => ({ seq, state: "waiting" }) as const);
  return order([...pictures, ...waiting]);
}

/** One that was coming is settled; which of them it was, nobody can tell. */
function settle(pictures: readonly PictureInfo[], settled: PictureInfo): readonly PictureInfo[] {
  const coming = pictures.findIndex(({ seq, state }) => seq === settled.seq && state === "waiting");
  return order([...pictures.filter((_, place) => place !== coming), settled]);
}

/** By text, then as they were settled; what is still coming stands last. */
function order(pictures: readonly PictureInfo[]): readonly PictureInfo[] {
  const last = ({ settled = Infinity }: PictureInfo) => settled;
  return [...pictures].sort((a, b) => a.seq - b.seq || (last(a) === last(b) ? 0 : last(a) - last(b)));
}
