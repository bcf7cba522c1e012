"""New lines, and taking away: a question first, and nothing that holds talks is deleted."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from helpline import tallies
from helpline.models import Conversation, Counsellor, Line, Number, Phrase, Seeker, Site
from office.lines.lineform import LineForm
from office.lines.numberform import NumberForm
from office.lines.siteform import SiteForm
from office.models import Change
from referrals.models import Guidance, Snippet
from routing.models import Assignment
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import Paper, words
from tests.unit.office.test_people_pages import TEAM, of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

HOME = "/console/settings/"
NIGHT = f"{HOME}lines/night/"
NEW = {"name": "Day line", "slug": "Day", "cover_title": "Notes", "languages": "fr,en"}


def talk(line: Line, **more: Any) -> Conversation:
    now = timezone.now()
    clocks = dict.fromkeys(("opened_at", "waiting_since", "rank_at", "last_word_at"), now)
    clocks |= {"last_seeker_word_at": now, "state_at": now}
    seeker = Seeker.objects.create(line=line, channel="web", handle="Blue heron", seen_at=now)
    made = {"line": line, "seeker": seeker, "channel": "web", "locale": "en", "policy": "day"}
    return Conversation.objects.create(**{**made, **clocks, **more})


def take_away(client: Client, address: str, do: str = "delete") -> str:
    return words(client.post(f"{address}remove/", {"do": do}, follow=True))


# ---- every field has a page --------------------------------------------------------------------

# What is set on pages of their own, and what is what the row is.
ELSEWHERE = {
    Line: {
        "policies",
        "texts",
        "hours",
        "automatic",
        "questions",
        "elsewhere",
        "slug",
        "checklist",
    },
    Number: {"line", "hours", "automatic"},
    Site: {"line"},
}


@pytest.mark.parametrize(
    ("model", "form"), [(Line, LineForm), (Number, NumberForm), (Site, SiteForm)]
)
def test_every_column_that_may_be_changed_stands_on_a_page(model: Any, form: Any) -> None:
    editable = {
        each.name for each in model._meta.concrete_fields if each.editable and not each.primary_key
    }
    shown = {name for _title, _lead, names in form.groups for name in names}
    assert editable - ELSEWHERE[model] == shown
    assert editable >= ELSEWHERE[model]


@pytest.mark.parametrize(
    ("field", "least", "most"),
    [
        ("alert_seconds", "5", "600"),
        ("cool_down_minutes", "0", "120"),
        ("talk_minutes", "0", "240"),
        ("answer_target_seconds", "10", "3600"),
        ("risk_weight", "1", "3"),
    ],
)
def test_the_hard_moments_have_their_bounds(
    line: Line, dana: Client, field: str, least: str, most: str
) -> None:
    for typed in (least, most):
        assert Paper(dana, f"{NIGHT}line/").send(**{field: typed}).saved
        line.refresh_from_db()
        assert getattr(line, field) == int(typed)
    for wrong in (str(int(least) - 1), str(int(most) + 1), "soon"):
        page = Paper(dana, f"{NIGHT}line/").send(**{field: wrong})
        assert not page.saved
        assert len(page.complaints) == 1


# ---- a new line --------------------------------------------------------------------------------


def test_a_new_line_is_made_and_written_down(line: Line, dana: Client) -> None:
    page = Paper(dana, f"{HOME}lines/new/").send(**NEW)
    made = Line.objects.get(slug="day")
    assert (made.name, made.languages, made.country) == ("Day line", ["fr", "en"], "CA")
    assert "<h1>Day line</h1>" in page.text
    assert Change.objects.filter(subject=f"line:{made.pk}", name="slug", after="day").exists()
    assert dana.get(f"{HOME}lines/day/hours/").status_code == 200
    assert "A new line" in words(dana.get(HOME))


def test_a_drill_line_says_so_and_has_no_door_for_real_people(line: Line, dana: Client) -> None:
    Paper(dana, f"{HOME}lines/new/").send(**NEW, drill="on")
    day = Line.objects.get(slug="day")
    assert day.drill
    assert "A drill line" in words(dana.get(HOME))
    page = words(dana.get(f"{HOME}lines/day/"))
    assert page.count("None: nobody real writes to a drill line.") == 2
    number = Paper(dana, f"{HOME}lines/day/numbers/new/").send(number="+12045550111")
    site = Paper(dana, f"{HOME}lines/day/websites/new/").send(
        key="day", origin="https://day.example"
    )
    for refused in (number, site):
        assert not refused.saved
        assert [each for each in refused.complaints if "Nobody real writes" in each]
    assert not day.numbers.exists()
    assert not day.sites.exists()


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"slug": "night"}, "Another line has this short name."),
        ({"slug": "new"}, "Another line has this short name."),
        ({"slug": "two words"}, "Use letters, digits"),
        ({"name": ""}, "This field is required."),
        ({"country": "XX"}, "Select a valid choice."),
    ],
)
def test_a_line_that_cannot_be(
    line: Line, dana: Client, typed: dict[str, str], complaint: str
) -> None:
    page = Paper(dana, f"{HOME}lines/new/").send(**{**NEW, **typed})
    assert [each for each in page.complaints if complaint in each]
    assert Line.objects.count() == 1


# ---- taking away -------------------------------------------------------------------------------


def test_a_line_goes_only_when_nothing_is_lost_with_it(line: Line, dana: Client) -> None:
    Paper(dana, f"{HOME}lines/new/").send(**NEW)
    day = Line.objects.get(slug="day")
    day.numbers.create(channel="sms", number="+12045550111")
    address = f"{HOME}lines/day/"
    assert "Delete for good" in words(dana.get(f"{address}remove/"))
    held = talk(day)
    assert "It holds conversations" in take_away(dana, address)
    held.delete()
    Seeker.objects.filter(line=day).delete()
    tallies.count(day, [("talk", "web")], timezone.now())
    assert "the figures would go with it" in take_away(dana, address)
    assert "1 person belongs to it." in take_away(dana, NIGHT)
    assert Line.objects.count() == 2
    day.tally_set.all().delete()
    assert "Done." in take_away(dana, address)
    assert list(Line.objects.values_list("slug", flat=True)) == ["night"]
    gone = Change.objects.get(subject=f"line:{day.pk}", name="slug", after="")
    assert (gone.who, gone.before) == ("Dana", "day")


def test_nothing_is_done_without_an_answer(line: Line, dana: Client) -> None:
    site = line.sites.create(key="house", origin="https://house.example")
    address = f"{NIGHT}websites/{site.pk}/"
    assert f"{address}remove/" in words(dana.get(address))
    page = words(dana.get(f"{address}remove/"))
    assert "Take “https://house.example” away?" in page
    take_away(dana, address, "what")
    assert Site.objects.get().active


def test_a_website_is_switched_off_or_deleted(line: Line, dana: Client) -> None:
    site = line.sites.create(key="house", origin="https://house.example")
    address = f"{NIGHT}websites/{site.pk}/"
    take_away(dana, address, "off")
    assert not Site.objects.get().active
    assert Change.objects.filter(section="site", name="active", before="yes", after="no").exists()
    assert "Switch it off" not in words(dana.get(f"{address}remove/"))
    take_away(dana, address)
    assert not Site.objects.exists()
    assert Change.objects.filter(section="site", name="origin", after="").exists()


def test_a_number_stays_while_its_talks_can_be_read(line: Line, dana: Client) -> None:
    number = line.numbers.create(channel="sms", number="+12045550100")
    held = talk(line, channel="sms", number=number)
    address = f"{NIGHT}numbers/{number.pk}/"
    assert "1 conversation came by this number and is not erased" in take_away(dana, address)
    assert Number.objects.exists()
    Conversation.objects.filter(pk=held.pk).update(erased_at=timezone.now())
    take_away(dana, address)
    assert not Number.objects.exists()


def test_who_held_a_talk_is_switched_off_and_never_deleted(line: Line, dana: Client) -> None:
    robin = of_role(line, "counsellor", "robin")
    person = of("Robin")
    row = talk(line)
    Assignment.objects.create(conversation=row, counsellor=person, began_at=row.opened_at)
    address = f"{TEAM}{person.pk}/"
    assert "1 record of what happened names it." in take_away(dana, address)
    assert Counsellor.objects.filter(shift_name="Robin").exists()
    take_away(dana, address, "off")
    assert robin.get("/console/").status_code == 302
    assert Change.objects.filter(section="person", name="active", after="no").exists()


def test_who_never_held_one_goes_with_their_account(line: Line, dana: Client) -> None:
    of_role(line, "counsellor", "robin")
    person = of("Robin")
    take_away(dana, f"{TEAM}{person.pk}/")
    assert not Counsellor.objects.filter(pk=person.pk).exists()
    assert not type(person.user).objects.filter(pk=person.user_id).exists()
    assert dana.get(f"{TEAM}{of('Dana').pk}/remove/").status_code == 404


def test_snippets_cards_and_phrases_too(line: Line, dana: Client) -> None:
    both = {"en": "A", "fr": "B"}
    faces = {"chat": both, "sms": both}
    snippet = Snippet.objects.create(slug="bed", category="place", title=both, faces=faces)
    card = Guidance.objects.create(slug="calm", title=both, body=both)
    phrase = Phrase.objects.create(language="en", phrase="the bridge")
    for name, row in (("snippets", snippet), ("guidance", card), ("phrases", phrase)):
        address = f"{HOME}{name}/{row.pk}/"
        assert f"{address}remove/" in words(dana.get(address))
        take_away(dana, address, "off")
        row.refresh_from_db()
        assert not row.active
        take_away(dana, address)
        assert not type(row)._default_manager.filter(pk=row.pk).exists()


# ---- the other administration ------------------------------------------------------------------


def test_what_is_changed_there_is_written_down_too(line: Line, dana: Client) -> None:
    site = {"line": line.pk, "key": "house", "origin": "https://house.example", "active": "on"}
    dana.post("/admin/helpline/site/add/", site)
    pk = Site.objects.get().pk
    dana.post(f"/admin/helpline/site/{pk}/change/", {**site, "active": ""})
    dana.post(f"/admin/helpline/site/{pk}/delete/", {"post": "yes"})
    rows = Change.objects.filter(section="admin", subject=f"site:{pk}").order_by("pk")
    assert {row.who for row in rows} == {"Dana"}
    active = [(row.before, row.after) for row in rows if row.name == "active"]
    assert active == [("", "yes"), ("yes", "no"), ("no", "")]
    assert "https://house.example" in words(dana.get(f"{HOME}changes/"))


def test_many_at_once_and_lists_are_written_down(line: Line, dana: Client) -> None:
    rows = [Phrase.objects.create(language="en", phrase=said) for said in ("one", "two")]
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
    dana.post("/admin/helpline/phrase/", {**chosen, "post": "yes"})
    assert not Phrase.objects.filter(phrase__in=["one", "two"]).exists()
    assert Change.objects.filter(name="phrase", after="").count() == 2


def test_the_numbers_of_a_line_are_written_down_there(line: Line, dana: Client) -> None:
    page = Paper(dana, f"/admin/helpline/line/{line.pk}/change/")
    filled = {
        "numbers-TOTAL_FORMS": "1",
        "numbers-0-channel": "sms",
        "numbers-0-number": "+12045550100",
        "numbers-0-hours": "{}",
        "numbers-0-automatic": "{}",
    }
    page.send(**filled)
    number = Number.objects.get()
    noted = Change.objects.filter(section="admin", subject=f"number:{number.pk}")
    assert noted.get(name="number").after == "+12045550100"
    gone = Paper(dana, f"/admin/helpline/line/{line.pk}/change/")
    gone.send(**{"numbers-0-DELETE": "on"})
    assert not Number.objects.exists()
    assert noted.filter(name="number", before="+12045550100", after="").exists()
