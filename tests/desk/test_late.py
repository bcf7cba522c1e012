"""The wall's list of offers that nobody answered: by whom, how long, and only while they wait."""

from datetime import timedelta

from django.utils import timezone

from helpline.models import Counsellor, Line
from routing import desk, presence
from routing.models import Offer
from routing.staffpages import wall
from routing.upkeep import duties
from routing.waiting import late
from tests.desk.house import REAL, asked, make_offer_lapse, new_line, opened, web

pytestmark = REAL


def rings(line: Line, person: Counsellor) -> None:
    presence.set_status(person.pk, "here")
    conversation = opened(web(line))
    assert asked(conversation) == person.pk
    make_offer_lapse(conversation)


def test_what_rang_in_vain_is_listed_by_who_was_asked(line: Line, robin: Counsellor) -> None:
    rings(line, robin)
    assert [each["name"] for each in late.offers(line, timezone.now())] == ["Robin"]
    duties.lapse_offers(timezone.now())
    Offer.objects.update(made_at=timezone.now() - timedelta(seconds=70))
    found = wall.of(line, timezone.now())["late_offers"][0]
    assert (found["name"], found["channel"]) == ("Robin", "web")
    assert found["since"] in (70, 71)
    assert found["rang"] in (69, 70)
    assert found["waits"] >= 0
    assert "conversation" not in found


def test_what_was_taken_since_is_listed_no_more(line: Line, robin: Counsellor) -> None:
    rings(line, robin)
    duties.lapse_offers(timezone.now())
    presence.set_status(robin.pk, "resting")
    desk.take(robin.pk)
    assert late.offers(line, timezone.now()) == []


def test_what_was_declined_long_ago_or_elsewhere_is_not(line: Line, robin: Counsellor) -> None:
    rings(line, robin)
    duties.lapse_offers(timezone.now())
    assert late.offers(new_line("day"), timezone.now()) == []
    ahead = timezone.now() + late.LOOKED_BACK + timedelta(seconds=1)
    Offer.objects.filter(answer="").delete()
    assert late.offers(line, ahead) == []
    Offer.objects.update(answer="declined")
    assert late.offers(line, timezone.now()) == []
