"""Run as a program: fills the house of its environment with many places and snippets."""

from tests.bench import shelf, slash

from referrals.models import Snippet, Source  # isort: skip - shelf has set Django up
from referrals.transfer.storing import store  # isort: skip


def fill() -> None:
    Source.objects.create(name="bench", may_export=True)
    store(shelf.directory(), "bench", "bench")
    Snippet.objects.bulk_create(Snippet(**each) for each in slash.snippets())


if __name__ == "__main__":
    fill()
