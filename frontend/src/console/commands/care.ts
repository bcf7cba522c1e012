/** Commands for hard moments. */
import { inFront, unfold } from "./going";
import { register } from "./registry";

register({
  id: "hand", part: "talk", words: "keys_hand", keys: "Alt+U",
  when: (store) => inFront(store)?.state === "active",
  run: (store) => unfold(store, "hand"),
});
