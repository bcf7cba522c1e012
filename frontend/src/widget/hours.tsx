/** When the line is open, day by day, as a table one can read. */
import type { LinePage } from "../shared/protocol.ts";
import { Fold } from "./fold.tsx";
import type { Speech } from "./words.ts";

/** A Monday, to name the days of the week by. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** "18:00-02:00" as people write it: 18:00–02:00, 18 h 00–2 h 00. */
function spanOf(span: string, { time }: Speech): string {
  return span
    .split("-")
    .map((each) => {
      const [hour = 0, minute = 0] = each.split(":").map(Number);
      return time(new Date(2024, 0, 1, hour, minute).getTime());
    })
    .join("\u2013");
}

export function AllHours({ line, speech }: { line: LinePage; speech: Speech }) {
  const { say, locale } = speech;
  const { week = [], dates = {}, zone = "" } = line.hours ?? {};
  if (week.length === 0) return null;
  const named = new Intl.DateTimeFormat(`${locale}-CA`, { weekday: "long", timeZone: "UTC" });
  const rows = [
    ...week.map((spans, day): [string, readonly string[]] => [named.format(MONDAY + day * DAY), spans]),
    ...Object.entries(dates).map(([day, spans]): [string, readonly string[]] => [speech.day(Date.parse(`${day}T12:00`)), spans]),
  ];
  return (
    <Fold title={say("all_hours")}>
      <table class="hours">
        <tbody>
          {rows.map(([day, spans]) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>{spans.length === 0 ? say("shut_day") : spans.map((span) => <span key={span}>{spanOf(span, speech)}</span>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {zone !== "" && <p class="small">{say("hours_zone", { zone: zone.replace(/^.*\//, "").replace(/_/g, " ") })}</p>}
    </Fold>
  );
}
