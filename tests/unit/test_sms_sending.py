"""What Twilio's channels send, look up, read again and erase, and what its troubles come to."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from requests.exceptions import ConnectionError, ConnectTimeout, ReadTimeout
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException

from routing.adapters import Found, GiveUp, Outgoing, TryAgain, Unclear, channels
from routing.adapters._twilio import account, inbox
from routing.adapters._twilio.sending import folded

PHONE, NUMBER = "+12045550173", "+12045550100"
SID, OTHER, PICTURE = "SM" + "a" * 32, "SM" + "d" * 32, "ME" + "e" * 32
OUTGOING = Outgoing(NUMBER, PHONE, "We are.", "https://chat.example.org/r")
MADE = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
AT_THREE = MADE.timestamp()
SMS: Any = channels()["sms"]
WHATSAPP: Any = channels()["whatsapp"]


@dataclass
class Row:
    """A text in Twilio's list."""

    sid: str | None
    body: str | None = OUTGOING.text
    to: str | None = PHONE
    from_: str | None = NUMBER
    date_created: datetime | None = MADE
    direction: str = "outbound-api"
    status: str = "sent"
    num_media: str | None = "0"


def came(sid: str | None = SID, body: str | None = "Hello", **more: Any) -> Row:
    """A row of a text that came in."""
    as_usual = {"from_": PHONE, "to": NUMBER, "direction": "inbound", "status": "received"}
    return Row(sid, body, **{**as_usual, **more})


class Twilio:
    """Answers as it is told, and remembers what it was asked; an exception is raised."""

    def __init__(self, *answers: Any, pictures: Any = ()) -> None:
        self.answers = list(answers)
        self.pictures = pictures
        self.asked: dict[str, Any] = {}
        self.done: list[str] = []

    @property
    def messages(self) -> "Twilio":
        return self

    def create(self, **asked: Any) -> Any:
        self.asked = asked
        return self._next()

    def list(self, **asked: Any) -> Any:
        self.asked = asked
        return self._next()

    def stream(self, **asked: Any) -> Iterator[Any]:
        self.asked = asked
        yield from self._next()

    def __call__(self, sid: str) -> "OneText":
        return OneText(self, sid)

    def act(self, what: str) -> None:
        self.done.append(what)
        self._next()

    def _next(self) -> Any:
        return given(self.answers.pop(0) if self.answers else None)


class OneText:
    """A text at Twilio, or, when called with its id, a picture of it."""

    def __init__(self, twilio: Twilio, sid: str) -> None:
        self.twilio, self.sid = twilio, sid

    @property
    def media(self) -> "OneText":
        return self

    def __call__(self, picture: str) -> "OneText":
        return OneText(self.twilio, picture)

    def list(self, **asked: Any) -> Any:
        return given(self.twilio.pictures)

    def update(self, **asked: Any) -> None:
        self.twilio.act(f"update {self.sid} {asked}")

    def delete(self) -> None:
        self.twilio.act(f"delete {self.sid}")


def given(answer: Any) -> Any:
    if isinstance(answer, Exception):
        raise answer
    return answer


@pytest.fixture(autouse=True)
def no_redaction(settings: Any) -> None:
    settings.TWILIO_REDACTION = False


def behind(monkeypatch: pytest.MonkeyPatch, *answers: Any, pictures: Any = ()) -> Twilio:
    twilio = Twilio(*answers, pictures=pictures)
    monkeypatch.setattr(account, "client", lambda: twilio)
    return twilio


def rest(status: int, code: int | None) -> TwilioRestException:
    return TwilioRestException(status, "/Messages.json", code=code)


def page(status: int) -> TwilioException:
    """How the SDK says that a page of a list was refused."""
    return TwilioException("Unable to fetch page", SimpleNamespace(status_code=status))


