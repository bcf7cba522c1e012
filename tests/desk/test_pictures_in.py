"""Pictures on a line that takes them: fetched, drawn anew, shown to whoever holds the talk."""

import io
from collections.abc import Callable
from dataclasses import replace as changed
from uuid import UUID

import pytest
from django.test import Client
from msgspec.structs import replace
from PIL import Image

from helpline.models import Counsellor, Line
from helpline.roles import Role
from routing import adapters, desk, presence
from routing.adapters import GiveUp, TryAgain
from routing.consoles import snapshots
from routing.hands import company
from routing.models import Shift
from routing.texting.numbers import register
from routing.texting.words import words_of
from routing.upkeep import fetching
from tests.desk.house import Clock, happenings, let_in, sms, talk, texts, wrapped
from transcripts import retention
from transcripts.models import Picture, Removal

# With every page there is: who may see nothing is shown one.
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def photo() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def taking(line: Line) -> Line:
    Line.objects.filter(pk=line.pk).update(pictures=True)
    register.forget()
    return line


@pytest.fixture
def conversation(taking: Line, robin: Counsellor) -> UUID:
    """A talk that began with a picture."""
    return talk(taking, robin, replace(sms(taking, "look", sid="MM1"), pictures=("ME1",)))


@pytest.fixture
def provider_gives(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What the provider answers to each fetching, in turn."""

    def give(*answers: bytes | Exception) -> None:
        left = list(answers)

        def fetch(external_id: str, picture: str) -> bytes:
            assert (external_id, picture) == ("MM1", "ME1")
            answer = left.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        known = adapters.channels()
        text = changed(known["sms"], fetch=fetch)
        monkeypatch.setattr(fetching, "channels", lambda: {**known, "sms": text})

    return give


def seen_by(person: Counsellor, pk: UUID) -> tuple[int, bytes]:
    client = Client()
    client.force_login(person.user)
    answer = client.get(f"/console/pictures/{pk.hex}/")
    return answer.status_code, answer.content


def test_a_picture_is_kept_and_shown_and_goes_at_the_provider(
    robin: Counsellor,
    noor: Counsellor,
    conversation: UUID,
    clock: Clock,
    provider_gives: Callable[..., None],
) -> None:
    provider_gives(photo())
    assert words_of("picture", "en") not in texts(conversation)
    assert fetching.fetch_due(clock.now()) == 1
    picture = Picture.objects.get()
    assert picture.state == "kept"
    assert photo() not in bytes(picture.sealed or b"")
    assert happenings(conversation)[-1] == "picture"
    assert Removal.objects.filter(external_id="MM1", picture="ME1").exists()
    status, jpeg = seen_by(robin, picture.pk)
    assert status == 200
    with Image.open(io.BytesIO(jpeg)) as found:
        assert (found.format, found.size) == ("JPEG", (40, 30))
    assert seen_by(noor, picture.pk)[0] == 404
    (view,) = snapshots.views([conversation], {})
    assert [(each.seq, each.state, each.id) for each in view.pictures] == [
        (2, "kept", picture.pk.hex)
    ]


def test_a_guest_sees_it_from_their_yes_to_their_going(
    robin: Counsellor,
    noor: Counsellor,
    conversation: UUID,
    clock: Clock,
    provider_gives: Callable[..., None],
) -> None:
    provider_gives(photo())
    fetching.fetch_due(clock.now())
    pk = Picture.objects.get().pk
    presence.set_status(noor.pk, "here")
    company.invite(robin.pk, conversation, noor.pk, "")
    assert seen_by(noor, pk)[0] == 404
    company.come(noor.pk, conversation, yes=True)
    assert seen_by(noor, pk) == seen_by(robin, pk)
    assert seen_by(noor, pk)[0] == 200
    company.depart(noor.pk, conversation)
    assert seen_by(noor, pk)[0] == 404
    assert seen_by(robin, pk)[0] == 200


@pytest.mark.parametrize("how", ["talk over", "lease over", "role gone"])
def test_what_ends_a_guests_part_shuts_the_picture_at_once(
    robin: Counsellor,
    noor: Counsellor,
    conversation: UUID,
    clock: Clock,
    provider_gives: Callable[..., None],
    how: str,
) -> None:
    provider_gives(photo())
    fetching.fetch_due(clock.now())
    presence.set_status(noor.pk, "here")
    company.invite(robin.pk, conversation, noor.pk, "")
    company.come(noor.pk, conversation, yes=True)
    if how == "talk over":
        desk.end(robin.pk, conversation)
    elif how == "lease over":
        Shift.objects.filter(pk=noor.pk).update(lease_until=clock.now())
    else:
        Counsellor.objects.filter(pk=noor.pk).update(role=Role.EVALUATOR)
    assert seen_by(noor, Picture.objects.get().pk)[0] == 404


def test_nobody_sees_it_without_signing_in(
    conversation: UUID, clock: Clock, provider_gives: Callable[..., None]
) -> None:
    provider_gives(photo())
    fetching.fetch_due(clock.now())
    assert Client().get(f"/console/pictures/{Picture.objects.get().pk.hex}/").status_code == 404
    assert Client().get("/console/pictures/nothing/").status_code == 404


def test_it_is_gone_with_the_talk(
    robin: Counsellor, conversation: UUID, clock: Clock, provider_gives: Callable[..., None]
) -> None:
    provider_gives(photo())
    fetching.fetch_due(clock.now())
    pk = Picture.objects.get().pk
    wrapped(robin, conversation)
    assert seen_by(robin, pk)[0] == 404
    retention.shred([conversation], clock.now())
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("answer", "cause"), [(b"<svg/>", "bad_picture"), (GiveUp("too_big"), "too_big")]
)
def test_what_cannot_be_shown_is_said_and_not_kept(
    conversation: UUID, clock: Clock, provider_gives: Callable[..., None], answer: bytes, cause: str
) -> None:
    provider_gives(answer)
    assert fetching.fetch_due(clock.now()) == 1
    picture = Picture.objects.get()
    assert (picture.state, picture.cause, picture.sealed) == ("refused", cause, None)
    assert Removal.objects.filter(picture="ME1").exists()


def test_a_provider_in_trouble_is_asked_again_for_a_while(
    conversation: UUID, clock: Clock, provider_gives: Callable[..., None]
) -> None:
    provider_gives(*[TryAgain("provider")] * 4, photo())
    settled = [fetching.fetch_due(clock.forward(hours=1)) for _ in range(5)]
    assert settled == [0, 0, 0, 0, 1]
    assert Picture.objects.get().state == "kept"


def test_a_shredded_talk_is_not_fetched_for(
    robin: Counsellor, conversation: UUID, clock: Clock, provider_gives: Callable[..., None]
) -> None:
    wrapped(robin, conversation)
    retention.shred([conversation], clock.now())
    provider_gives()
    assert fetching.fetch_due(clock.forward(hours=1)) == 0
    assert Removal.objects.filter(external_id="MM1", picture="ME1").exists()


def test_a_line_that_takes_none_declines(line: Line) -> None:
    (first,) = let_in(replace(sms(line, "look"), pictures=("ME1",)))
    assert words_of("picture", "en") in texts(first.conversation)
    assert not Picture.objects.exists()
