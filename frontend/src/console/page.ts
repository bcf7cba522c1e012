/** What the page's shell says about itself: addresses, language, and the token that signing out needs. */
const given: DOMStringMap = document.getElementById("app")?.dataset ?? {};

export const page = {
  locale: given["locale"] === "fr" ? "fr" : "en",
  socket: given["socket"] ?? "/ws/console/",
  snippets: given["snippets"] ?? "/console/snippets/",
  find: given["find"] ?? "/console/find/",
  guidance: given["guidance"] ?? "/console/guidance/",
  sites: given["sites"] ?? "/console/site/",
  transcripts: given["transcripts"] ?? "/console/transcripts/",
  checklist: given["checklist"] ?? "/console/checklist/",
  demands: given["demands"] ?? "/console/demands/",
  holds: given["holds"] ?? "/console/holds/",
  hold: given["hold"] ?? "/console/hold/",
  decisions: given["decisions"] ?? "/console/decisions/",
  figures: given["figures"] ?? "/console/figures/",
  blocks: given["blocks"] ?? "/console/blocks/",
  wall: given["wall"] ?? "/console/wall/",
  drill: given["drill"] ?? "/console/drill/",
  agree: given["agree"] ?? "/console/settings/agree/",
  reviews: given["reviews"] ?? "/console/settings/directory/reviews/",
  told: given["told"] ?? "/console/settings/directory/told/",
  account: given["account"] ?? "/accounts/2fa/",
  login: given["login"] ?? "/accounts/login/",
  logout: given["logout"] ?? "/accounts/logout/",
  formToken: given["formToken"] ?? "",
} as const;
