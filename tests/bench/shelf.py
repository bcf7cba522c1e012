"""Fills a database with made-up places and times each letter of some searches; prints JSON.

The environment names the database; `tests.bench.places` runs it on each.
"""

import json
import os
import sys
from datetime import UTC, datetime
from time import perf_counter
from typing import Any, Literal

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.test import RequestFactory  # noqa: E402 - models are there only now

from helpline.models import Line  # noqa: E402
from referrals import entries  # noqa: E402
from referrals.hours.schedules import Schedule  # noqa: E402
from referrals.models import Source  # noqa: E402
from referrals.search import finding, shownplaces  # noqa: E402
from referrals.search.publicshelf import public, seat_of  # noqa: E402
from referrals.transfer.storing import store  # noqa: E402
from routing.help.views import page  # noqa: E402

PLACES = 10_000
# A Friday afternoon in Winnipeg: some places are open and some are not.
NOW = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)
QUERIES = (
    "shelter no id",
    "hebergement winnipeg",
    "clinci brandon open now",
    "naloxnoe",
    "lit ce soir sans papiers",
    "a",
    "avocate gratuit",
    "harbour 77",
    "food with pets",
    "zzzz",
)
# What somebody who looks for themselves sends.
FORMS: tuple[dict[str, str | list[str]], ...] = (
    {},
    {"words": "shelter"},
    {"words": "hebergement", "place": "winipeg"},
    {"words": "naloxnoe", "only": ["id"]},
    {"place": "Kamloops", "only": ["open_now"]},
    {"only": ["id", "open_now", "free"]},
    {"only": ["id", "police"], "all": "1", "page": "40"},
)
KINDS = (
    ("Emergency shelter", "Hébergement d’urgence", "a bed tonight", "un lit ce soir"),
    ("Street clinic", "Clinique de rue", "a nurse, naloxone", "une infirmière, naloxone"),
    ("Legal corner", "Coin juridique", "a lawyer for free", "une avocate, gratuit"),
    ("Kitchen", "Cuisine", "warm food every day", "un repas chaud chaque jour"),
)
CITIES = ("Winnipeg", "Brandon", "Thompson", "Kamloops", "Québec", "Trois-Rivières")
NAMES = ("Harbour", "Larch", "Elm", "Two Rivers", "Lantern", "Mireille")
ANSWERS: tuple[Literal["yes", "no", "unknown"], ...] = ("yes", "no", "unknown")


def measured(rounds: int) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    Source.objects.create(name="bench", may_export=True)
    store(directory(), "bench", "bench")
    began = perf_counter()
    finding.find("a", NOW)
    made, times, found = perf_counter() - began, [], []
    for _ in range(rounds):
        for query in QUERIES:
            for length in range(1, len(query) + 1):
                began = perf_counter()
                answer = finding.find(query[:length], NOW)
                shown = [shownplaces.place(f.listing, NOW, answer.asked) for f in answer.found]
                json.dumps(shown)
                times.append((perf_counter() - began) * 1000)
                found.append([each.listing.service.source_id for each in answer.found])
    return {"made": made, "times": times, "found": found, "pages": pages(rounds * 5)}


def pages(rounds: int) -> list[float]:
    """Milliseconds for whole pages of /help/, each sent by somebody else."""
    line, factory, times = Line.objects.create(slug="bench", name="Bench"), RequestFactory(), []
    if len(public.now(seat_of(line)).listings) != PLACES:
        sys.exit("What is looked through is not open to all.")
    for round_ in range(rounds):
        for number, fields in enumerate(FORMS):
            address = f"10.1.{round_}.{number}"
            sent = {"v": f"{round_}-{number}", **fields}
            request = factory.post(f"/help/{line.slug}/", sent, REMOTE_ADDR=address)
            began = perf_counter()
            answer = page(request, line.slug)
            times.append((perf_counter() - began) * 1000)
            if answer.status_code != 200:
                sys.exit(f"A page of /help/ answered {answer.status_code}.")
    return times


def directory() -> entries.Directory:
    organisations = []
    for number in range(PLACES // 10):
        services_ = [service(number * 10 + place) for place in range(10)]
        name = {"en": f"{NAMES[number % len(NAMES)]} {number}"}
        organisations.append(
            entries.Organisation(
                source_id=f"o{number}",
                name=name,
                services=services_,
                places=[entries.Place(source_id=f"p{number}", city=CITIES[number % len(CITIES)])],
            )
        )
    return entries.Directory(organisations=organisations)


def service(number: int) -> entries.Service:
    english, french, about, de = KINDS[number % len(KINDS)]
    opens = Schedule(
        freq="WEEKLY",
        byday=("MO", "TU", "WE", "TH", "FR"),
        opens_at=f"{6 + number % 10:02}:00",
        closes_at=f"{16 + number % 8:02}:00",
        zone="America/Winnipeg",
    )
    return entries.Service(
        source_id=f"s{number:05}",
        name={"en": f"{english} {number}", "fr": f"{french} {number}"},
        description={"en": f"Here is {about}.", "fr": f"Ici, {de}."},
        places=[f"p{number // 10}"],
        phones=[entries.Phone(number=f"204-555-01{number % 100:02}")],
        schedules=[opens] if number % 3 else [],
        facts=[
            entries.Fact(name=name, answer=answer)
            for place, name in enumerate(("id", "police", "takes_pets"))
            if (answer := ANSWERS[(number + place) % 3]) != "unknown"
        ],
    )


if __name__ == "__main__":
    sys.stdout.write(f"{json.dumps(measured(int(sys.argv[1])))}\n")
