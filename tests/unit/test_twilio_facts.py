"""What we send, and what the fake provider takes and answers, is in Twilio's published description.

The facts are in `twilio_messages.json`, which says where they come from.
"""

import json
import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

from demo import orders, rest
from demo.faults import UNDELIVERED, Faults
from demo.web import Reply, Request
from routing.adapters import Outgoing, channels
from routing.adapters._twilio import LONGEST_TEXT, account, forms, inbox, sending
from tests.unit.straight import ACCOUNT, HOUSE, TOKEN, Straight, key

FACTS: dict[str, Any] = json.loads(Path(__file__).with_name("twilio_messages.json").read_text())
PHONE, NUMBER = "+12045550173", "+12045550100"
METHODS = ("GET", "POST", "PUT", "DELETE")
TYPES: dict[str, type | tuple[type, ...]] = {"string": str, "integer": int, "object": dict}


@pytest.fixture
def twilio(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Straight]:
    settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN = ACCOUNT, TOKEN
    settings.TWILIO_AUTH_TOKEN_OLD, settings.TWILIO_REDACTION = "", True
    made = Straight(redaction=True)
    monkeypatch.setattr(account, "client", made.client)
    yield made
    made.settle()
    made.close()


def fits(kind: str, value: object) -> bool:
    """Is this value of this kind of the facts? Everything may be null."""
    if value is None:
        return True
    if kind in FACTS["enums"]:
        return value in FACTS["enums"][kind]
    if kind == "date":
        return parsedate_to_datetime(str(value)).tzinfo is not None
    return isinstance(value, TYPES[kind])


def check(resource: Mapping[str, object], facts: Mapping[str, str], *, whole: bool = True) -> None:
    """A resource has these properties, all of them if `whole`, and values of their kinds."""
    assert resource.keys() <= facts.keys()
    assert not whole or resource.keys() == facts.keys()
    wrong = {name: value for name, value in resource.items() if not fits(facts[name], value)}
    assert wrong == {}


def path_of(request: Request) -> str:
    """The path of the facts that a request went to."""
    for path in FACTS["paths"]:
        pattern = re.sub(r"\{(\w+)\}", lambda name: FACTS["ids"][name[1]].strip("^$"), path)
        if re.fullmatch(pattern, request.path):
            return str(path)
    raise AssertionError(request.path)


def exercise(twilio: Straight) -> None:
    """Everything that our channels ask of Twilio."""
    for name, prefix in (("sms", ""), ("whatsapp", "whatsapp:")):
        channel: Any = channels()[name]
        text = Outgoing(NUMBER, PHONE, "We are.", f"{HOUSE}/in/{name}/status")
        came = twilio.run(twilio.fake.write(prefix + PHONE, prefix + NUMBER, "Hello", pictures=1))
        came.shown, came.obfuscated = True, False
        channel.write(text)
        twilio.settle()
        channel.find(text, 0)
        channel.arrived(NUMBER, 0)
        channel.remove(came.sid, came.pictures[0].id)
        channel.remove(came.sid, "")


def test_all_that_we_ask_is_known(twilio: Straight) -> None:
    exercise(twilio)
    asked = set()
    for request in twilio.asked:
        facts = FACTS["paths"][path_of(request)][request.method]
        asked.add((path_of(request), request.method))
        assert request.query.keys() <= set(facts.get("query", ()))
        form = request.form()
        assert form.keys() <= facts.get("form", {}).keys()
        assert set(facts.get("required", ())) <= form.keys()
        for name, value in form.items():
            if values := FACTS["enums"].get(facts["form"][name]):
                assert value in values
    assert len(asked) == 6


def test_our_limits_are_twilio_s(twilio: Straight) -> None:
    limits = FACTS["limits"]
    assert limits["Body"]["longest"] == LONGEST_TEXT == orders.LONGEST
    most = limits["ValidityPeriod"]["most"]
    assert most == sending.LONGEST_VALIDITY == orders.LONGEST_VALIDITY
    assert limits["MediaUrl"]["most"] == inbox.MOST_PICTURES
    assert max(inbox.PAGE, sending.LOOKED_THROUGH) <= limits["PageSize"]["most"]


