/** The words a seeker reads up to the first message, in English; a line may replace any of them by its name. */
import type { SameKeys } from "../shared/strings.ts";

export const en = {
  exit: "Exit now",
  loading: "Loading",
  menu: "More choices",

  // The strip: who is here (bold, then plain), and what comes next.
  first_now: "Nobody is here yet.",
  first_more: "",
  first_next: "Next: press Start, then wait a little.",
  back_now: "One moment.",
  back_more: "",
  back_next: "Next: your chat comes back.",
  join_now: "One moment.",
  join_more: "You get a place in line.",
  join_next: "Next: you can write already.",
  write_now: "Nobody is here now.",
  write_more: "",
  write_next: "Next: write, and you are in line.",
  closed_now: "Nobody is here now.",
  closed_more: "We are closed.",
  closed_next: "Below: where else you can turn.",
  full_now: "Too many wait just now.",
  full_more: "",
  full_next: "Below: where else you can turn.",
  cut_now: "No connection.",
  cut_more: "We keep trying.",
  cut_next: "Next: it goes when the line is back.",

  first_title: "Before you start",
  safe_lead: "Is it safe now?",
  safe: "If someone may look at this screen, wait or use another phone.",
  leave_lead: "To leave fast,",
  leave: "press Exit now, or Shift three times. Another page opens.",
  who_lead: "Who reads this:",
  who: "the person you talk to. They may ask a colleague in; a supervisor may look in.",
  kept_lead: "What we keep:",
  kept: "nothing. Your words are erased when the chat ends.",
  kept_more: "More about this",
  limits_lead: "When we must tell:",
  limits: "a life is in danger now, or a child is being hurt. We tell you first if we can.",
  start: "Start",
  no_account: "No name, no number, no account.",
  tell_first: "Say something about you first? You can skip this.",
  my_words: "Choose what becomes of your words? You can skip this.",
  have_number: "I have a number to come back",
  anew: "Your earlier chat is closed. You can begin a new one.",

  write_title: "Write a little or a lot.",
  write_help: "A person will read this. One word is enough to begin.",

  log: "Your chat",
  someone: "The person who answers",
  second: "The second person",
  try_now: "Try now",

  message: "Your message",
  placeholder: "Write here",
  send: "Send",
  unseen: "Nobody sees what you type until you press Send.",
  exit_cut: "Exit now works without a connection too.",

  language: "En français",
};

export type Words = SameKeys<typeof en>;
