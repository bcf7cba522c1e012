/** Where else one can turn: the line's own list, the emergency numbers of its country. */
import { Icon } from "../shared/icon.tsx";
import { call } from "../shared/icons.ts";
import type { LinePage, Locale, Place } from "../shared/protocol.ts";
import type { Speech } from "./words.ts";

type Both = Readonly<Record<string, string>>;

/** In the language of the page if it is there in it, else in the other, which is then marked. */
function inWords(texts: Both | undefined, locale: Locale): { text: string; lang: Locale | undefined } {
  const own = texts?.[locale];
  if (own) return { text: own, lang: undefined };
  const other: Locale = locale === "en" ? "fr" : "en";
  return { text: texts?.[other] ?? "", lang: other };
}

/** Only what leads to a web page may be opened, or to our own directory. */
function address(url: string): string {
  return /^(https:\/|\/help)\//i.test(url) ? url : "";
}

function Way({ place, speech }: { place: Place; speech: Speech }) {
  const name = inWords(place.name, speech.locale);
  const help = inWords(place.help, speech.locale);
  const page = address(place.open ?? "");
  const label = `${speech.say(place.call ? "call" : "open")}: ${name.text}`;
  return (
    <li>
      <div>
        <b lang={name.lang}>{name.text}</b>
        {help.text !== "" && <span lang={help.lang}>{help.text}</span>}
      </div>
      {place.call ? (
        <a class="btn" href={`tel:${place.call.replace(/[^\d+]/g, "")}`} aria-label={`${label}, ${place.call}`}>
          <Icon d={call} />
          {place.call}
        </a>
      ) : (
        page && (
          <a class="btn" href={page} target="_blank" rel={page[0] === "/" ? "opener" : "noreferrer"} aria-label={label}>
            {speech.say("open")}
          </a>
        )
      )}
    </li>
  );
}

export function Danger({ line, speech }: { line: LinePage; speech: Speech }) {
  const { say } = speech;
  return (
    <>
      {(["danger", "despair"] as const).map(
        (name) =>
          line[name] && (
            <p key={name} class="danger-line">
              <b>{say(`${name}_lead`)}</b> {say(name, { number: line[name] })}
            </p>
          ),
      )}
    </>
  );
}

export function Elsewhere({ title, line, speech }: { title: string; line: LinePage; speech: Speech }) {
  const { say } = speech;
  const directory: Place[] = line.directory
    ? [
        {
          name: { [speech.locale]: say("directory") },
          help: { [speech.locale]: say("directory_help") },
          open: line.directory[0] === "/" ? line.directory + speech.locale : line.directory,
        },
      ]
    : [];
  const places = [...(line.elsewhere ?? []), ...directory];
  return (
    <>
      {places.length > 0 && (
        <>
          <h2 class="sub">{title}</h2>
          <ul class="lines">
            {places.map((place, index) => (
              <Way key={index} place={place} speech={speech} />
            ))}
          </ul>
        </>
      )}
      <Danger line={line} speech={speech} />
    </>
  );
}
