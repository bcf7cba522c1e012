"""What can be taken away as a file when all is over: by pages, and by commands; each is a place."""

import asyncio
import subprocess
import sys
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from drill.canary.browsing import Browser
from drill.canary.houses import Place
from drill.canary.marks import Unsaid
from drill.canary.places import Found
from helpline import tallies
from helpline.models import Line, Tally
from referrals.models import Organisation, Snippet

# Whoever runs the line takes these away.
PAGES = {
    "export of snippets": "/console/settings/snippets/snippets.csv",
    "export of figures": "/console/figures/?as=csv&months=12",
}
DIRECTORY = "export of the directory"
SECONDS = 120
# More than so few are shown.
COUNT = 50


def lay(mark: str, line: Line) -> None:
    """The control, so that it stands in each: in a snippet, in an organisation, in a figure."""
    words = {"en": mark}
    Snippet.objects.create(slug=mark, category="canary", title=words, faces={"chat": words})
    Organisation.objects.create(name=words)
    week = tallies.week_of(line, timezone.now()) - timedelta(weeks=1)
    Tally.objects.create(line=line, week=week, what="entry", value=mark, count=COUNT)


async def of_pages(browser: Browser, number: int) -> list[Found]:
    """The files of one web process, each as a place of its own."""
    found = []
    for name, page in PAGES.items():
        status, _ = await browser.get(page)
        if status != 200:
            raise Unsaid(f"{name} ({status})")
        found.append((f"{name} by process {number}", browser.shown[-1]))
    return found


async def of_commands(place: Place) -> list[Found]:
    """What a command writes for somebody else, and what it says."""
    return await asyncio.to_thread(_directory, place)


def _directory(place: Place) -> list[Found]:
    file = place.folder / "directory.json"
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "manage.py", "export_directory", str(file)],
        cwd=settings.BASE_DIR,
        env=place.environment(),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise Unsaid(DIRECTORY)
    return [(DIRECTORY, file.read_bytes() + done.stdout + done.stderr)]
