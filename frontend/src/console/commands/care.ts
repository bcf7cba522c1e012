/** Commands for hard moments. */
import { beside, inFront, unfold } from "./going";
import { register } from "./registry";

register({
  id: "hand", part: "talk", words: "keys_hand", keys: "Alt+U",
  when: (store) => inFront(store)?.state === "active",
  run: (store) => unfold(store, "hand"),
});

register({
  id: "decide", part: "talk", words: "keys_decide", keys: "Alt+C",
  when: (store) => (inFront(store)?.risk ?? 0) >= 2,
  run: () => beside("[data-about=decision] button"),
});
