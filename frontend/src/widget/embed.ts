/** Runs the loader for the script element that brought it: this is `widget.js`. */
import { embed } from "./loader.ts";

const script = document.currentScript;
if (script instanceof HTMLScriptElement && script.src) {
  if (document.body) embed(script);
  else addEventListener("DOMContentLoaded", () => embed(script));
}
