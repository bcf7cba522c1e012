"""`python -m tests.bench.stroke`: from `/` to a place in the words, in a browser, on both houses.

The desk is a real one with its server: ten thousand places and 300 snippets are searched. Before
that, somebody who has never seen it sends a place by text, with what the demonstration brings.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median, quantiles

from playwright.async_api import async_playwright, expect

from demo.cast import ROBIN
from tests import browser, services
from tests.bench import newcomer, shelf, slash, smooth
from tests.bench.newcomer import Took
from tests.e2e import houses
from tests.e2e.crowd import Crowd
from tests.e2e.desk import Desk
from tests.e2e.houses import House
from tests.e2e.processes import told

expect.set_options(timeout=60_000)
Times = dict[str, list[float]]
HEAD = "## One stroke"
ABOUT = f"""{HEAD}

A desk in a browser with its whole server behind it, {shelf.PLACES:,} made-up places and
{slash.SNIPPETS} snippets. Somebody types `/`, a word, a number, and Enter: from the press of the
last letter until the place stands in the list (of which 90 ms are waited for a next letter, on
purpose), from Enter until its words stand in the field and are painted, and from the second Enter
until they stand stored below the talk. Below it somebody who
has never seen the desk sends a place by text, in French, at the pace of the keystroke-level model
(0.28 s a key, 1.35 s for each thought or look), with the demonstration's own directory: from when
the words stand on the desk, and from `/`, until the place stands sent below them. The goal is 10 s.
"""
BETWEEN_MS, LOOK_MS, PATIENCE_MS = 110, 50, 60_000
# Words that no snippet has, nor nearly: the place stands first.
KINDS = ("naloxone", "shelter", "cuisine", "juridique", "hebergement", "urgence")
NAMES = (
    "Street clinic",
    "Emergency shelter",
    "Kitchen",
    "Legal corner",
    "Emergency shelter",
    "Emergency shelter",
)
FIGURES = {
    "opened": "`/`: the list stands, ms",
    "found": "the last letter: the place stands, ms",
    "in": "Enter: its words stand in the field, ms",
    "painted": "Enter: they are painted, ms",
    "sent": "Enter again: they stand stored, ms",
}
WATCH = """
() => {
  window.taken = {};
  const painted = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage("");
  });
  let seen = null;
  addEventListener("keydown", ({ key, timeStamp, target }) => {
    const since = () => performance.now() - timeStamp;
    const what = { childList: true, subtree: true, attributes: true, characterData: true };
    if (key === "Enter" && document.querySelector(".palette .opt") === null) {
      const sent = () => [...document.querySelectorAll(".thread.is-focus .msg.mine")].at(-1);
      seen = new MutationObserver(() => {
        const last = sent();
        if (!last?.textContent.includes(window.wanted)) return;
        if (last.matches(".on-its-way, .unsent")) return;
        seen.disconnect();
        window.taken.sent = since();
      });
      seen.observe(target.closest(".thread"), what);
      return;
    }
    if (key === "Enter") {
      target.addEventListener("input", () => {
        window.taken.in = since();
        painted(() => { window.taken.painted = since(); });
      }, { once: true });
      return;
    }
    seen?.disconnect();
    const name = key === "/" ? "opened" : "found";
    const there = () => key === "/"
      ? document.querySelector(".palette .opts") !== null
      : document.querySelector(".palette .opt")?.textContent.includes(window.wanted);
    // It stands already, without this letter: nothing is to be measured.
    if (there()) { window.taken[name] = null; return; }
    seen = new MutationObserver(() => {
      if (!there()) return;
      seen.disconnect();
      window.taken[name] = since();
    });
    seen.observe(target.closest("form").parentElement, what);
  }, true);
}
"""


async def strokes(desk: Desk, rounds: int) -> Times:
    """Every search types a kind and a number that one place has, puts it in, and takes it out."""
    found: Times = {name: [] for name in FIGURES}
    await desk.page.evaluate(WATCH)
    for number in range(rounds * len(KINDS)):
        at = number % len(KINDS)
        # Kinds follow each other in the directory, four and four.
        place = 4 * (250 + 31 * number % 2_249) + OFFSETS[at]
        if str(place).startswith(DIALLED):
            place -= 400
        await stroke(desk, f"{KINDS[at]} {place}", f"{NAMES[at]} {place}")
        taken = await desk.page.evaluate("() => window.taken")
        for name, times in found.items():
            if taken[name] is not None:
                times.append(taken[name])
    return found


OFFSETS = (1, 0, 3, 2, 0, 0)
# Numbers that snippets tell people to dial: those would stand first.
DIALLED = ("211", "811", "911", "988")


async def stroke(desk: Desk, typed: str, title: str) -> None:
    await desk.page.evaluate("title => { window.taken = {}; window.wanted = title; }", title)
    await desk.page.keyboard.type(f"/{typed}", delay=BETWEEN_MS)
    await taken(desk, "found")
    await desk.page.keyboard.press("Enter")
    await taken(desk, "painted")
    await expect(desk.field).not_to_have_value("")
    await desk.page.keyboard.press("Enter")
    await taken(desk, "sent")
    await expect(desk.field).to_have_value("")


async def taken(desk: Desk, figure: str) -> None:
    """Until this was taken; the page's policy lets no words be run that wait inside it."""
    for _again in range(PATIENCE_MS // LOOK_MS):
        if await desk.page.evaluate("name => window.taken[name] !== undefined", figure):
            return
        await asyncio.sleep(LOOK_MS / 1000)
    seen = await desk.page.locator(".palette").all_inner_texts()
    sys.exit(f"It was not seen: {FIGURES[figure]}. The list: {seen}")


async def ready(desk: Desk) -> None:
    """The process has read the directory anew: its last place is found."""
    title = f"Kitchen {shelf.PLACES - 1}"
    for _again in range(60):
        await desk.page.keyboard.type(f"/{title}")
        option = desk.page.locator(".palette .opt", has_text=title)
        try:
            await expect(option).to_have_count(1, timeout=5_000)
        except AssertionError:
            await desk.field.fill("")
        else:
            await desk.field.fill("")
            return
    sys.exit("The directory is not found.")


async def in_house(house: House, rounds: int) -> tuple[Times, list[Took]]:
    found = browser.find()
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=str(found.path),
            env={**os.environ, **found.environment},
            args=list(browser.QUIET),
        )
        crowd = Crowd(started, house)
        seconds = await newcomer.journeys(crowd)
        await asyncio.to_thread(told, "tests.bench.filled", house.environment)
        house.empty()
        desk = await crowd.desk(ROBIN)
        seeker = await crowd.seeker()
        await seeker.say("is there anything for me?")
        await desk.take()
        await desk.may_write()
        await ready(desk)
        times = await strokes(desk, rounds)
        await crowd.leave()
        await started.close()
    return times, seconds


