/** The desk's words in English: what is noted when a talk is over. */
export const wrapping = {
  noted_more: "More for the figures (you can skip this)",
  noted_needs: "What it was about",
  need_shelter: "A place to sleep",
  need_health: "Health",
  need_substances: "Alcohol or drugs",
  need_legal: "Law",
  need_violence: "Violence",
  need_money: "Money",
  need_family: "Family",
  need_work: "Work or studies",
  noted_outcome: "How it ended",
  outcome_helped: "Talking was enough",
  outcome_referred: "A place or service was named",
  outcome_goes_on: "It goes on another time",
  outcome_nothing_fit: "Nothing that fits was found",
  outcome_cut_short: "It broke off",
};
