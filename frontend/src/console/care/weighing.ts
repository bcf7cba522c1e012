/** A half-filled checklist and half a decision, kept by the server as they are chosen: choices only. */
import type { FromConsole, ToConsole, Weighed } from "../../shared/protocol";
import { Keeping } from "../keeping";
import { besides, NOTHING, type Chosen } from "./checklist";

export class Weighing extends Keeping<Chosen> {
  constructor(post: (frame: FromConsole) => boolean) {
    super(post, {
      of: ({ weighed }) => (weighed === undefined ? NOTHING : shown(weighed)),
      frame: (conversation, chosen) => ({ type: "weighing", conversation, weighed: travels(chosen) }),
      told: "weighed",
    });
  }

  /** Written down: what was chosen for it is done, whether or not anything of it is still on its way. */
  override hear(frame: ToConsole): void {
    if (frame.type === "step" && frame.happening === "decided") this.drop(frame.conversation);
    super.hear(frame);
  }
}

function shown({ beside = "", colleague = "", ...rest }: Weighed): Chosen {
  return { ...NOTHING, ...rest, beside: beside === "colleague" ? colleague : beside };
}

function travels({ decided, checks, beside, confirmed }: Chosen): Weighed {
  return {
    ...(decided === "" ? {} : { decided }),
    ...(Object.keys(checks).length === 0 ? {} : { checks }),
    ...besides(beside),
    ...(confirmed === "" ? {} : { confirmed }),
  };
}