def section(rounds: int) -> str:
    busy = os.getloadavg()[0]
    found = {name: in_one(open_house, rounds) for name, open_house in HOUSES.items()}
    lines = ["| until | house | median | 95 of 100 | longest |", "| --- | --- | --: | --: | --: |"]
    for figure, words in FIGURES.items():
        lines += [_row(words, name, times[figure], 1) for name, (times, _s) in found.items()]
    newcomers = {
        "a newcomer reads, and sends the right place, s": lambda took: took.words,
        "the same from `/` on, s": lambda took: took.slash,
    }
    for words, of in newcomers.items():
        lines += [_row(words, name, [*map(of, took)], 1) for name, (_t, took) in found.items()]
    how = f"{rounds * len(KINDS)} strokes and {len(newcomer.WISHES)} journeys on each"
    table = "\n".join(lines)
    return f"{ABOUT}\n{table}\n\n{how}; load average before the start: {busy:.1f}.\n"


Open = Callable[[Path], AbstractContextManager[House]]


def in_one(open_house: Open, rounds: int) -> tuple[Times, list[Took]]:
    with (
        tempfile.TemporaryDirectory(prefix="helpline-bench-") as folder,
        open_house(Path(folder)) as house,
    ):
        return asyncio.run(in_house(house, rounds))


HOUSES: dict[str, Open] = {
    "SQLite": houses.embedded,
    "PostgreSQL": houses.scaled,
}


def _row(words: str, house: str, times: list[float], digits: int) -> str:
    cells = (median(times), quantiles(times, n=20, method="inclusive")[-1], max(times))
    return f"| {words} | {house} | " + " | ".join(f"{cell:.{digits}f}" for cell in cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.stroke", description=__doc__)
    parser.add_argument("--rounds", type=int, default=8)
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