# ---- sending -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trouble", "expected", "cause"),
    [
        (rest(400, 21610), GiveUp, "opted_out"),
        (rest(400, 21211), GiveUp, "bad_number"),
        (rest(400, 21408), GiveUp, "country"),
        (rest(400, 21606), GiveUp, "account"),
        (rest(400, 30029), GiveUp, "redaction"),
        (rest(400, 63016), GiveUp, "window"),
        (rest(400, 99999), GiveUp, "provider"),
        (rest(404, 20404), GiveUp, "account"),
        (rest(404, None), GiveUp, "provider"),
        (rest(429, 20429), TryAgain, "too_fast"),
        (rest(401, 20003), TryAgain, "account"),
        (rest(403, 20003), TryAgain, "account"),
        (rest(403, None), TryAgain, "account"),
        (rest(403, 30034), TryAgain, "account"),
        (rest(403, 21610), GiveUp, "opted_out"),
        (rest(403, 21408), GiveUp, "country"),
        (rest(403, 63016), GiveUp, "window"),
        (rest(401, 21610), TryAgain, "account"),
        (rest(429, 21610), TryAgain, "too_fast"),
        (rest(400, 21617), GiveUp, "too_long"),
        (rest(400, 30008), GiveUp, "provider"),
        (TwilioServiceException("/", "No", 400, 21610), GiveUp, "opted_out"),
        (TwilioServiceException("/", "No", 503, 20503), Unclear, ""),
        (ConnectTimeout(), TryAgain, "no_connection"),
        (ConnectionError("[Errno 111] Connection refused"), TryAgain, "no_connection"),
        (ConnectionError("Connection reset by peer"), Unclear, ""),
        (ReadTimeout(), Unclear, ""),
        (ValueError("no JSON"), Unclear, ""),
        (rest(302, None), Unclear, ""),
        (rest(500, 20500), Unclear, ""),
        (rest(503, 20503), Unclear, ""),
    ],
    ids=lambda value: f"{value!r:.60}",
)
def test_a_failed_sending_is_tried_again_given_up_or_looked_up(
    monkeypatch: pytest.MonkeyPatch, trouble: Exception, expected: type[Exception], cause: str
) -> None:
    behind(monkeypatch, trouble)
    with pytest.raises(expected) as raised:
        SMS.write(OUTGOING)
    assert getattr(raised.value, "cause", "") == cause


def test_a_text_leaves_with_its_numbers_its_words_and_where_receipts_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    twilio = behind(monkeypatch, Row(SID))
    assert SMS.write(OUTGOING) == SID
    assert twilio.asked == {
        "to": PHONE,
        "from_": NUMBER,
        "body": OUTGOING.text,
        "status_callback": OUTGOING.receipts_url,
        "validity_period": 900,
        "smart_encoded": True,
    }


def test_a_whatsapp_text_leaves_letter_by_letter_between_whatsapp_s_addresses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    twilio = behind(monkeypatch, Row(SID))
    assert WHATSAPP.write(OUTGOING) == SID
    assert (twilio.asked["to"], twilio.asked["from_"]) == (
        f"whatsapp:{PHONE}",
        f"whatsapp:{NUMBER}",
    )
    assert "smart_encoded" not in twilio.asked


@pytest.mark.parametrize(
    ("wanted", "asked"), [(-5, 1), (0, 1), (1, 1), (900, 900), (36_000, 36_000), (90_000, 36_000)]
)
def test_how_long_a_text_may_take_is_what_twilio_lets_us_ask_for(
    monkeypatch: pytest.MonkeyPatch, wanted: int, asked: int
) -> None:
    twilio = behind(monkeypatch, Row(SID))
    SMS.write(Outgoing(NUMBER, PHONE, "We are.", "https://chat.example.org/r", wanted))
    assert twilio.asked["validity_period"] == asked


