/** The settings: dresses them, and asks before somebody leaves a page with words that are not saved. */
import "../shared/tokens.css";
import "../shared/parts.css";
import "./office.css";

const sheet = document.querySelector<HTMLFormElement>("form.sheet");
let typed = false;

sheet?.addEventListener("input", () => (typed = true));
sheet?.addEventListener("submit", () => (typed = false));
addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault();
});
