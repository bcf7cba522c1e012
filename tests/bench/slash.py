"""`python -m tests.bench.slash`: from a key to the list of snippets, as a section of the results.

The desk is a full one that stands still; the caret is in a talk, and 300 snippets are searched.
"""

import argparse
import asyncio
import json
import os
import sys
from statistics import median, quantiles
from typing import Any

from playwright.async_api import Page, Route, async_playwright

from tests import browser, services
from tests.bench import screen, smooth

SNIPPETS = 300
HEAD = "## From a key to the list"
ABOUT = f"""{HEAD}

The same desk, standing still: {screen.TALKS} talks of {screen.LONG} messages, and somebody searches
{SNIPPETS} snippets with `/`, letter by letter. From the press of a key (the browser's own time
stamp) until the list for what is typed stands in the page, and until its frame is painted; beside
it a key of plain words, with no search. The goal is a frame and a half, 25 ms, from a letter to its
list, for 95 of 100 letters.
"""
# Words that are in many, in some, in one and in none of them; some with accents, some of two words.
QUERIES = ("bed tonight", "safe", "a", "refuge", "santé", "food 17", "calm breath", "zzz")
BETWEEN_MS = 110
PLACES = ("Larch House", "Street clinic", "Night bed line", "Harbour kitchen", "Legal corner")
TOPICS = (
    ("bed", "lit", "A bed tonight", "Un lit ce soir"),
    ("safe", "refuge", "A safe place", "Un refuge sûr"),
    ("health", "santé", "A nurse without a card", "Une infirmière, sans carte"),
    ("food", "repas", "Warm food", "Un repas chaud"),
    ("calm", "calme", "Calm: one breath", "Calme\u00a0: un souffle"),
    ("law", "droit", "A lawyer for free", "Une avocate, sans frais"),
)
BODY = {
    "en": "{title}. {place} helps with that, day and night, and asks for no papers. "
    "Call 204-555-01{n:02}. You can say as much or as little as you like, and stop at any time.",
    "fr": "{title}. {place} aide pour cela, jour et nuit, sans demander de papiers. "
    "Appelez le 204-555-01{n:02}. Vous pouvez en dire autant que vous voulez, et arrêter.",
}
# For each key that changes the search: when its list stood in the page, and when it was painted.
WATCH = """
() => {
  window.taken = [];
  let seen = null;
  const shown = () => {
    const box = document.activeElement;
    const list = document.querySelector(".palette .opts, .palette .nothing");
    const query = box.value.slice(box.value.lastIndexOf("/") + 1);
    if (list === null) return false;
    const said = list.getAttribute("aria-label") ?? list.textContent;
    return query === "" || said.includes(query);
  };
  const painted = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage("");
  });
  addEventListener("keydown", ({ key, timeStamp, target }) => {
    seen?.disconnect();
    if (key.length > 1) return;
    const since = () => performance.now() - timeStamp;
    if (key !== "/" && !target.value.includes("/")) {
      painted(() => { window.taken.push({ plain: since() }); });
      return;
    }
    seen = new MutationObserver(() => {
      if (!shown()) return;
      seen.disconnect();
      const list = since();
      const names = key === "/" ? ["opened", "opened_paint"] : ["list", "paint"];
      painted(() => { window.taken.push({ [names[0]]: list, [names[1]]: since() }); });
    });
    const what = { childList: true, subtree: true, attributes: true, characterData: true };
    seen.observe(target.closest("form").parentElement, what);
  }, true);
}
"""


FIGURES = {
    "opened": "`/`: the list stands, ms",
    "opened_paint": "`/`: it is painted, ms",
    "list": "a letter: the list stands, ms",
    "paint": "a letter: it is painted, ms",
    "plain": "a key of plain words is painted, ms",
}


def snippets() -> list[dict[str, Any]]:
    """As the desk is given them, each with both languages and both faces."""
    return [snippet(number) for number in range(SNIPPETS)]


def snippet(n: int) -> dict[str, Any]:
    tag, other, english, french = TOPICS[n % len(TOPICS)]
    title = {"en": f"{english}, {n}", "fr": f"{french}, {n}"}
    place = PLACES[n % len(PLACES)]
    face = {
        locale: words.format(title=title[locale], place=place, n=n % 100)
        for locale, words in BODY.items()
    }
    return {
        "slug": f"{tag}-{n}",
        "category": tag,
        "tags": [tag, other, place.split()[0].lower()],
        "title": title,
        "faces": {"chat": face, "sms": face},
        "referral": n % 3 == 0,
    }


async def give(route: Route) -> None:
    """The list once, then that it is still the same, as the server answers."""
    if "if-none-match" in route.request.headers:
        await route.fulfill(status=304)
        return
    body = json.dumps(snippets())
    await route.fulfill(body=body, content_type="application/json", headers={"ETag": '"same"'})


async def search(page: Page) -> list[dict[str, float]]:
    """One desk: every query, and plain words, are typed and taken away again; a sample a letter."""
    server = screen.Server(screen.TALKS, screen.QUEUE)
    await screen.open_desk(page, server, {"**/console/snippets/**": give})
    field = page.locator("textarea[data-entry]").first
    await field.focus()
    await page.evaluate(WATCH)
    for query in QUERIES:
        for words in (f"/{query}", query):
            await page.keyboard.type(words, delay=BETWEEN_MS)
            await page.keyboard.press("Escape")
            await field.fill("")
            await asyncio.sleep(BETWEEN_MS / 1000)
    found: list[dict[str, float]] = await page.evaluate("() => window.taken")
    return found


async def measured(rounds: int) -> list[dict[str, float]]:
    found = browser.find()
    samples: list[dict[str, float]] = []
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=str(found.path),
            env={**os.environ, **found.environment},
            args=list(browser.QUIET),
        )
        for _ in range(rounds):
            context = await started.new_context(viewport=screen.SIZE)
            samples += await search(await context.new_page())
            await context.close()
        await started.close()
    return samples


def table(samples: list[dict[str, float]]) -> str:
    lines = ["| until | median | 95 of 100 | longest |", "| --- | --: | --: | --: |"]
    for field, name in FIGURES.items():
        times = [sample[field] for sample in samples if field in sample]
        cells = (median(times), quantiles(times, n=20)[-1], max(times))
        lines.append(f"| {name} | " + " | ".join(f"{cell:.1f}" for cell in cells) + " |")
    return "\n".join(lines)


def section(rounds: int) -> str:
    busy = os.getloadavg()[0]
    samples = asyncio.run(measured(rounds))
    keys = sum("plain" not in sample for sample in samples)
    how = f"{keys} keys of searches in {rounds} rounds; load average before the start: {busy:.1f}."
    return f"{ABOUT}\n{table(samples)}\n\n{how}\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.slash", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="put it into the results")
    options = parser.parse_args()
    try:
        found = section(options.rounds)
    except services.Missing as missing:
        sys.exit(str(missing))
    sys.stdout.write(found)
    if options.write:
        smooth.put(HEAD, found)


if __name__ == "__main__":
    main()
