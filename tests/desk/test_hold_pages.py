"""The pages of holds: who may ask, agree, end and open one, and what each of them is shown."""

import io
from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from PIL import Image

from helpline.models import Conversation, Counsellor, Line
from helpline.roles import Role
from tests.desk.house import let_in, new_line, reply, talk, wrapped
from tests.desk.test_decision_pages import browser_of, supervisor
from transcripts import pictures, retention
from transcripts.models import Audit, Hold, Message, Picture

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
WHY, OURS = "an order of the court", "from the line"
LIST = "/console/holds/"


@pytest.fixture
def dana(line: Line) -> Counsellor:
    return supervisor(line, "Dana")


@pytest.fixture
def lee(line: Line) -> Counsellor:
    return supervisor(line, "Lee")


@pytest.fixture
def boss(line: Line) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("boss", password="x"))
    return client


@pytest.fixture
def over(line: Line, robin: Counsellor) -> UUID:
    pk = talk(line, robin)
    let_in(reply(robin, pk, OURS))
    wrapped(robin, pk)
    due(pk, timedelta(days=2))
    return pk


def due(conversation: UUID, later: timedelta) -> None:
    Conversation.objects.filter(pk=conversation).update(erase_at=timezone.now() + later)


def asks(browser: Client, conversation: UUID, **other: str) -> str:
    """Ask for one; the page of what was asked."""
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    said = {"reason": WHY, "until": day} | other
    answer = browser.post(f"/console/hold/{conversation}/", said)
    return answer.headers.get("Location", answer.content.decode())


def does(browser: Client, page: str, what: str, **more: str) -> int:
    return browser.post(page, {"do": what, **more}).status_code


def test_two_supervisors_hold_it_open_it_and_end_it(
    over: UUID, dana: Counsellor, lee: Counsellor
) -> None:
    one, other = browser_of(dana), browser_of(lee)
    page = asks(one, over)
    assert does(one, page, "agree") == 409
    assert WHY in other.get(page).content.decode()
    assert does(other, page, "agree") == 302
    assert does(other, page, "agree") == 409
    assert "Held by law until" in one.get("/console/transcripts/").content.decode()
    opened = one.post(f"/console/transcript/{over}/", {"reason": WHY}).content.decode()
    assert "Held by law until" in opened
    assert "Take words out" not in opened
    due(over, timedelta(seconds=-1))
    assert one.get(f"/console/transcript/{over}/").status_code == 410
    assert one.post(f"/console/transcript/{over}/", {"reason": WHY}).status_code == 410
    assert "1 conversation is held past" in one.get("/console/transcripts/").content.decode()
    assert OURS not in one.get(f"{page}words/").content.decode()
    assert OURS not in one.post(f"{page}words/", {"reason": ""}).content.decode()
    assert OURS in one.post(f"{page}words/", {"reason": "asked by the court"}).content.decode()
    assert does(one, page, "release") == 200
    assert does(one, page, "release", reason="the case is closed") == 302
    assert one.post(f"{page}words/", {"reason": "once more"}).status_code == 409
    assert retention.apply(timezone.now()) == 1
    assert one.get(page).status_code == 404
    told = Audit.objects.filter(action="hold").order_by("pk").values_list("name", "detail")
    assert list(told) == [
        ("Dana", "asked"),
        ("Lee", "agreed"),
        ("Dana", "opened"),
        ("Dana", "released"),
    ]


def test_whoever_runs_the_line_may_agree_and_end_it_and_reads_no_word(
    over: UUID, dana: Counsellor, lee: Counsellor, boss: Client
) -> None:
    lee.role = Role.ADMINISTRATOR
    lee.save()
    page = asks(browser_of(dana), over)
    for browser in (boss, browser_of(lee)):
        assert page in browser.get(LIST).content.decode()
        assert browser.get(page).status_code == 200
        assert browser.get(f"/console/hold/{over}/").status_code == 404
    assert does(browser_of(lee), page, "agree") == 302
    for browser in (boss, browser_of(lee)):
        assert browser.post(f"{page}words/", {"reason": "to see it"}).status_code == 404
        assert "Open what is held" not in browser.get(page).content.decode()
    assert does(boss, page, "release", reason="the case is closed") == 302
    assert Hold.objects.get().over_name == "boss"


def test_who_is_not_of_the_line_finds_none(over: UUID, dana: Counsellor, robin: Counsellor) -> None:
    page = asks(browser_of(dana), over)
    stranger = supervisor(new_line("day"), "Noa")
    assert page not in browser_of(stranger).get(LIST).content.decode()
    for address in (page, f"{page}words/", f"/console/hold/{over}/"):
        for person in (stranger, robin):
            assert browser_of(person).get(address).status_code == 404
            assert browser_of(person).post(address, {"do": "agree"}).status_code == 404
    assert Hold.objects.get().state == "asked"


