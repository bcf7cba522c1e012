/** What a visit shows at this moment, and the words for what was not taken. */
import type { KeepWish, Refusal } from "../shared/protocol.ts";
import type { Unsent } from "./rows.ts";
import type { Choice, Scene } from "./scene.ts";
import type { Talk } from "./state.ts";
import type { Name } from "./words.ts";

export interface View {
  readonly talk: Talk;
  readonly scene: Scene;
  readonly unsent: readonly Unsent[];
  readonly cut: boolean;
  /** What to say beside the composer, if something was not taken. */
  readonly trouble: Name | null;
  readonly draft: string;
  readonly choice: Choice | null;
  /** The remembered talk could not be opened any more. */
  readonly anew: boolean;
  /** What was wished for at the start, before there was a talk to wish it for. */
  readonly wish: KeepWish;
  /** A counsellor has said something in this talk. */
  readonly answered: boolean;
  /** Two questions were asked, and answered or skipped. */
  readonly asked: boolean;
}

/** The words a seeker reads when what they sent was not taken. */
export const TROUBLE: Partial<Record<Refusal["code"], Name>> = {
  too_long: "too_long",
  too_big: "too_long",
  bad_text: "bad_text",
  over: "over",
  erased: "over",
  closed: "was_closed",
  line_full: "was_full",
};

/** Several pieces of writing as one, each on a line of its own. */
export function joined(...parts: string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}
