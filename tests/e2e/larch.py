"""Run as a program: one more place in the directory and a snippet about it, to be deleted.

Somebody's licensed list has a term for the place, which stands under their notice.
"""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from referrals import entries  # noqa: E402
from referrals.models import Service, Snippet, Tagging, Term, Vocabulary  # noqa: E402
from referrals.transfer.storing import store  # noqa: E402

SERVICE, SNIPPET = "Larch bed", "For the night, as we say it"
TERM, NOTICE = "Overnight lodging", "Terms of the Larch County list, used by permission."


def add() -> None:
    bed = entries.Service(
        source_id="larch", name={"en": SERVICE}, phones=[entries.Phone(number="204-555-0142")]
    )
    owner = entries.Organisation(source_id="larch", name={"en": "Larch"}, services=[bed])
    store(entries.Directory(organisations=[owner]), "e2e", "e2e")
    row = Service.objects.get(source="e2e", source_id="larch")
    about = {
        "category": "housing",
        "tags": ["larch", "bed"],
        "title": {"en": SNIPPET},
        "faces": {"chat": {"en": "Ask for {place}: {phone}."}},
        "service": row,
    }
    Snippet.objects.update_or_create(slug="larch-bed", defaults=about)
    theirs = {"owner": "Larch County", "notice": {"en": NOTICE}}
    words, _ = Vocabulary.objects.update_or_create(code="larch", defaults=theirs)
    term, _ = Term.objects.update_or_create(
        vocabulary=words, code="LC-1", defaults={"label": {"en": TERM}}
    )
    Tagging.objects.get_or_create(service=row, term=term)


if __name__ == "__main__":
    add()