def test_with_redaction_nothing_is_to_be_kept(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.TWILIO_REDACTION = True
    twilio = behind(monkeypatch, Row(SID))
    SMS.write(OUTGOING)
    assert twilio.asked["content_retention"] == "discard"
    assert twilio.asked["address_retention"] == "obfuscate"


# ---- looking up ----------------------------------------------------------------------------------


def test_a_text_that_may_have_left_is_found_by_its_very_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other, nameless = Row(OTHER, "Something else"), Row(OTHER, None, date_created=None)
    twilio = behind(monkeypatch, [other, Row(SID), nameless], [other])
    assert SMS.find(OUTGOING, AT_THREE) == [Found(SID, AT_THREE)]
    assert (twilio.asked["to"], twilio.asked["from_"]) == (PHONE, NUMBER)
    assert SMS.find(OUTGOING, AT_THREE) == []


def test_all_texts_of_the_same_words_are_found_but_none_from_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = Row("SM" + "f" * 32, date_created=MADE - timedelta(minutes=5))
    behind(monkeypatch, [Row(OTHER), Row(SID), old])
    assert [found.external_id for found in SMS.find(OUTGOING, AT_THREE)] == [OTHER, SID]


HIDDEN = "+1204555XXXX"


@pytest.mark.parametrize("redaction", [True, False])
@pytest.mark.parametrize("body", ["", None])
def test_a_text_whose_words_are_gone_there_is_nobody_s(
    monkeypatch: pytest.MonkeyPatch, settings: Any, redaction: bool, body: str | None
) -> None:
    settings.TWILIO_REDACTION = redaction
    behind(monkeypatch, [Row(SID, body)])
    assert SMS.find(OUTGOING, AT_THREE) == []


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("It’s “fine” – really…", 'It\'s "fine" - really...'),
        ("Appelez\u202f: 1\u00a0888", "Appelez : 1 888"),
        ("l’abri «Espoir»", 'l\'abri "Espoir"'),
        ("two  blanks \n at the end ", "two blanks\nat the end"),
        ("no\u200bthing to see", "nothing to see"),
    ],
)
def test_what_smart_encoding_changes_is_still_the_same_text(written: str, sent: str) -> None:
    assert folded(written) == folded(sent)


@pytest.mark.parametrize("other", ["I am here", "I am here!", "i am here.", "Je suis là."])
def test_other_words_stay_other_words(other: str) -> None:
    assert folded("I am here.") != folded(other)


# ---- reading again -------------------------------------------------------------------------------


def arrived(monkeypatch: pytest.MonkeyPatch, *rows: Row, pictures: Any = ()) -> list[str]:
    behind(monkeypatch, rows, pictures=pictures)
    return [text.external_id for text in SMS.arrived(NUMBER, AT_THREE)]


def test_what_arrived_is_read_until_it_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    old = came(OTHER, date_created=MADE - timedelta(seconds=1))
    assert arrived(monkeypatch, came(), old, came("SM" + "b" * 32)) == [SID]


def test_a_whatsapp_text_is_asked_for_by_whatsapp_s_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = came(from_=f"whatsapp:{PHONE}", to=f"whatsapp:{NUMBER}")
    twilio = behind(monkeypatch, [row])
    [text] = WHATSAPP.arrived(NUMBER, AT_THREE)
    assert (text.sender, text.recipient) == (PHONE, NUMBER)
    assert twilio.asked["to"] == f"whatsapp:{NUMBER}"


@pytest.mark.parametrize(
    "odd",
    [
        came(OTHER, from_="BANK"),
        came(OTHER, from_=None),
        came(OTHER, from_=HIDDEN),
        came(OTHER, from_=NUMBER),
        came(OTHER, to=None),
        came("XX" + "a" * 32),
        came(None),
    ],
)
def test_odd_rows_are_left_out_and_counted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, odd: Row
) -> None:
    with caplog.at_level(logging.WARNING, "helpline.twilio"):
        assert arrived(monkeypatch, odd, came()) == [SID]
    [line] = caplog.records
    assert (line.message, line.__dict__["count"]) == ("texts_left_out", 1)


