"""What is written down stays as it is: a chain over it grows by itself and shows what changed."""

import io
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client

from helpline.models import Counsellor, Line
from helpline.roles import Role
from routing import desk
from routing.hands import caution
from tests.desk.house import Clock, at_once, new_counsellor, sms, talk
from transcripts import audit, keys, ledger
from transcripts.keyring import hashes
from transcripts.models import Audit, AuditEnds, AuditLink

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

TABLE = Audit._meta.db_table


@pytest.fixture
def ten(line: Line, robin: Counsellor, clock: Clock) -> list[int]:
    """Ten entries, joined."""
    found = [audit.note(robin, "watch", detail=f"{n}").pk for n in range(10)]
    assert ledger.extend(clock.now()) == 10
    assert ledger.wrong() == ""
    return found


def run(act: str, *more: str) -> str:
    said = io.StringIO()
    call_command("audit", act, *more, stdout=said)
    return said.getvalue()


def by_hand(statement: str, *values: Any) -> None:
    """What somebody does who may write into the database."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def altered(pk: int) -> None:
    by_hand(f"UPDATE {TABLE} SET name = 'Noor' WHERE id = %s", pk)


def missing(pk: int) -> None:
    by_hand(f"DELETE FROM {TABLE} WHERE id = %s", pk)


def inserted(pk: int) -> None:
    columns = "at, who_id, name, action, conversation, about, detail, sealed, mark"
    by_hand(f"INSERT INTO {TABLE} ({columns}) SELECT {columns} FROM {TABLE} WHERE id = %s", pk)


def exchanged(pk: int) -> None:
    """Whole entries, marks and all, each in the place of the other."""
    for old, new in ((pk, 10**6), (pk + 1, pk), (10**6, pk + 1)):
        by_hand(f"UPDATE {TABLE} SET id = %s WHERE id = %s", new, old)


@pytest.mark.parametrize("attack", [altered, missing, inserted, exchanged])
def test_what_was_changed_by_hand_is_named(
    ten: list[int], clock: Clock, attack: Callable[[int], None]
) -> None:
    attack(ten[4])
    with pytest.raises(CommandError) as caught:
        run("verify")
    assert f"was {attack.__name__}" in str(caught.value) or "is missing" in str(caught.value)
    where = max(Audit.objects.values_list("pk", flat=True)) if attack is inserted else ten[4]
    assert f"Entry {where}" in str(caught.value)


def test_an_end_that_was_cut_off_is_known_by_the_database_of_the_keys(
    ten: list[int], robin: Counsellor, clock: Clock
) -> None:
    for table, column in ((TABLE, "id"), (AuditLink._meta.db_table, "entry")):
        by_hand(f"DELETE FROM {table} WHERE {column} > %s", ten[6])
    assert ledger.wrong() == "Numbers 8 to 10 are missing, at the end."
    audit.note(robin, "watch")
    assert ledger.extend(clock.now()) == 0
    with pytest.raises(CommandError, match="audit anew"):
        run("verify")
    run("anew")
    assert run("verify").startswith("Whole.")
    assert Audit.objects.get(action="audit_anew").detail == "after 10"


def test_a_head_that_was_kept_elsewhere_is_compared(ten: list[int], robin: Counsellor) -> None:
    kept = run("head").strip()
    audit.note(robin, "watch")
    assert run("verify", f"--head={kept}").startswith("Whole.")
    number, hashed = kept.split(":")
    another = hashed[:-1] + ("0" if hashed[-1] != "0" else "1")
    for other, said in ((f"{number}:{another}", "another one"), (f"99:{hashed}", "99 is missing")):
        with pytest.raises(CommandError, match=said) as caught:
            run("verify", f"--head={other}")
        # That goes on after a restore, and helps nobody whose entry was taken away.
        assert "anew" not in str(caught.value)


@pytest.mark.parametrize("head", ["x", "99", "5:abcd", ":", "-1:" + "a" * 64, "5:" + "A" * 64])
def test_a_head_that_is_mistyped_is_no_missing_entry(ten: list[int], head: str) -> None:
    with pytest.raises(CommandError, match="NUMBER:HASH"):
        run("verify", f"--head={head}")


def test_the_head_of_an_empty_house_holds_for_good(robin: Counsellor) -> None:
    first = run("head").strip()
    assert run("verify", f"--head={first}").startswith("Whole.")
    audit.note(robin, "watch")
    assert run("verify", f"--head={first}").startswith("Whole.")


def test_a_head_older_than_what_is_kept_says_so(ten: list[int], clock: Clock) -> None:
    last, early = run("head").strip(), "3:" + "a" * 64
    assert ledger.forget(clock.forward(days=401)) == 10
    assert run("verify", f"--head={last}").startswith("Whole.")
    with pytest.raises(CommandError, match="what is kept begins after 10"):
        run("verify", f"--head={early}")


def test_nobody_changes_or_removes_an_entry_by_the_way(ten: list[int]) -> None:
    row = Audit.objects.get(pk=ten[0])
    row.name = "Noor"
    for change in (
        row.save,
        row.delete,
        Audit.objects.all().delete,
        partial(Audit.objects.filter(pk=row.pk).update, name="Noor"),
        partial(Audit.objects.bulk_update, [row], ["name"]),
    ):
        with pytest.raises(TypeError, match="written down"):
            change()
    assert ledger.wrong() == ""


def test_who_goes_leaves_what_they_did_as_it_was(
    ten: list[int], robin: Counsellor, clock: Clock
) -> None:
    Counsellor.objects.filter(pk=robin.pk).delete()
    assert ledger.wrong() == ""
    assert set(Audit.objects.values_list("name", "who_id")) == {("Robin", robin.pk)}


def test_old_entries_go_from_the_beginning_and_the_rest_stays_whole(
    ten: list[int], robin: Counsellor, clock: Clock
) -> None:
    clock.forward(days=300)
    audit.note(robin, "watch")
    assert ledger.forget(clock.now()) == 0
    assert ledger.forget(clock.forward(days=101)) == 10
    assert ledger.wrong() == ""
    assert ledger.ends()[0].number == 10
    audit.note(robin, "watch")
    ledger.extend(clock.now())
    assert (ledger.wrong(), ledger.head()[0]) == ("", 12)


def test_what_was_written_before_there_were_marks_is_joined_once(
    robin: Counsellor, clock: Clock
) -> None:
    bare = "at, name, action, about, detail, mark"
    old = f"INSERT INTO {TABLE} ({bare}) VALUES (%s, 'Robin', 'watch', '', '', %s)"
    now = clock.now() if connection.vendor == "postgresql" else str(clock.now())[:-6]
    by_hand(old, now, b"")
    audit.note(robin, "watch")
    assert ledger.extend(clock.now()) == 2
    assert ledger.wrong() == ""
    by_hand(old, now, b"")
    assert ledger.extend(clock.now()) == 0
    assert "was inserted" in ledger.wrong()


# ---- many at once --------------------------------------------------------------------------------


def test_writers_never_wait_for_each_other_and_all_are_joined(
    robin: Counsellor, noor: Counsellor, clock: Clock, *, on_sqlite: bool
) -> None:
    """Each holds its transaction open; on SQLite there is one writer at a time anyway."""
    hashes.known()

    def write(who: Counsellor, number: int) -> None:
        with transaction.atomic():
            audit.note(who, "watch", detail=f"{number}")
            Counsellor.objects.select_for_update().get(pk=who.pk)
            if not on_sqlite:
                audit.note(who, "reveal", detail=f"{number}")

    jobs = [partial(write, who, n) for n in range(4) for who in (robin, noor)]
    at_once(*jobs, *[partial(ledger.extend, clock.now())] * 2)
    ledger.extend(clock.now())
    assert AuditLink.objects.count() == Audit.objects.count() == (8 if on_sqlite else 16)
    assert ledger.wrong() == ""


# ---- who is written down -------------------------------------------------------------------------


def test_shown_numbers_blocks_and_earlier_words_are_written_down(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    first = talk(line, robin, sms(line))
    desk.end(robin.pk, first)
    desk.wrap(robin.pk, first, "support")
    second = talk(line, robin, sms(line))
    caution.earlier(robin.pk, second)
    caution.reveal(robin.pk, second, "to call an ambulance")
    caution.block(robin.pk, second, "insults only", 3)
    rows = Audit.objects.order_by("pk").values_list("action", "conversation", "detail")
    assert list(rows) == [
        ("earlier", first, ""),
        ("reveal", second, ""),
        ("block", second, "3 days"),
    ]


def test_an_administrator_reads_the_head(ten: list[int], line: Line) -> None:
    person = new_counsellor(line, "Kim")
    Counsellor.objects.filter(pk=person.pk).update(role=Role.ADMINISTRATOR)
    browser = Client()
    browser.force_login(person.user)
    page = browser.get("/console/settings/changes/")
    assert run("head").strip() in page.content.decode()
    assert AuditEnds.objects.using("keys").count() == 1


def test_a_reason_goes_with_the_words_and_its_entry_stays_whole(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    pk = talk(line, robin)
    row = audit.note(robin, "transcript", conversation=pk, reason="a complaint")
    ledger.extend(clock.now())
    keys.destroy([pk])
    assert audit.reason_of(row) is None
    assert ledger.wrong() == ""
    assert row.at + timedelta(days=1) > clock.now()
