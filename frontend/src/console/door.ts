/** The pages before and beside the desk: dresses them, shows a password on request, offers passkeys, lets words be drawn over. */
import "../shared/tokens.css";
import "../shared/parts.css";
import "./door.css";
import { letDraw } from "./picks";

function letShow(button: HTMLButtonElement): void {
  const field = document.getElementById(button.dataset["show"] ?? "");
  if (!(field instanceof HTMLInputElement)) return;
  const words = [button.textContent, button.dataset["hideWord"] ?? ""];
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.textContent = words[shown ? 1 : 0] ?? "";
    button.setAttribute("aria-pressed", String(shown));
    field.focus();
  });
}

document.querySelectorAll<HTMLButtonElement>("button[data-show]").forEach(letShow);

document.querySelectorAll<HTMLElement>("[data-picks]").forEach(letDraw);

const passkey = document.getElementById("passkey_login");
if (passkey && "PublicKeyCredential" in window) passkey.hidden = false;
