"""Sets the scene in this project's database: `python -m tests.bench.stage prepare`, for one.

A process of its own, because Django's settings come from the environment once.
"""

import os
import sys

import django
import msgspec

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from tests.bench import due, offers, people  # noqa: E402 - models are there only now

WORKS = {
    "prepare": people.prepare,
    "clear": people.clear,
    "offers": offers.offers,
}


def main(work: str, *numbers: str) -> object:
    if work == "due":
        return due.due(int(numbers[0]))
    if work == "watch":
        return due.watch(*map(float, numbers))
    if work == "hold":
        people.clear()
        return people.hold(int(numbers[0]))
    return WORKS[work]()


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(main(*sys.argv[1:])).decode())
