"""The demo data: played through the doors, repeatable, nothing half-way, refused elsewhere."""

import re
from collections import Counter
from datetime import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from demo import seed
from demo.cast import LINE_SLUG, NUMBER, OTHER_SLUG, PARTNER_SLUG, PEOPLE
from demo.management.commands.seed_demo import Command
from demo.stories import STORIES
from helpline import hours
from helpline.models import Conversation, Counsellor, Line, Partner, Site
from helpline.protocol import OtherLine
from referrals.models import Snippet
from referrals.snippets import first_set, for_console, load_first_set
from routing import deliver, overflow
from routing.models import Assignment, Delivery, Offer, Shift, Step
from transcripts.models import Message, SealedKey, Tombstone

pytestmark = pytest.mark.django_db(databases=["default", "keys"], transaction=True)


@pytest.fixture(autouse=True)
def _demo(settings: Settings) -> None:
    settings.DEMO = True
    settings.PRODUCTION = False


def test_stories_end_where_they_should() -> None:
    assert seed.seed() == len(STORIES)
    states = Counter(Conversation.objects.values_list("channel", "locale", "state"))
    assert states == Counter(
        {
            ("web", "en", "closed"): 1,
            ("sms", "fr", "closed"): 1,
            ("sms", "en", "waiting"): 1,
            ("sms", "fr", "waiting"): 1,
            ("web", "fr", "waiting"): 1,
        }
    )


def test_nothing_is_left_half_way() -> None:
    seed.seed()
    assert not Assignment.objects.filter(ended_at=None).exists()
    assert not Offer.objects.filter(answer="").exists()
    assert set(Shift.objects.values_list("status", "load")) == {("away", 0)}
    for conversation in Conversation.objects.all():
        steps = Step.objects.filter(conversation=conversation).order_by("seq")
        assert [step.seq for step in steps] == list(range(1, conversation.last_seq + 1))


def test_people_have_waited_and_the_one_who_came_back_is_known() -> None:
    seed.seed()
    waiting = Conversation.objects.filter(state="waiting").order_by("waiting_since")
    minutes = [(timezone.now() - one.waiting_since).total_seconds() // 60 for one in waiting]
    assert minutes == [6, 3, 1]
    assert [one.previous_id is not None for one in waiting] == [False, True, False]


def test_every_text_of_it_can_leave_or_has_arrived() -> None:
    seed.seed()
    told = Message.objects.filter(conversation__channel="sms").exclude(author="seeker")
    of = dict(Delivery.objects.values_list("message_id", "conversation__state"))
    assert set(of) == set(told.values_list("pk", flat=True))
    waits = Delivery.objects.filter(state="queued").select_related("conversation")
    assert {each.conversation.state for each in waits} == {"waiting"}
    assert {deliver._outgoing(each).sender for each in waits} == {NUMBER}
    over = Delivery.objects.filter(conversation__state="closed")
    assert set(over.values_list("state", flat=True)) == {"delivered"}


def test_the_number_takes_texts_by_every_channel_that_has_any() -> None:
    seed.seed()
    line = Line.objects.get(slug=LINE_SLUG)
    numbers = set(line.numbers.values_list("channel", "number"))
    assert numbers == {("sms", NUMBER), ("whatsapp", NUMBER)}
    assert line.zone == "America/Winnipeg"


def test_another_line_takes_people_of_the_first_and_has_people_and_hours() -> None:
    seed.seed()
    line, other = (Line.objects.get(slug=slug) for slug in (LINE_SLUG, OTHER_SLUG))
    assert overflow.others(line.pk) == [OtherLine(OTHER_SLUG, "Lakelight")]
    week = hours.read(other.hours)
    assert week is not None
    assert set(week.week) == {((time(7), time(23)),)}
    assert not other.sites.exists()
    assert not other.numbers.exists()
    people = set(other.counsellors.values_list("shift_name", "role"))
    assert people == {("Ash", "counsellor"), ("Jules", "supervisor")}


def test_the_first_line_has_a_partner_with_somebody_who_answers() -> None:
    seed.seed()
    [partner] = Partner.objects.all()
    assert (partner.line.slug, partner.to.slug, partner.active) == (LINE_SLUG, PARTNER_SLUG, True)
    assert {code: partner.name(code) for code in ("en", "fr")} == {
        "en": "Lantern Law",
        "fr": "Droit Lanterne",
    }
    people = partner.to.counsellors.values_list("shift_name", "role")
    assert list(people) == [("Lee", "counsellor")]


def test_a_second_time_changes_nothing() -> None:
    seed.seed()
    before = set(Conversation.objects.values_list("pk", "last_seq"))
    assert seed.seed() == 0
    assert set(Conversation.objects.values_list("pk", "last_seq")) == before
    assert Counsellor.objects.count() == len(PEOPLE)
    assert Line.objects.filter(slug=LINE_SLUG).count() == 1
    assert Site.objects.count() == 2


def test_fresh_erases_the_old_words_with_their_keys() -> None:
    seed.seed()
    old = set(Conversation.objects.values_list("pk", flat=True))
    assert seed.seed(fresh=True) == len(STORIES)
    assert not old & set(Conversation.objects.values_list("pk", flat=True))
    assert not SealedKey.objects.filter(owner__in=old).exists()
    assert Tombstone.objects.filter(owner__in=old).count() == len(old)


@pytest.mark.parametrize(("demo", "production"), [(False, False), (True, True)])
def test_it_is_refused_where_there_is_no_demo(
    settings: Settings, demo: bool, production: bool
) -> None:
    settings.DEMO, settings.PRODUCTION = demo, production
    with pytest.raises(CommandError, match="Nothing was touched"):
        call_command(Command())
    assert not Line.objects.exists()


def test_the_printed_logins_open_the_desk(client: Client) -> None:
    said = StringIO()
    call_command(Command(), stdout=said)
    for person in PEOPLE:
        assert f"{person.email}" in said.getvalue()
        answer = client.post(
            "/accounts/login/", {"login": person.email, "password": person.password}
        )
        assert (answer.status_code, answer["Location"]) == (302, "/")
        client.logout()


def test_the_first_set_is_loaded_once_and_never_over_ones_own_words() -> None:
    assert load_first_set() == len(first_set())
    changed = first_set()[0].slug
    Snippet.objects.filter(slug=changed).update(title={"en": "Ours", "fr": "À nous"})
    assert load_first_set() == 0
    assert Snippet.objects.get(slug=changed).title["en"] == "Ours"


def test_the_console_gets_both_faces_of_active_snippets(robin: Counsellor) -> None:
    load_first_set()
    hidden = first_set()[0].slug
    Snippet.objects.filter(slug=hidden).update(active=False)
    shown = for_console(robin)
    assert len(shown) == len(first_set()) - 1
    assert hidden not in {snippet["slug"] for snippet in shown}
    assert all(set(snippet["faces"]) == {"chat", "sms", "discreet"} for snippet in shown)


def test_the_line_offers_something_and_every_number_of_it_is_invented() -> None:
    seed.seed()
    line = Line.objects.get(slug=LINE_SLUG)
    assert (line.hours, line.keep_days, line.follow_up_days, line.survey) == ({}, 7, 30, True)
    assert all(re.fullmatch(r"\d{3}-555-01\d\d", place["call"]) for place in line.elsewhere)
    said = [*(place[each] for place in line.elsewhere for each in ("name", "help"))]
    assert all(set(each) == {"en", "fr"} for each in [*said, line.questions["topics"]])
