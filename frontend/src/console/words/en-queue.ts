/** English words for why somebody stands before others, and for what becomes of offers. */

export const queue = {
  first_because: "Why first",
  why_risk_1: "concern",
  why_risk_2: "high risk",
  why_risk_3: "imminent risk",
  why_phrase: "wrote “{phrase}”",
  why_help: "asked for help",
  why_dropped: "their counsellor is gone",
};
