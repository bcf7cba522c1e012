"""Places of the directory sent in a talk: counted by themselves, with what became of them."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from helpline.models import Counsellor, Line, Tally
from helpline.protocol import Noted
from referrals import entries
from referrals.models import Insertion, Service, Snippet
from referrals.search.shelf import shelf
from referrals.snippets import for_console
from referrals.transfer.storing import store
from routing import desk
from routing.consoles import noting
from tests.desk.house import REAL, let_in, reply, talk

pytestmark = REAL
CLINIC = entries.Service(
    source_id="c",
    name={"en": "Street clinic", "fr": "Clinique de rue"},
    phones=[entries.Phone(number="204-555-0142")],
    facts=[entries.Fact(name="id", answer="yes")],
)


@pytest.fixture
def clinic(line: Line) -> Service:
    shelf.forget()
    harbour = entries.Organisation(source_id="o", name={"en": "Harbour"}, services=[CLINIC])
    store(entries.Directory(organisations=[harbour]), "test", "Dana")
    return Service.objects.get()


def slug_of(service: Service) -> str:
    return f"place-{service.pk.hex}"


def counted(what: str) -> dict[str, int]:
    return dict(Tally.objects.filter(what=what).values_list("value", "count"))


def sent(person: Counsellor, conversation: UUID, *slugs: str) -> None:
    let_in(reply(person, conversation, "Here.", snippets=slugs))


def test_what_was_sent_is_counted_with_its_place_and_what_became_of_it(
    line: Line, robin: Counsellor, clinic: Service
) -> None:
    conversation, slug = talk(line, robin), slug_of(clinic)
    sent(robin, conversation, slug, "place-0", "her-name")
    found = Insertion.objects.get(slug=slug)
    assert (found.service, found.channel, found.locale) == (str(clinic.pk), "web", "en")
    lots = Noted(lots={slug: "connected", "other": "accepted"}, unmet=["id", "her-name"])
    noting.note(robin.pk, conversation, lots)
    desk.end(robin.pk, conversation)
    desk.wrap(robin.pk, conversation, "place")
    assert counted("talk_lot") == {"connected": 1}
    assert counted("talk_unmet") == {"id": 1}


@pytest.mark.parametrize(("length", "counted_as"), [(40, ["x" * 40]), (41, [])])
def test_a_category_of_others_with_a_long_code_keeps_nothing_from_being_sent(
    line: Line, robin: Counsellor, length: int, counted_as: list[str]
) -> None:
    shelf.forget()
    tag = entries.Tag(vocabulary="category", code="x" * length)
    bed = entries.Service(source_id="b", name={"en": "Bed"}, tags=[tag])
    owner = entries.Organisation(source_id="o", name={"en": "Harbour"}, services=[bed])
    store(entries.Directory(organisations=[owner]), "test", "Dana")
    conversation = talk(line, robin)
    sent(robin, conversation, slug_of(Service.objects.get()))
    desk.end(robin.pk, conversation)
    desk.wrap(robin.pk, conversation, "place")
    assert list(counted("talk_offered")) == counted_as


def test_nothing_said_of_it_is_that_it_was_named(
    line: Line, robin: Counsellor, clinic: Service
) -> None:
    Snippet.objects.create(slug="calm", category="grounding")
    conversation = talk(line, robin)
    sent(robin, conversation, slug_of(clinic), "calm")
    desk.end(robin.pk, conversation)
    desk.wrap(robin.pk, conversation, "place")
    assert counted("talk_lot") == {"offered": 1}


def test_a_snippet_says_the_facts_of_its_place_as_they_stand(
    robin: Counsellor, clinic: Service
) -> None:
    said = {"en": "{place}: {phone}. {name}", "fr": "{place} : {phone}. {{phone}}"}
    Snippet.objects.create(
        slug="clinic", category="health", referral=True, service=clinic, faces={"chat": said}
    )
    (shown,) = for_console(robin)
    assert shown["faces"]["chat"] == {
        "en": "Street clinic: 204-555-0142. {name}",
        "fr": "Clinique de rue : 204-555-0142. {{phone}}",
    }
    assert [chip["words"]["en"] for chip in shown["chips"]][:1] == ["Asks for ID"]
    assert shown["due"] == "overdue"
    changed = entries.Service(
        source_id="c",
        name=CLINIC.name,
        phones=[entries.Phone(number="204-555-0199")],
        verified=timezone.localdate() - timedelta(days=1),
    )
    harbour = entries.Organisation(source_id="o", name={"en": "Harbour"}, services=[changed])
    store(entries.Directory(organisations=[harbour]), "test", "Dana")
    (shown,) = for_console(robin)
    assert "204-555-0199" in shown["faces"]["chat"]["en"]
    assert shown["due"] == ""
    assert date.fromisoformat(shown["since"]) == changed.verified


def test_a_snippet_whose_place_is_gone_is_not_found_any_more(
    robin: Counsellor, clinic: Service
) -> None:
    said = {"chat": {"en": "{phone}"}}
    Snippet.objects.create(slug="clinic", category="health", service=clinic, faces=said)
    assert len(for_console(robin)) == 1
    clinic.delete()
    assert for_console(robin) == []
    assert Snippet.objects.get().faces == said
