"""The pages of a line: each form stores what it says, and refuses what cannot be."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from helpline.models import Conversation, Counsellor, Line, Number, Seeker, Site
from office.models import Change
from tests.unit.office.conftest import of_role
from tests.unit.office.paper import Paper, words
from transcripts.models import Tightening

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

NIGHT = "/console/settings/lines/night/"
PLACES: list[dict[str, Any]] = [
    {"name": {"en": "Larch House", "fr": "Maison Mélèze"}, "call": "204-555-0142", "since": 1999},
    {
        "name": {"en": "Beds", "cr": "nipêwin"},
        "help": {"en": "A bed"},
        "open": "https://beds.example",
    },
]


def fresh(line: Line) -> Line:
    line.refresh_from_db()
    return line


# ---- the line ----------------------------------------------------------------------------------


def test_the_line_is_stored_field_by_field(line: Line, dana: Client) -> None:
    page = Paper(dana, f"{NIGHT}line/").send(
        name="Late line",
        languages="fr,en",
        zone="America/Winnipeg",
        most_waiting="12",
        risk_weight="2",
        only_staffed="on",
        ready_check=[],
        cover_title="Lists",
        cover_icon="sun",
        keep_days="0",
    )
    assert page.complaints == []
    fresh(line)
    assert (line.name, line.languages, line.zone) == ("Late line", ["fr", "en"], "America/Winnipeg")
    assert (line.most_waiting, line.only_staffed, line.ready_check) == (12, True, False)
    changed = dict(Change.objects.values_list("name", "after"))
    assert changed["languages"] == "Français, English"
    assert changed["cover_icon"] == "A sun"
    assert changed["ready_check"] == "no"
    assert fresh(line).risk_weight == 2
    assert Change.objects.count() == 10
    assert Paper(dana, f"{NIGHT}line/").send(most_waiting="").saved
    assert fresh(line).most_waiting is None


@pytest.mark.parametrize(
    ("field", "typed", "complaint"),
    [
        ("name", "", "This field is required."),
        ("accept_seconds", "4", "greater than or equal to 5"),
        ("accept_seconds", "soon", "Enter a whole number."),
        ("hold_minutes", "0", "greater than or equal to 1"),
        ("keep_days", "366", "less than or equal to 365"),
        ("exit_url", "http://weather.example", "begins with https://"),
        ("directory_url", "javascript:alert(1)", "Enter a valid URL."),
        ("cover_title", "x" * 41, "at most 40"),
        ("languages", "cr", "Select a valid choice."),
        ("zone", "Moon/Base", "Select a valid choice."),
        ("country", "XX", "Select a valid choice."),
    ],
)
def test_what_the_line_cannot_be(
    line: Line, dana: Client, field: str, typed: str, complaint: str
) -> None:
    page = Paper(dana, f"{NIGHT}line/").send(**{field: typed})
    assert not page.saved
    assert [each for each in page.complaints if complaint in each]
    assert not Change.objects.exists()


def test_hostile_words_are_words(line: Line, dana: Client) -> None:
    Paper(dana, f"{NIGHT}line/").send(name="<script>alert(1)</script>", cover_title="<b>x</b>")
    for address in ("", "line/", "hours/", "texts/"):
        assert "<script>alert" not in dana.get(NIGHT + address).content.decode()
    assert "<script>alert" not in dana.get("/console/settings/changes/").content.decode()


# ---- before the talk ---------------------------------------------------------------------------


def test_topics_are_a_line_each_and_nothing_else_is_lost(line: Line, dana: Client) -> None:
    line.questions = {"age": True, "later": {"kept": 1}}
    line.save()
    page = Paper(dana, f"{NIGHT}before/").send(
        name="on", age=[], topics_en=" A bed \r\n\r\nHealth", topics_fr="Un lit"
    )
    assert page.saved
    assert fresh(line).questions == {
        "name": True,
        "later": {"kept": 1},
        "topics": {"en": ["A bed", "Health"], "fr": ["Un lit"]},
    }
    assert "not as many topics" in page.text


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("\n".join(map(str, range(13))), "These are 13 topics; 12 is the most that fits."),
        ("x" * 41, "40 letters is the most for a small screen."),
        ("A bed\na bed", "The same topic is there twice."),
    ],
)
def test_topics_that_do_not_fit(line: Line, dana: Client, typed: str, complaint: str) -> None:
    page = Paper(dana, f"{NIGHT}before/").send(topics_en=typed)
    assert [each for each in page.complaints if complaint in each]
    assert page.filled["topics_en"] == [typed]
    assert fresh(line).questions == {}


# ---- other places ------------------------------------------------------------------------------


@pytest.fixture
def places(line: Line, dana: Client) -> Paper:
    line.elsewhere = PLACES
    line.save()
    return Paper(dana, f"{NIGHT}elsewhere/")


def test_places_that_nobody_touched_stay_as_they_were(places: Paper, line: Line) -> None:
    places.send()
    assert fresh(line).elsewhere == PLACES


def test_a_place_is_added_changed_moved_and_taken_away(places: Paper, line: Line) -> None:
    places.send(name_en_2="Clinic", call_2="988", help_fr_1="Un lit")
    assert places.complaints == []
    added = [
        *PLACES[:1],
        PLACES[1] | {"help": {"en": "A bed", "fr": "Un lit"}},
        {"name": {"en": "Clinic"}, "call": "988"},
    ]
    assert fresh(line).elsewhere == added
    places.send(do="up:2")
    assert fresh(line).elsewhere == added
    places.send()
    assert fresh(line).elsewhere == [added[0], added[2], added[1]]
    places.send(gone_0="on")
    assert fresh(line).elsewhere == [added[2], added[1]]
    assert Change.objects.filter(section="elsewhere", name="place 3", after="").exists()


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"call_2": "988"}, "People must know whom they call."),
        ({"name_en_2": "Clinic"}, "there is no way to go there."),
        ({"name_en_2": "Clinic", "call_2": "CALL-ME"}, "Write a number to call"),
        ({"name_en_2": "Clinic", "call_2": "1" * 20}, "Write a number to call"),
        ({"name_en_2": "Clinic", "open_2": "http://x.example"}, "begins with https://"),
        ({"name_en_2": "x" * 61, "call_2": "988"}, "at most 60"),
    ],
)
def test_a_place_that_leads_nowhere(
    places: Paper, line: Line, typed: dict[str, str], complaint: str
) -> None:
    places.send(**typed)
    assert [each for each in places.complaints if complaint in each]
    assert all(places.filled[name] == [said] for name, said in typed.items())
    assert fresh(line).elsewhere == PLACES


def test_more_places_than_fit(line: Line, dana: Client) -> None:
    line.elsewhere = [{"name": {"en": f"No. {n}"}, "call": "988"} for n in range(12)]
    line.save()
    page = Paper(dana, f"{NIGHT}elsewhere/").send(name_en_12="One more", call_12="988")
    assert page.complaints == ["These are 13 places; 12 is the most that fits."]
    assert "name_en_13" in page.send(do="more").filled


# ---- what is kept ------------------------------------------------------------------------------


def begun(line: Line, channel: str, policy: str, *, said: datetime, **more: Any) -> Conversation:
    """A conversation that has begun, and is over if `closed_at` says so."""
    seeker = Seeker.objects.create(line=line, channel=channel, seen_at=said, handle="Quiet Heron")
    return Conversation.objects.create(
        line=line,
        seeker=seeker,
        channel=channel,
        locale="en",
        policy=policy,
        state="closed" if more else "waiting",
        opened_at=said,
        waiting_since=said,
        last_word_at=said,
        last_seeker_word_at=said,
        state_at=said,
        **more,
    )


def test_longer_must_be_meant_and_shorter_need_not(line: Line, dana: Client) -> None:
    page = Paper(dana, f"{NIGHT}kept/")
    page.send(web="month")
    assert page.complaints == ["This is longer than now. Tick below that you want it."]
    assert fresh(line).policies == {}
    assert page.send(longer="on").saved
    assert fresh(line).policies == {"web": "month"}
    assert "until 30 days after the end." in page.text
    assert page.send(web="month", web_count="10", longer=[]).saved
    assert fresh(line).policies == {"web": "month:10"}
    assert page.filled["web_count"] == ["10"]
    assert page.send(web="at_close", web_count="", longer=[]).saved
    assert fresh(line).policies == {"web": "at_close"}


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"web": "day", "web_count": "0"}, "From 1 to 72 hours."),
        ({"web": "day", "web_count": "-1"}, "From 1 to 72 hours."),
        ({"web": "month", "web_count": "1000000000"}, "From 1 to 90 days."),
        ({"web": "month", "web_count": "soon"}, "Enter a whole number."),
        ({"web": "at_close", "web_count": "5"}, "This one takes no number."),
        ({"web": ""}, "This field is required."),
        ({"web": "for ever"}, "Select a valid choice"),
        ({"web": "case"}, "The line offers no days to agree to"),
        ({"sms": "case"}, "Whoever texts has no page to agree on: choose another."),
    ],
)
def test_what_is_no_policy_is_refused_and_nothing_changes(
    line: Line, dana: Client, typed: dict[str, str], complaint: str
) -> None:
    page = Paper(dana, f"{NIGHT}kept/").send(**typed, longer="on")
    assert [each for each in page.complaints if each.startswith(complaint)]
    assert fresh(line).policies == {}
    assert not Tightening.objects.exists()


def test_case_needs_days_to_agree_to(line: Line, dana: Client) -> None:
    Line.objects.update(follow_up_days=30)
    assert Paper(dana, f"{NIGHT}kept/").send(web="case", longer="on").saved
    assert fresh(line).policies == {"web": "case"}


def test_shorter_says_what_would_go_and_asks(line: Line, dana: Client) -> None:
    Line.objects.update(policies={"sms": "day:72"})
    now = timezone.now()
    for hours in (1, 30, 60):
        said = now - timedelta(hours=hours)
        begun(line, "sms", "day:72", said=said, closed_at=said, erase_at=said + timedelta(hours=72))
    begun(line, "sms", "day:72", said=now)
    begun(line, "sms", "day:2", said=now)
    page = Paper(dana, f"{NIGHT}kept/").send(sms="day", sms_count="", do="look")
    assert '<th scope="row">Text</th><td>2</td><td>2</td><td>1</td>' in page.text
    page.send(do="save")
    assert page.complaints == ["Some would go sooner: see below how many, and tick it."]
    assert fresh(line).policies == {"sms": "day:72"}
    assert page.send(sooner="on").saved
    assert fresh(line).policies == {"sms": "day"}
    job = Tightening.objects.get()
    assert (job.line, job.channel, job.policy, job.done_at) == (line, "sms", "day", None)


def test_conversations_that_have_begun_go_by_what_they_were_told(line: Line, dana: Client) -> None:
    there = begun(line, "web", "at_close", said=timezone.now())
    page = Paper(dana, f"{NIGHT}kept/").send(web="month", longer="on")
    there.refresh_from_db()
    assert there.policy == "at_close"
    assert "None of them is ever kept longer than it was told" in page.text
    assert not Tightening.objects.exists()
    assert "<td>Erased at the end</td><td>1</td>" in page.text


def test_a_policy_of_another_channel_stays(line: Line, dana: Client) -> None:
    line.policies = {"pigeon": "month", "sms": "day"}
    line.save()
    assert Paper(dana, f"{NIGHT}kept/").send().saved
    assert fresh(line).policies == {"pigeon": "month", "sms": "day"}


# ---- numbers -----------------------------------------------------------------------------------


def test_a_number_is_added_as_people_write_it(line: Line, dana: Client) -> None:
    assert "No number yet." in words(dana.get(f"{NIGHT}numbers/"))
    page = Paper(dana, f"{NIGHT}numbers/new/")
    assert page.send(number="+1 (204) 555-0100", language="fr", skill="Peer").saved
    made = Number.objects.get()
    assert (made.number, made.channel, made.language, made.line) == (
        "+12045550100",
        "sms",
        "fr",
        line,
    )
    assert made.skill == "peer"
    assert "+12045550100" in page.text
    again = Paper(dana, f"{NIGHT}numbers/{made.pk}/").send(language="")
    assert again.saved
    made.refresh_from_db()
    assert made.language == ""
    assert (
        Change.objects.get(name="language", before="Français").after
        == "Guessed from what people write"
    )


@pytest.mark.parametrize("typed", ["204-555-0100", "+0204", "call me", ""])
def test_a_number_that_cannot_be(line: Line, dana: Client, typed: str) -> None:
    page = Paper(dana, f"{NIGHT}numbers/new/").send(number=typed)
    assert page.complaints
    assert not Number.objects.exists()


def test_a_number_that_is_taken_says_by_whom(line: Line, dana: Client) -> None:
    day = Line.objects.create(slug="day", name="Day line")
    Number.objects.create(line=day, channel="sms", number="+12045550100")
    page = Paper(dana, f"{NIGHT}numbers/new/").send(number="+12045550100")
    assert page.complaints == ["This number is that of Day line already."]


def test_a_number_has_hours_and_texts_of_its_own(line: Line, dana: Client) -> None:
    made = Number.objects.create(line=line, channel="sms", number="+12045550100")
    own = f"{NIGHT}numbers/{made.pk}/"
    page = Paper(dana, f"{own}hours/")
    assert "Open day and night." in page.text
    assert page.send(when="own", mon_0_from="18:00", mon_0_until="20:00").saved
    line.automatic = {"en": {"waiting": "Still here."}}
    line.save()
    text = Paper(dana, f"{own}texts/waiting/")
    assert "Still here." in text.text
    assert text.send(en="One moment.").saved
    made.refresh_from_db()
    assert made.hours["week"] == {"mon": ["18:00-20:00"]}
    assert made.automatic == {"en": {"waiting": "One moment."}}
    assert "One moment." in words(dana.get(f"{own}texts/"))
    assert Paper(dana, f"{own}hours/").send(when="always").saved
    made.refresh_from_db()
    assert made.hours == {}


def test_another_lines_number_is_not_here(line: Line, dana: Client) -> None:
    day = Line.objects.create(slug="day", name="Day line")
    other = Number.objects.create(line=day, channel="sms", number="+12045550100")
    for page in ("", "hours/", "texts/", "texts/waiting/"):
        assert dana.get(f"{NIGHT}numbers/{other.pk}/{page}").status_code == 404


# ---- websites ----------------------------------------------------------------------------------


def test_a_website_is_added_and_its_code_is_near(line: Line, dana: Client) -> None:
    page = Paper(dana, f"{NIGHT}websites/new/")
    assert page.send(origin="https://WWW.example.org/", key="house", active="on").saved
    site = Site.objects.get()
    assert (site.origin, site.key, site.active, site.line) == (
        "https://www.example.org",
        "house",
        True,
        line,
    )
    assert dana.get("/console/site/house/").status_code == 200
    assert Paper(dana, f"{NIGHT}websites/{site.pk}/").send(active=[]).saved
    assert "switched off" in words(dana.get(f"{NIGHT}websites/"))
    assert "No website yet" in words(dana.get("/console/settings/"))


def test_an_administrator_sees_the_code_of_every_line(line: Line, dana: Client) -> None:
    day = Line.objects.create(slug="day", name="Day line")
    Site.objects.create(line=day, key="day", origin="https://day.example")
    assert dana.get("/console/site/day/").status_code == 200


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"origin": "https://x.example/page"}, "up to the first single slash"),
        ({"origin": "example"}, "up to the first single slash"),
        ({"key": "two words"}, "Use letters, digits, - and _ only."),
        ({"key": "taken"}, "This name is taken: by https://day.example of Day line."),
    ],
)
def test_a_website_that_cannot_be(
    line: Line, dana: Client, typed: dict[str, str], complaint: str
) -> None:
    day = Line.objects.create(slug="day", name="Day line")
    Site.objects.create(line=day, key="taken", origin="https://day.example")
    told = {"origin": "https://x.example", "key": "x", **typed}
    page = Paper(dana, f"{NIGHT}websites/new/").send(**told)
    assert [each for each in page.complaints if complaint in each], page.complaints


# ---- all of them -------------------------------------------------------------------------------

EVERY = ("hours/", "texts/page/safe/", "line/", "before/", "elsewhere/", "kept/")


@pytest.mark.parametrize("page", EVERY)
def test_what_is_not_touched_is_not_written(line: Line, dana: Client, page: str) -> None:
    before: Any = Line.objects.values().get()
    assert Paper(dana, NIGHT + page).send().saved
    assert Line.objects.values().get() == before
    assert not Change.objects.exists()


@pytest.mark.parametrize("page", EVERY)
def test_two_at_once_are_told(line: Line, dana: Client, page: str) -> None:
    changes: dict[str, dict[str, str]] = {
        "hours/": {"when": "own", "mon_0_from": "09:00", "mon_0_until": "10:00"},
        "texts/page/safe/": {"en": "Look."},
        "line/": {"name": "Late line"},
        "before/": {"topics_en": "A bed"},
        "elsewhere/": {"name_en_0": "Clinic", "call_0": "988"},
        "kept/": {"sms": "at_close"},
    }
    first, second = (
        Paper(dana, NIGHT + page),
        Paper(of_role(line, "administrator", "noor"), NIGHT + page),
    )
    assert first.send(**changes[page]).saved
    assert not second.send().saved
    assert "Somebody else has changed this meanwhile" in second.text


def plain(answer: Any) -> str:
    return re.sub(r"<[^>]+>", "", words(answer))


def test_what_was_changed_is_said_in_words_and_of_whom(line: Line, dana: Client) -> None:
    """In the reader's language, whoever changed it; what is gone meanwhile has no name any more."""
    of_role(line, "counsellor", "noor")
    person = Counsellor.objects.get(shift_name="Noor")
    for section, subject, name in (
        ("person", f"counsellor:{person.pk}", "role"),
        ("hours", f"line:{line.pk}", "mon"),
        ("line", "line:999999", "name"),
        ("person", "counsellor:none", "second step"),
        ("service", "service:x", "address looked at"),
    ):
        Change.objects.create(
            at=timezone.now(), who="Dana", section=section, subject=subject, name=name
        )
    read = plain(dana.get("/console/settings/changes/"))
    for said in (
        f"The team · {person.shift_name} · Role",
        f"Hours · {line.name} · Monday",
        "The line · Name",
        "The team · second step",
        "Directory · address looked at",
    ):
        assert said in read
    french = plain(dana.get("/console/settings/changes/", headers={"accept-language": "fr"}))
    assert f"L’équipe · {person.shift_name} · Rôle" in french
    assert f"Heures · {line.name} · lundi" in french


def test_old_changes_are_on_later_pages(line: Line, dana: Client) -> None:
    now = timezone.now()
    Change.objects.bulk_create(
        Change(
            at=now - timedelta(minutes=n),
            who="Dana",
            section="line",
            subject="line:1",
            name="name",
            before=str(n),
            after=f"after-{n}",
        )
        for n in range(60)
    )
    first = words(dana.get("/console/settings/changes/"))
    assert "after-0" in first
    assert "after-59" not in first
    assert "after-59" in words(dana.get("/console/settings/changes/?page=2"))
