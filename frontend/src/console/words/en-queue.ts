/** English words for why somebody stands before others, and for what becomes of offers. */

export const queue = {
  first_because: "Why first",
  why_risk_1: "concern",
  why_risk_2: "high risk",
  why_risk_3: "imminent risk",
  why_phrase: "wrote “{phrase}”",
  why_help: "asked for help",
  why_dropped: "their counsellor is gone",
  why_quiet: "gone quiet",
  offer_quiet: "They have just gone quiet.",
  later_why: "Later, and why",
  later_what: "Somebody else is asked. The reason is for planning shifts only.",
  later_break: "I need a break",
  later_busy: "My hands are full",
  later_too_hard: "Too hard for me just now",
  later_known: "I may know them",
  later_other: "Something else",
  aside_away: "You are off shift",
  aside_resting: "You rest",
  aside_next: "Two offers rang unanswered. Come back when you can.",
};
