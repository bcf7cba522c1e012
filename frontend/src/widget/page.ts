/** What the server says about this page: read once from the data attributes of its shell. */
import { type LinePage, TEXT_LIMIT, type Locale } from "../shared/protocol.ts";
import { socketUrl } from "../shared/socket.ts";

export interface Page {
  /** The key of the embedding site, or `line:` and the line when this is a page of its own. */
  readonly site: string;
  readonly locale: Locale;
  /** The code of the link or poster by which the person came; it is only counted. */
  readonly entry: string;
  readonly limit: number;
  /** The word that covers the page when one leaves. */
  readonly cover: string;
  /** Where the quick exit leads. */
  readonly exitUrl: string;
  /** The line's neutral title of this page. */
  readonly title: string;
  readonly socket: string;
  /** The exact origin of the embedding site; empty when this is a page of its own. */
  readonly parentOrigin: string;
  /** The line's own words, by name, for what is shown before the socket opens. */
  readonly texts: Readonly<Record<string, string>>;
  readonly line: LinePage;
}

/** Keeps the pairs whose value is text; anything else on the page is not for us. */
function readTexts(json: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== "object" || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
    );
  } catch {
    return {};
  }
}

/** What our own server has written about the line; nothing of it is needed to begin. */
function readLine(json: string): LinePage {
  try {
    const line: LinePage = JSON.parse(json);
    return line;
  } catch {
    return {};
  }
}

/** Only a web address may be left to; anything else becomes the browser's blank page. */
function safeExit(url: string): string {
  return /^https?:\/\//i.test(url) ? url : "about:blank";
}

export function readPage(data: DOMStringMap): Page {
  const texts = readTexts(data["texts"] ?? "{}");
  return {
    site: data["site"] ?? "",
    locale: data["locale"] === "fr" ? "fr" : "en",
    entry: data["entry"] ?? "",
    limit: Number(data["limit"]) || TEXT_LIMIT,
    cover: texts["loading"] ?? data["cover"] ?? "",
    exitUrl: safeExit(data["exitUrl"] ?? ""),
    title: data["title"] ?? "",
    socket: socketUrl(data["socket"] || "/ws/chat/"),
    parentOrigin: data["parentOrigin"] ?? "",
    texts,
    line: readLine(data["line"] ?? "{}"),
  };
}
