"""What the desk asks for while somebody types: places, in the shape of snippets."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from helpline.models import Counsellor, Line, Overflow
from referrals import editions, entries
from referrals.models import Location, PageCheck, Service, Snippet
from referrals.search.shelf import shelf
from referrals.transfer.storing import store

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FIND = "/console/find/"
CLINIC = entries.Service(
    source_id="c",
    name={"en": "Street clinic", "fr": "Clinique de rue"},
    phones=[entries.Phone(number="204-555-0142")],
    facts=[entries.Fact(name="id", answer="yes")],
)


@pytest.fixture
def clinic() -> Service:
    shelf.forget()
    harbour = entries.Organisation(source_id="o", name={"en": "Harbour"}, services=[CLINIC])
    store(entries.Directory(organisations=[harbour]), "test", "Dana")
    return Service.objects.get()


@pytest.fixture
def ines() -> Client:
    line = Line.objects.create(slug="night", name="Night line")
    user = get_user_model().objects.create_user("ines")
    Counsellor.objects.create(user=user, line=line, shift_name="Ines")
    client = Client()
    client.force_login(user)
    return client


def test_it_finds_places_by_words_and_one_by_its_name(ines: Client, clinic: Service) -> None:
    slug = f"place-{clinic.pk.hex}"
    (found,) = ines.post(FIND, {"q": "clinik"}).json()["places"]
    assert (found["slug"], found["title"]["fr"]) == (slug, "Clinique de rue")
    assert found["faces"]["sms"]["fr"] == "Clinique de rue : 204-555-0142"
    (one,) = ines.post(FIND, {"slug": slug}).json()["places"]
    assert one["slug"] == slug
    assert ines.post(FIND, {"slug": "place-\0x"}).json()["places"] == []


def test_it_says_near_whom_each_is_and_of_a_secret_one_no_town(
    ines: Client, clinic: Service
) -> None:
    of = clinic.organisation
    clinic.areas = [{"name": {"en": "All of Manitoba", "fr": "Tout le Manitoba"}}]
    clinic.save()
    place = Location.objects.create(organisation=of, source_id="p", city="Zqtown")
    clinic.locations.add(place)
    said = []
    for secret in (False, True):
        Location.objects.update(confidential=secret)
        editions.changed([clinic.pk])
        (found,) = ines.post(FIND, {"q": "street clinic"}).json()["places"]
        said.append(found["where"])
    assert said == [
        {"en": "Zqtown", "fr": "Zqtown"},
        {"en": "All of Manitoba", "fr": "Tout le Manitoba"},
    ]


def test_it_says_what_alone_kept_everything_out(ines: Client, clinic: Service) -> None:
    shut = ines.post(FIND, {"q": "clinic no id"}).json()
    assert (shut["places"], shut["shut_out"]) == (
        [],
        [{"name": "id", "words": {"en": "ID", "fr": "Pièce d’identité"}}],
    )


def test_it_finds_what_is_for_the_line_of_the_talk_and_for_who_asks(
    ines: Client, clinic: Service
) -> None:
    """One's own line, or one that lends to it; of another one nobody asks."""
    own = Line.objects.get()
    south = Line.objects.create(slug="south", name="South", country="GB")
    slug = f"place-{clinic.pk.hex}"

    def found(**said: str) -> list[str]:
        return [each["slug"] for each in ines.post(FIND, said).json()["places"]]

    def reach(**switches: list[str]) -> None:
        Service.objects.update(**{"only_lines": [], "only_roles": [], "not_in": [], **switches})
        editions.changed([clinic.pk])

    reach(only_lines=["south"])
    assert found(q="clinic") == found(slug=slug) == found(q="clinic", line="South") == []
    now = timezone.now()
    Overflow.objects.create(line=south, to=own, after_seconds=60, began_at=now, until=now)
    assert found(q="clinic", line="South") == found(slug=slug, line="South") == [slug]
    assert found(q="clinic", line="Night line") == []
    reach(not_in=["CA"])
    assert (found(q="clinic"), found(q="clinic", line="South")) == ([], [slug])
    reach(only_roles=["supervisor"])
    assert found(q="clinic") == []
    reach()
    assert found(q="clinic") == [slug]


def test_nobody_else_asks_and_no_address_holds_what_was_asked(ines: Client) -> None:
    assert ines.get(FIND, {"q": "clinic"}).status_code == 405
    assert Client().post(FIND, {"q": "clinic"}).status_code == 302


def test_what_goes_in_with_a_web_address_that_has_not_worked_lately_says_so(
    ines: Client, clinic: Service
) -> None:
    site, other = "https://clinic.example/", "https://elsewhere.example/now"
    Service.objects.update(url=site, phones=[])
    editions.changed([clinic.pk])
    said = {"chat": {"en": f"{other}. {{web}}"}}
    Snippet.objects.create(slug="clinic", category="health", service=clinic, faces=said)
    calm = {"chat": {"en": "Breathe."}}
    Snippet.objects.create(slug="calm", category="grounding", faces=calm)
    now = timezone.now()
    for address in (site, other):
        PageCheck.objects.create(
            address=address, host="x", next_at=now, asked_at=now, code="404", days_failed=3
        )
    shown = {each["slug"]: each["unreached"] for each in ines.get("/console/snippets/").json()}
    assert shown == {"calm": [], "clinic": [site, other]}
    for asked in ({"q": "street clinic"}, {"slug": f"place-{clinic.pk.hex}"}):
        (found,) = ines.post(FIND, asked).json()["places"]
        assert (found["unreached"], site in found["faces"]["sms"]["en"]) == ([site], True)
    PageCheck.objects.update(days_failed=2)
    assert not any(each["unreached"] for each in ines.get("/console/snippets/").json())
