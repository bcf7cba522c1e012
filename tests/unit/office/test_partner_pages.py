"""The pages of a line's partners: added, looked at, switched off, and never taken away."""

import pytest
from django.test import Client
from django.utils import timezone

from helpline.models import Line, Partner, Referral
from helpline.referred import Lot
from office.models import Change
from tests.unit.office.paper import Paper, words
from transcripts.models import Audit

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

PARTNERS = "/console/settings/lines/night/partners/"
TOLD = {"kind": "legal", "name_en": "Night Law", "name_fr": "Droit de nuit", "active": "on"}


@pytest.fixture
def law(line: Line) -> Line:
    return Line.objects.create(slug="law", name="Law line")


@pytest.fixture
def partner(line: Line, law: Line) -> Partner:
    names = {"en": "Night Law", "fr": "Droit de nuit"}
    return Partner.objects.create(line=line, to=law, kind="legal", names=names)


def test_a_partner_is_added_and_written_down(line: Line, law: Line, dana: Client) -> None:
    assert "None yet." in words(dana.get(PARTNERS))
    page = Paper(dana, f"{PARTNERS}new/").send(to=str(law.pk), **TOLD)
    assert page.saved
    made = Partner.objects.get()
    assert (made.line, made.to, made.kind, made.answer_seconds) == (line, law, "legal", 180)
    assert made.names == {"en": "Night Law", "fr": "Droit de nuit"}
    assert dict(Change.objects.values_list("name", "after")) == {
        "to": "Law line",
        "kind": "Legal help",
        "answer_seconds": "180",
        "active": "yes",
        "name_en": "Night Law",
        "name_fr": "Droit de nuit",
    }
    assert Audit.objects.filter(action="settings", detail="partner.kind").exists()
    assert "Law line" in words(dana.get(PARTNERS))
    assert "Law line" in words(dana.get("/console/settings/lines/night/"))


def test_it_is_looked_at_as_people_will_read_it(law: Line, dana: Client) -> None:
    page = Paper(dana, f"{PARTNERS}new/").send(to=str(law.pk), do="look", **TOLD)
    assert "Night Law will answer you here from now on." in page.text
    assert "Ici, Droit de nuit vous répondra désormais." in page.text
    assert not Partner.objects.exists()


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"kind": "spies"}, "Select a valid choice."),
        ({"to": "999"}, "Select a valid choice."),
        ({"to": "night"}, "Select a valid choice."),
        ({"to": "drill"}, "Select a valid choice."),
        ({"name_fr": ""}, "This field is required."),
        ({"name_en": "x" * 41}, "at most 40"),
        ({"answer_seconds": "5"}, "greater than or equal to 30"),
    ],
)
def test_a_partner_that_cannot_be(
    line: Line, law: Line, dana: Client, changes: dict[str, str], complaint: str
) -> None:
    drill = Line.objects.create(slug="try", name="Try", drill=True)
    keys = {"night": str(line.pk), "drill": str(drill.pk)}
    to = keys.get(changes.get("to", ""), changes.get("to", str(law.pk)))
    page = Paper(dana, f"{PARTNERS}new/").send(**{**TOLD, **changes, "to": to})
    assert not page.saved
    assert [each for each in page.complaints if complaint in each]
    assert not Partner.objects.exists()


def test_the_same_line_is_a_partner_once(law: Line, partner: Partner, dana: Client) -> None:
    page = Paper(dana, f"{PARTNERS}new/").send(to=str(law.pk), **TOLD)
    assert "This line is a partner already." in page.text
    assert Partner.objects.count() == 1


def test_one_that_is_there_keeps_its_line_and_is_switched_off(
    line: Line, partner: Partner, dana: Client
) -> None:
    beds = Line.objects.create(slug="beds", name="Beds")
    address = f"{PARTNERS}{partner.pk}/"
    page = Paper(dana, address)
    assert "Take it away" not in page.text
    assert page.send(to=str(beds.pk), kind="agency", active=[]).saved
    partner.refresh_from_db()
    assert (partner.to.name, partner.kind, partner.active) == ("Law line", "agency", False)
    assert "switched off" in words(dana.get(PARTNERS))


def test_what_became_of_it_is_counted_there(partner: Partner, dana: Client) -> None:
    for lot in (Lot.CONNECTED, Lot.CONNECTED, Lot.NOT_AVAILABLE):
        Referral.objects.create(partner=partner, lot=lot.value, offered_at=timezone.now())
    said = words(dana.get(PARTNERS))
    assert "answered there: 2" in said
    assert "nobody could: 1" in said


def test_a_partner_of_another_line_is_not_here(line: Line, law: Line, dana: Client) -> None:
    other = Partner.objects.create(line=law, to=line, kind="other", names={})
    assert dana.get(f"{PARTNERS}{other.pk}/").status_code == 404


def test_a_drill_line_passes_nobody_on(law: Line, dana: Client) -> None:
    Line.objects.create(slug="try", name="Try", drill=True)
    address = "/console/settings/lines/try/partners/new/"
    page = Paper(dana, address).send(to=str(law.pk), **TOLD)
    assert "passes nobody on" in page.text
    assert not Partner.objects.exists()