@pytest.mark.parametrize(
    "row",
    [
        Row(OTHER, "Ours", to=NUMBER),
        came(OTHER, status="receiving"),
        came(OTHER, ""),
        came(OTHER, None),
        came(OTHER, "\0"),
    ],
)
def test_what_is_no_text_of_theirs_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, row: Row
) -> None:
    assert arrived(monkeypatch, row, came()) == [SID]
    assert not caplog.records


def test_a_row_without_a_time_is_read_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert arrived(monkeypatch, came(date_created=None), came(OTHER)) == [SID, OTHER]


def test_pictures_are_named_and_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [SimpleNamespace(sid=PICTURE), SimpleNamespace(sid="odd"), SimpleNamespace(sid=None)]
    behind(monkeypatch, [came(body="", num_media="1")], pictures=names)
    [text] = SMS.arrived(NUMBER, AT_THREE)
    assert text.pictures == (PICTURE,)


def test_a_flood_is_cut_off_and_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(inbox, "LOOKED_THROUGH", 2)
    assert len(arrived(monkeypatch, came(), came(OTHER))) == 2
    assert [line.message for line in caplog.records] == ["texts_too_many"]


# ---- erasing -------------------------------------------------------------------------------------


def test_of_a_text_the_words_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    twilio = behind(monkeypatch)
    SMS.remove(SID, "")
    assert twilio.done == [f"update {SID} {{'body': ''}}", f"delete {SID}"]


def test_of_a_picture_nothing_but_the_picture_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    twilio = behind(monkeypatch)
    SMS.remove(SID, PICTURE)
    assert twilio.done == [f"delete {PICTURE}"]


@pytest.mark.parametrize("answers", [[rest(404, 20404)], [None, rest(404, 20404)]])
def test_what_twilio_does_not_know_is_erased(
    monkeypatch: pytest.MonkeyPatch, answers: list[Any]
) -> None:
    behind(monkeypatch, *answers)
    SMS.remove(SID, "")


# ---- troubles while asking -----------------------------------------------------------------------

TROUBLES = [
    (rest(409, 20009), "not_yet"),
    (rest(400, 20009), "not_yet"),
    (rest(401, 20003), "account"),
    (rest(403, None), "account"),
    (rest(429, 20429), "too_fast"),
    (rest(500, 20500), "provider"),
    (rest(404, None), "provider"),
    (rest(400, 30400), "provider"),
    (page(401), "account"),
    (page(429), "too_fast"),
    (page(503), "provider"),
    (TwilioServiceException("/", "No", 429, 20429), "too_fast"),
    (TwilioException("nothing more"), "no_connection"),
    (ReadTimeout(), "no_connection"),
    (ConnectTimeout(), "no_connection"),
    (ConnectionError("Connection reset by peer"), "no_connection"),
    (ValueError("no JSON"), "no_connection"),
]


@pytest.mark.parametrize(("trouble", "cause"), TROUBLES, ids=lambda value: f"{value!r:.60}")
def test_what_could_not_be_asked_or_erased_now_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, trouble: Exception, cause: str
) -> None:
    asks: list[Callable[[], object]] = [
        lambda: SMS.find(OUTGOING, AT_THREE),
        lambda: SMS.arrived(NUMBER, AT_THREE),
        lambda: SMS.remove(SID, ""),
        lambda: SMS.remove(SID, PICTURE),
    ]
    for ask in asks:
        behind(monkeypatch, trouble)
        with pytest.raises(TryAgain) as raised:
            ask()
        assert raised.value.cause == cause


def test_words_are_not_forgotten_when_only_the_deletion_must_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    twilio = behind(monkeypatch, None, rest(409, 20009))
    with pytest.raises(TryAgain):
        SMS.remove(SID, "")
    assert twilio.done[0].startswith("update")


def test_pictures_that_cannot_be_listed_are_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    behind(monkeypatch, [came(num_media="1")], pictures=page(503))
    with pytest.raises(TryAgain):
        SMS.arrived(NUMBER, AT_THREE)
