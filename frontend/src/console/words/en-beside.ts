/** English words for what stands beside the talk: guidance, notes, other windows. */

export const beside = {
  guidance: "Guidance",
  guidance_what: "To read. Nothing here is sent.",
  guidance_loading: "Fetching the cards",
  guidance_failed: "The cards could not be fetched.",
  keys_guidance: "Guidance",
  note: "Staff note",
  note_what: "{name} never sees this.",
  note_placeholder: "For colleagues only",
  note_keep: "Keep note",
  not_printed: "Conversations are not printed: paper outlives what is erased here.",
  tab_now: "now",
  tab_not_ready: "Wait",
  tab_paused: "Pause",
  tab_check: "Check",
  also_open: "Also open in another window",
  also_writing: "You write in another window",
};