def test_every_state_that_a_text_can_be_in_is_known() -> None:
    out = set(FACTS["enums"]["status"]) - {"receiving", "received"}
    assert forms.STATES.keys() | forms.SILENT_STATES == out
    assert not forms.STATES.keys() & forms.SILENT_STATES


@pytest.mark.parametrize(
    ("name", "ours"),
    [("MessageSid", forms.SID), ("MediaSid", inbox.PICTURE_ID)],
)
def test_ids_are_of_twilio_s_form(name: str, ours: re.Pattern[str]) -> None:
    for kind in ("SM", "MM", "ME", "CA"):
        made = kind + "0123456789abcdef" * 2
        assert bool(ours.fullmatch(made)) == bool(re.fullmatch(FACTS["ids"][name], made))


# ---- the fake ------------------------------------------------------------------------------------


def ask(twilio: Straight, method: str, path: str, **ids: str) -> Reply:
    """The fake's bare answer to whoever has the account's token."""
    params = {"AccountSid": ACCOUNT, **ids}
    url = re.sub(r"\{(\w+)\}", lambda name: params[name[1]], path)
    head = {"authorization": key(ACCOUNT, TOKEN)}
    body = b"Body=" if "{MessageSid}" in path else b"To=%2B12045550173&From=%2B12045550100&Body=Hi"
    request = Request(method, url, {}, head, body if method == "POST" else b"")
    reply: Reply = twilio.run(rest.handle(twilio.fake, request))
    return reply


@pytest.mark.parametrize("path", FACTS["paths"])
@pytest.mark.parametrize("method", METHODS)
def test_the_fake_has_the_same_addresses(twilio: Straight, path: str, method: str) -> None:
    came = twilio.run(twilio.fake.write(PHONE, NUMBER, "Hello", pictures=1))
    reply = ask(twilio, method, path, MessageSid=came.sid, MediaSid=came.pictures[0].id)
    known = FACTS["paths"][path].get(method)
    assert reply.status == (known["status"] if known else 405)


def test_the_fake_s_answers_have_the_same_properties(twilio: Straight) -> None:
    lists = [path for path in FACTS["paths"] if path.endswith(("/Messages.json", "/Media.json"))]
    came = twilio.run(twilio.fake.write(PHONE, NUMBER, "Hello", pictures=1))
    ids = {"MessageSid": came.sid, "MediaSid": came.pictures[0].id}
    for path in FACTS["paths"]:
        answer = json.loads(ask(twilio, "GET", path, **ids).body)
        kind = "media" if "/Media" in path else "message"
        if path in lists:
            [resource] = answer.pop(FACTS["listed_as"][kind])
            check(answer, FACTS["list"], whole=False)
            answer = resource
        check(answer, FACTS[kind])


@pytest.mark.parametrize("outcome", ["delivered", *sorted(UNDELIVERED)])
def test_whatever_becomes_of_a_text_is_said_in_twilio_s_words(
    twilio: Straight, outcome: Any
) -> None:
    twilio.fake.faults = Faults(outcome=outcome)
    created = ask(twilio, "POST", next(iter(FACTS["paths"])))
    check(json.loads(created.body), FACTS["message"])
    twilio.settle()
    for text in twilio.fake.texts.values():
        check(text.resource(), FACTS["message"])


def test_the_fake_takes_every_value_of_a_choice(twilio: Straight) -> None:
    fields = FACTS["paths"]["/2010-04-01/Accounts/{AccountSid}/Messages.json"]["POST"]["form"]
    form = {"To": PHONE, "From": NUMBER, "Body": "Hello"}
    for name in orders.RETENTION:
        for value in FACTS["enums"][fields[name]]:
            orders.text(ACCOUNT, {**form, name: value}, redaction=True)
    bounds = FACTS["limits"]["ValidityPeriod"]
    for seconds in (bounds["least"], bounds["most"]):
        made = orders.text(ACCOUNT, {**form, "ValidityPeriod": str(seconds)}, redaction=False)
        assert made.valid_seconds == seconds
