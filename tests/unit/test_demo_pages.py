"""The demo pages: the host site embeds the widget in one line, the phone page drives the phones."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import get_args

import httpx
import msgspec
import pytest
import pytest_asyncio
from django.http import Http404
from django.test import RequestFactory
from pytest_django import Settings

from demo.asgi import Demo
from demo.cast import NUMBER, PHONES
from demo.faults import Outcome
from demo.phone import Controls, PhonePage
from demo.site import PAGES, Site
from demo.twilio import FakeTwilio
from demo.views import demo

BASE = "http://localhost:8000"


async def helpline(url: str, form: Mapping[str, str], signature: str) -> int:
    return 200


def unsigned(url: str, form: Mapping[str, str], token: str) -> str:
    return ""


@pytest.fixture
def fake() -> FakeTwilio:
    return FakeTwilio("AC1", "token", f"{BASE}/in", post=helpline, sign=unsigned, pace=0)


@pytest_asyncio.fixture
async def client(fake: FakeTwilio) -> AsyncIterator[httpx.AsyncClient]:
    app = Demo(fake, PhonePage(fake, NUMBER, PHONES), Site(BASE))
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]  # httpx has types of its own
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8001") as made:
        yield made


@pytest.mark.parametrize(("path", "language"), [("/", "en"), ("/fr/", "fr")])
@pytest.mark.asyncio
async def test_the_host_page_carries_the_widget_in_one_line(
    client: httpx.AsyncClient, path: str, language: str
) -> None:
    page = await client.get(path)
    line = f'<script src="{BASE}/widget.js" data-site="demo" data-lang="{language}" async></script>'
    assert page.text.count("<script") == 1
    assert line in page.text
    assert f"frame-src {BASE}" in page.headers["Content-Security-Policy"]
    elsewhere = await client.get(path, headers={"Host": "localhost:8001"})
    assert 'data-site="demo-localhost"' in elsewhere.text


@pytest.mark.parametrize("path", ["/phone/", "/fr/phone/"])
@pytest.mark.asyncio
async def test_every_blank_of_a_page_is_filled(client: httpx.AsyncClient, path: str) -> None:
    page = await client.get(path)
    assert page.status_code == 200
    assert "$" not in page.text
    for file in ("/phone.js", "/phone.css", "/host.css", "/look/tokens.css", "/look/parts.css"):
        assert (await client.get(file)).status_code == 200


def test_the_index_is_there_in_a_demo_only(settings: Settings, rf: RequestFactory) -> None:
    settings.DEMO = False
    with pytest.raises(Http404):
        demo(rf.get("/demo/"))


def test_both_languages_have_the_same_words() -> None:
    english, french = (
        msgspec.json.decode((PAGES / f"phone.{language}.json").read_bytes(), type=dict[str, str])
        for language in ("en", "fr")
    )
    assert english.keys() == french.keys()
    script = Path(PAGES / "phone.js").read_text("utf-8")
    assert all(name in script for name in ("words.sending", "words.failed", "words.away"))


def test_every_outcome_can_be_chosen_and_every_control_is_there() -> None:
    page = Path(PAGES / "phone.html").read_text("utf-8")
    outcomes = re.findall(r'<option value="(\w+)">\$outcome_\1', page)
    assert sorted(outcomes) == sorted(get_args(Outcome))
    script = Path(PAGES / "phone.js").read_text("utf-8")
    [listed] = re.findall(r"const CONTROLS = (\[[^\]]+\])", script)
    assert {"outcome", *json.loads(listed)} == set(Controls.__struct_fields__)
    assert all(f'id="{name}"' in page for name in json.loads(listed))


@pytest.mark.asyncio
async def test_a_text_goes_in_and_the_page_hears_of_it(
    client: httpx.AsyncClient, fake: FakeTwilio
) -> None:
    before = (await client.get("/phone/state")).json()
    news = asyncio.create_task(client.get(f"/phone/state?version={before['version']}"))
    sent = await client.post("/phone/texts", json={"sender": PHONES[0], "body": "Hello"})
    await fake.settle()
    after = (await client.get("/phone/state")).json()
    assert sent.status_code == 204
    assert (await news).json()["version"] > before["version"]
    assert [text["body"] for text in after["phones"][0]["texts"]] == ["Hello"]
    assert after["travelled"][0]["trip"]["result"] == "received"
    assert after["travelled"][0]["size"]["alphabet"] == "GSM-7"


@pytest.mark.asyncio
async def test_controls_and_switches_are_obeyed(
    client: httpx.AsyncClient, fake: FakeTwilio
) -> None:
    controls = {"outcome": "30003", "twice": True, "slow": False}
    assert (await client.post("/phone/controls", json=controls)).status_code == 204
    off = {"number": PHONES[1], "on": False}
    assert (await client.post("/phone/switch", json=off)).status_code == 204
    shown = (await client.get("/phone/state")).json()
    assert (fake.faults.outcome, fake.faults.duplicate, fake.faults.late) == ("30003", 1.0, 0.0)
    assert shown["controls"]["twice"] is True
    assert [phone["on"] for phone in shown["phones"]] == [True, False, True, True]


@pytest.mark.asyncio
async def test_a_picture_may_come_without_words(
    client: httpx.AsyncClient, fake: FakeTwilio
) -> None:
    wish = {"sender": PHONES[0], "body": "", "pictures": 1}
    assert (await client.post("/phone/texts", json=wish)).status_code == 204
    await fake.settle()
    [bubble] = (await client.get("/phone/state")).json()["phones"][0]["texts"]
    assert (bubble["pictures"], bubble["body"], bubble["mine"]) == (1, "", True)


@pytest.mark.asyncio
async def test_a_phone_shows_each_app_by_itself(fake: FakeTwilio) -> None:
    page = PhonePage(fake, NUMBER, PHONES[:1], whatsapp=True)
    await fake.write(f"whatsapp:{PHONES[0]}", f"whatsapp:{NUMBER}", "Hello")
    await fake.create({"To": f"whatsapp:{PHONES[0]}", "From": f"whatsapp:{NUMBER}", "Body": "Hi"})
    await fake.settle()
    shown = page.shown()
    assert shown.apps == ["sms", "whatsapp"]
    assert [(phone.number, phone.app) for phone in shown.phones] == [
        (PHONES[0], "sms"),
        (PHONES[0], "whatsapp"),
    ]
    assert [[text.body for text in phone.texts] for phone in shown.phones] == [[], ["Hello", "Hi"]]


@pytest.mark.asyncio
async def test_the_provider_answers_keywords_when_it_is_told_to(
    client: httpx.AsyncClient, fake: FakeTwilio
) -> None:
    assert (await client.post("/phone/controls", json={"answers": True})).status_code == 204
    await client.post("/phone/texts", json={"sender": PHONES[0], "body": "help"})
    await fake.settle()
    texts = (await client.get("/phone/state")).json()["phones"][0]["texts"]
    assert [text["mine"] for text in texts] == [True, False]


@pytest.mark.parametrize(
    ("path", "content", "status"),
    [
        ("/phone/texts", {"sender": "+15005550006", "body": "Hello"}, 400),
        ("/phone/texts", {"sender": PHONES[0], "body": "  "}, 400),
        ("/phone/texts", {"sender": PHONES[0]}, 400),
        ("/phone/texts", {"sender": PHONES[0], "body": "Hello", "app": "whatsapp"}, 400),
        ("/phone/texts", {"sender": PHONES[0], "body": "Hello", "pictures": 11}, 400),
        ("/phone/texts", {"sender": PHONES[0], "body": "Hello", "pictures": -1}, 400),
        ("/phone/controls", {"outcome": "never"}, 400),
        ("/phone/nothing", {}, 404),
    ],
)
@pytest.mark.asyncio
async def test_bad_wishes_are_refused(
    client: httpx.AsyncClient, path: str, content: dict[str, object], status: int
) -> None:
    assert (await client.post(path, json=content)).status_code == status


@pytest.mark.asyncio
async def test_other_websites_cannot_reach_the_phones(
    client: httpx.AsyncClient, fake: FakeTwilio
) -> None:
    body = json.dumps({"sender": PHONES[0], "body": "Hello"})
    plain = await client.post("/phone/texts", content=body, headers={"Content-Type": "text/plain"})
    rebound = await client.get("/phone/state", headers={"Host": "evil.test:8001"})
    huge = await client.post("/phone/texts", content=b" " * 70_000)
    assert (plain.status_code, rebound.status_code, huge.status_code) == (404, 421, 413)
    assert not fake.texts
