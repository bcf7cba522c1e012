"""Past its time nobody reads anything of a conversation, also where nothing has been erased yet.

The worker stands still, or a law has it held: either way the key and the rows are there. Everybody
who may look anywhere looks everywhere.
"""

from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line
from helpline.roles import Role
from routing import presence
from routing.consoles import missed, snapshots, visits
from routing.hands import care, caution, company, handover
from routing.staffpages import admission
from tests.desk.house import (
    Clock,
    let_in,
    new_counsellor,
    reply,
    row,
    sms,
    talk,
    wrapped,
)
from tests.desk.test_copies_pages import agreed, page
from tests.desk.test_decision_pages import browser_of, supervisor
from tests.desk.test_holds import held
from transcripts import keys, record
from transcripts.models import Disclosure, Message, SealedKey

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
# Nobody's names: what rules would take out would prove nothing.
SAID, ANSWERED, NOTED = "zebrachat", "zebrareply", "zebranote"
HANDED, ASKED, RAISED = "zebrahanded", "zebraasked", "zebraraised"
SHOWN, TO, FOR = "zebralook", "zebrato", "zebrafor"
MARKS = (SAID, ANSWERED, NOTED, HANDED, ASKED, RAISED, SHOWN, TO, FOR)


@pytest.fixture
def noor(line: Line) -> Counsellor:
    return supervisor(line, "Noor")


@pytest.fixture
def boss() -> User:
    """Whoever set the installation up."""
    return get_user_model().objects.create_superuser("boss", "boss@example.org", "no word")


@pytest.fixture
def over(line: Line, robin: Counsellor, noor: Counsellor, clock: Clock) -> UUID:
    """Kept for a day as it was said, with all that staff wrote beside it."""
    ada = new_counsellor(line, "Ada")
    pk = talk(line, robin, sms(line, SAID))
    let_in(reply(robin, pk, ANSWERED), reply(robin, pk, NOTED, kind="note"))
    robin.role = Role.SUPERVISOR
    robin.save()
    caution.reveal(robin.pk, pk, SHOWN)
    presence.set_status(ada.pk, "here")
    handover.hand(robin.pk, pk, ada.pk, HANDED)
    handover.unhand(robin.pk, pk)
    company.invite(robin.pk, pk, ada.pk, ASKED)
    care.raise_hand(robin.pk, pk, "unsure", RAISED)
    wrapped(robin, pk)
    agreed(browser_of(noor), pk, to=TO, purpose=FOR)
    return pk


@pytest.fixture(params=["nothing is erased", "it is held"])
def late(request: pytest.FixtureRequest, line: Line, over: UUID, clock: Clock) -> UUID:
    """It is due; nobody who is named in the hold looks."""
    if request.param == "it is held":
        one, other = supervisor(line, "Dana"), supervisor(line, "Alex")
        held(over, one, other, clock)
    is_due(over, clock)
    assert SealedKey.objects.filter(owner=over).exists()
    assert Message.objects.filter(conversation=over).exists()
    keys.forget([over])
    return over


def test_before_its_time_it_is_read(over: UUID, noor: Counsellor, boss: User) -> None:
    """So that what comes after proves something."""
    seen = "".join(everything(over, noor, boss))
    assert [mark for mark in (SAID, ANSWERED, NOTED, SHOWN, TO, FOR) if mark not in seen] == []


def test_past_its_time_it_is_read_by_nobody(
    late: UUID, robin: Counsellor, noor: Counsellor, boss: User
) -> None:
    for person in (robin, noor):
        for seen in everything(late, person, boss):
            assert [mark for mark in MARKS if mark in seen] == []


def test_a_page_that_was_opened_before_shows_nothing_after(
    over: UUID, noor: Counsellor, clock: Clock
) -> None:
    """Its ticket is good for a quarter of an hour, which ends where the words do."""
    browser = browser_of(noor)
    ticket = {admission.FIELD: admission.ticket(noor, over)}
    here = f"/console/transcript/{over}/"
    assert SAID in browser.post(here, ticket).content.decode()
    is_due(over, clock)
    seq = Message.objects.filter(conversation=over).order_by("seq")[0].seq
    for address in (here, f"{here}words/{seq}/"):
        for fields in ({}, {"do": "show", "typed": SAID}, {"do": "mask", "part": "0-4"}):
            assert SAID not in browser.post(address, ticket | fields).content.decode()


def test_a_yes_from_before_gives_no_copy_after(over: UUID, noor: Counsellor, clock: Clock) -> None:
    one = f"{page(over)}{Disclosure.objects.get().pk}/"
    is_due(over, clock)
    browser = browser_of(noor)
    answer = browser.post(one, {"do": "copy"})
    whole = b"".join(answer) if answer.streaming else answer.content
    assert not [mark for mark in MARKS if mark.encode() in whole]


def is_due(conversation: UUID, clock: Clock) -> None:
    """Its time was over a moment ago: nobody's sitting ends by it."""
    Conversation.objects.filter(pk=conversation).update(erase_at=clock.now())


def everything(pk: UUID, person: Counsellor, boss: User) -> Iterator[str]:
    """All that this person, and whoever runs the installation, is shown anywhere."""
    yield from pages(pk, browser_of(person))
    admin = Client()
    admin.force_login(boss)
    for each in ADMIN:
        answer = admin.get(each)
        assert answer.status_code == 200
        yield answer.content.decode()
    yield repr(snapshots.snapshot(person.pk, {pk: 0}))
    yield repr(missed.steps({pk: 0}))
    with suppress(Refused):
        yield repr(visits.look(row(pk).seeker_id, 0))
    yield str(record.after({pk: 0}))


ADMIN = ("/admin/routing/reveal/", "/admin/transcripts/audit/", "/admin/routing/block/")


def pages(pk: UUID, browser: Client) -> Iterator[str]:
    own = f"/console/transcript/{pk}/"
    for address in ("/console/transcripts/", "/console/wall/", "/console/holds/", own, page(pk)):
        yield browser.get(address).content.decode()
    yield browser.post(own, {"reason": "to look at it"}).content.decode()
    for one in Disclosure.objects.filter(conversation=pk):
        answer = browser.post(f"{page(pk)}{one.pk}/", {"do": "copy"})
        yield (b"".join(answer) if answer.streaming else answer.content).decode()
