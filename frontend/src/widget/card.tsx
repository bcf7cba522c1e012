/** What one can do with a place that was named: call it, copy it, or read it large; nothing is saved. */
import { useState } from "preact/hooks";
import { Icon } from "../shared/icon.tsx";
import { call, copy, eye } from "../shared/icons.ts";
import { pieces } from "./links.ts";
import type { Speech } from "./words.ts";

/** The telephone numbers in these words, as they are written and as they are called. */
export function numbersIn(text: string): { text: string; href: string }[] {
  return pieces(text).filter(({ href }) => href.startsWith("tel:"));
}

interface Props {
  text: string;
  speech: Speech;
  onBig: (text: string) => void;
}

export function CardActions({ text, speech, onBig }: Props) {
  const { say } = speech;
  const [copied, setCopied] = useState(false);

  function copyIt(): void {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      // Where the browser does not allow it, it can be read and marked.
      () => onBig(text),
    );
  }

  return (
    <div class="acts">
      {numbersIn(text).map(({ text: number, href }) => (
        <a key={href} href={href} aria-label={`${say("call")}: ${number}`}>
          <Icon d={call} />
          {number}
        </a>
      ))}
      <button type="button" onClick={copyIt}>
        <Icon d={copy} />
        {say("copy")}
      </button>
      <button type="button" onClick={() => onBig(text)}>
        <Icon d={eye} />
        {say("big")}
      </button>
      {copied && (
        <small role="status">
          {say("copied")}
        </small>
      )}
    </div>
  );
}
