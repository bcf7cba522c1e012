/** Words with their addresses and numbers made tappable; a page opens beside ours and learns nothing of it. */
import { pieces } from "./links.ts";

export function Linked({ text }: { text: string }) {
  return (
    <>
      {pieces(text).map(({ text: words, href }, index) =>
        href === "" ? (
          words
        ) : (
          <a key={index} href={href} target={href.startsWith("tel:") ? undefined : "_blank"} rel="noopener noreferrer">
            {words}
          </a>
        ),
      )}
    </>
  );
}
