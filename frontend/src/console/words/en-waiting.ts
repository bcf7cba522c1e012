/** English words for who comes in and who may be written to: the door, last orders, Go, a pause, another person. */

export const waiting = {
  // may they be written to?
  hold_not_ready: "Wait for their Go.",
  hold_not_ready_what: "They are asked if they are alone with the screen. Then this opens by itself.",
  hold_paused: "They paused.",
  hold_paused_what: "Until {time}, or until they come back. Then this opens by itself.",
  short_not_ready: "Not ready yet. Your words stay here.",
  short_paused: "They paused. Your words stay here.",
  row_not_ready: "Not ready yet",
  row_paused: "Paused",
  fact_ready: "They pressed Go at {time}.",
  fact_paused: "They paused at {time}.",
  fact_resumed: "They came back from their pause at {time}.",
  fact_pause_over: "Their pause was over at {time}.",
  asked_another: "{name} asked for another person and keeps the place. It may have nothing to do with you.",
  say_ready: "{name} is ready. You can write.",
  say_paused: "{name} paused.",
  say_resumed: "{name}: the pause is over. You can write.",

  // the door
  orders: "Last orders",
  orders_short: "Last",
  orders_what: "Nobody new gets in by the web until the line opens again, or until you take this back. Who waits is told, and is still answered.",
  orders_hold: "Nobody new gets in by the web until the line opens again, or until you take this back.",
  orders_call: "Call last orders",
  orders_back: "Let people in again",
  orders_by: "Last orders: {name}, {time}",
  orders_since: "Last orders: {time}",
  door_closing: "Closing.",
  door_closed: "Closed.",
  door_full: "Full.",
  door_until: "Until {time}.",
  door_again: "Opens {time}.",
  door_day: "{date}, {time}",
  door_new: "Nobody new comes in by the web.",
};
