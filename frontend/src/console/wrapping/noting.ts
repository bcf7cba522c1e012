/** A half-filled wrap-up, kept by the server as it is chosen. */
import type { FromConsole } from "../../shared/protocol";
import { Keeping } from "../keeping";
import { NOTHING, spare, type Noted } from "../noted";

export class Noting extends Keeping<Noted> {
  constructor(post: (frame: FromConsole) => boolean) {
    super(post, {
      of: ({ noted }) => ({ ...NOTHING, ...noted }),
      frame: (conversation, noted) => ({ type: "noting", conversation, noted: spare(noted) }),
      told: "noted",
    });
  }
}