def test_a_supervisor_who_is_not_named_opens_nothing(
    over: UUID, dana: Counsellor, lee: Counsellor, line: Line
) -> None:
    page = asks(browser_of(dana), over)
    does(browser_of(lee), page, "agree")
    third = browser_of(supervisor(line, "Mika"))
    assert third.get(page).status_code == 200
    assert third.post(f"{page}words/", {"reason": "to see it"}).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"until": "2020-01-01"}, {"until": "2999-01-01"}, {"until": ""}, {"reason": ""},
     {"reason": "call 204 555 0142"}],
)  # fmt: skip
def test_what_is_wrong_is_said(over: UUID, dana: Counsellor, wrong: dict[str, str]) -> None:
    assert "errorlist" in asks(browser_of(dana), over, **wrong)
    assert not Hold.objects.exists()


def test_too_late_is_said_in_words(over: UUID, dana: Counsellor, lee: Counsellor) -> None:
    page = asks(browser_of(dana), over)
    assert "holds, already" in browser_of(lee).get(f"/console/hold/{over}/").content.decode()
    due(over, timedelta(seconds=-1))
    assert does(browser_of(lee), page, "agree") == 409
    assert "Nobody agreed in time" in browser_of(lee).get(page).content.decode()
    assert "too late" in asks(browser_of(lee), over)
    assert does(browser_of(dana), page, "refuse") == 302
    assert does(browser_of(dana), page, "nonsense") == 302


def test_no_reason_stands_on_the_list(over: UUID, dana: Counsellor) -> None:
    asks(browser_of(dana), over)
    assert WHY not in browser_of(dana).get(LIST).content.decode()


def picture(conversation: UUID) -> None:
    """One that came with a text, and is kept."""
    seq = Message.objects.filter(conversation=conversation).earliest("seq").seq
    now = timezone.now()
    pictures.expect([(conversation, seq, "sms", "MM1", "ME1")], now)
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(drawn, "PNG")
    found = Picture.objects.get(conversation=conversation)
    pictures.keep(found, pictures.redraw(drawn.getvalue()))
    Picture.objects.filter(pk=found.pk).update(state="kept", next_at=None)


def test_pictures_are_shown_with_the_words_and_to_nobody_else(
    over: UUID, dana: Counsellor, lee: Counsellor, line: Line
) -> None:
    picture(over)
    page = asks(browser_of(dana), over)
    words = f"{page}words/"
    does(browser_of(lee), page, "agree")
    due(over, timedelta(seconds=-1))
    one = browser_of(dana)
    assert "data:image/jpeg" not in one.get(words).content.decode()
    opened = one.post(words, {"reason": "asked by the court"}).content.decode()
    assert opened.count('<img class="shot" src="data:image/jpeg;base64,/9j/') == 1
    third = browser_of(supervisor(line, "Mika"))
    assert "data:image" not in third.post(words, {"reason": "to see it"}).content.decode()
    name = Picture.objects.get().pk.hex
    assert one.get(f"/console/pictures/{name}/").status_code == 404
    Picture.objects.update(sealed=b"altered in the database, and long enough")
    altered = one.post(words, {"reason": "once more"})
    assert altered.status_code == 200
    assert "data:image" not in altered.content.decode()
    assert OURS in altered.content.decode()
    does(one, page, "release", reason="the case is closed")
    assert list(pictures.held(over)) == []


def test_a_silent_hold_is_asked_for_seen_by_the_second_and_told_sooner(
    over: UUID, dana: Counsellor, lee: Counsellor
) -> None:
    def in_days(days: int) -> str:
        return (timezone.localdate() + timedelta(days=days)).isoformat()

    one, other = browser_of(dana), browser_of(lee)
    for wrong in (in_days(31), "2020-01-01"):
        assert "errorlist" in asks(one, over, silent_until=wrong)
    page = asks(one, over, silent_until=in_days(10))
    assert "An order forbids to tell them before" in other.get(page).content.decode()
    assert "They may be told now" not in other.get(page).content.decode()
    assert does(other, page, "speak") == 409
    assert does(other, page, "agree") == 302
    assert Conversation.objects.get(pk=over).held_openly is None
    assert "Held by law until" not in one.get("/console/transcripts/").content.decode()
    opened = one.post(f"/console/transcript/{over}/", {"reason": WHY}).content.decode()
    assert OURS in opened
    assert "Held by law until" not in opened
    assert "Take words out" not in opened
    assert "They may be told now" in one.get(page).content.decode()
    assert does(one, page, "speak") == 302
    assert "An order forbids" not in one.get(page).content.decode()
    assert Conversation.objects.get(pk=over).held_openly is not None
