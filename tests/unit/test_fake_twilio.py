"""The fake text provider answers as the real one does, and misbehaves exactly as it is told."""

import base64
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import pytest_asyncio
from twilio.request_validator import RequestValidator

from demo.faults import Faults, Outcome
from demo.rest import Api
from demo.texts import measure, now
from demo.twilio import FakeTwilio
from routing.adapters._twilio.forms import sign

ACCOUNT, TOKEN = "AC" + "1" * 32, "a token of the demo"
NUMBER, PHONE = "+12045550100", "+12045550173"
INBOUND, RECEIPTS = "http://helpline.test/in/sms/message", "http://helpline.test/in/sms/status"
MESSAGES = f"/2010-04-01/Accounts/{ACCOUNT}/Messages"
TEXT = {"To": PHONE, "From": NUMBER, "Body": "Hello", "StatusCallback": RECEIPTS}


class Helpline:
    """Takes every webhook and remembers it; `answers` come first, then 204 for ever."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, str], str]] = []
        self.answers: list[int] = []

    async def post(self, url: str, form: Mapping[str, str], signature: str) -> int:
        self.got.append((url, dict(form), signature))
        status = self.answers.pop(0) if self.answers else 204
        if not status:
            raise ConnectionRefusedError
        return status

    @property
    def statuses(self) -> list[str]:
        return [form["MessageStatus"] for url, form, _ in self.got if url == RECEIPTS]


class World:
    """A provider, the helpline it talks to, and a client with the account's token."""

    def __init__(self, faults: Faults | None = None, seed: int = 1, **more: Any) -> None:
        self.helpline = Helpline()
        self.slept: list[float] = []
        self.fake = FakeTwilio(
            ACCOUNT,
            TOKEN,
            INBOUND,
            post=self.helpline.post,
            sign=sign,
            faults=faults,
            seed=seed,
            pace=0,
            sleep=self.sleep,
            **more,
        )
        transport = httpx.ASGITransport(app=Api(self.fake))  # type: ignore[arg-type]  # only HTTP
        self.client = httpx.AsyncClient(
            transport=transport, base_url="http://api.test", auth=(ACCOUNT, TOKEN)
        )

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    async def send(self, **changes: str) -> httpx.Response:
        return await self.client.post(f"{MESSAGES}.json", data={**TEXT, **changes})


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    made = World()
    yield made
    await made.fake.settle()
    await made.client.aclose()


@pytest.mark.asyncio
async def test_a_text_is_accepted_delivered_and_receipted_with_valid_signatures(
    world: World,
) -> None:
    answer = await world.send()
    await world.fake.settle()
    assert answer.status_code == 201
    assert answer.json()["status"] == "queued"
    assert answer.json()["num_segments"] == "1"
    assert world.helpline.statuses == ["queued", "sent", "delivered"]
    for url, form, signature in world.helpline.got:
        assert RequestValidator(TOKEN).validate(url, form, signature)
        assert form["MessageSid"] == answer.json()["sid"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"To": ""}, 21604),
        ({"To": "555-0173"}, 21211),
        ({"From": ""}, 21603),
        ({"From": "Harbour"}, 21212),
        ({"Body": ""}, 21602),
        ({"Body": "x" * 1601}, 21617),
    ],
)
@pytest.mark.asyncio
async def test_a_bad_field_is_named_by_its_code(
    world: World, changes: dict[str, str], code: int
) -> None:
    answer = await world.send(**changes)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert not world.fake.texts


@pytest.mark.parametrize(
    ("outcome", "status", "code"),
    [
        ("21610", 400, 21610),
        ("21211", 400, 21211),
        ("20429", 429, 20429),
        ("20500", 500, 20500),
        ("silent", 504, 504),
    ],
)
@pytest.mark.asyncio
async def test_refusals_that_were_asked_for(outcome: Outcome, status: int, code: int) -> None:
    world = World(Faults(outcome=outcome))
    answer = await world.send()
    await world.fake.settle()
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert len(world.fake.texts) == (1 if outcome == "silent" else 0)


@pytest.mark.asyncio
async def test_a_text_accepted_in_silence_arrives_and_can_be_found() -> None:
    world = World(Faults(silent=1.0))
    answer = await world.send()
    await world.fake.settle()
    found = (await world.client.get(f"{MESSAGES}.json", params={"To": PHONE})).json()["messages"]
    assert answer.status_code == 504
    assert 20.0 in world.slept
    assert [(text["body"], text["status"]) for text in found] == [("Hello", "delivered")]


@pytest.mark.asyncio
async def test_an_unreachable_phone_gives_an_error_code() -> None:
    world = World(Faults(outcome="30003"))
    await world.send()
    await world.fake.settle()
    last = world.helpline.got[-1][1]
    assert (last["MessageStatus"], last["ErrorCode"]) == ("undelivered", "30003")


@pytest.mark.asyncio
async def test_only_the_account_with_its_token_is_let_in(world: World) -> None:
    wrong = base64.b64encode(f"{ACCOUNT}:other".encode()).decode()
    for headers in ({"Authorization": f"Basic {wrong}"}, {"Authorization": ""}):
        answer = await world.client.get(f"{MESSAGES}.json", headers=headers, auth=None)
        assert (answer.status_code, answer.json()["code"]) == (401, 20003)
    elsewhere = await world.client.get("/2010-04-01/Accounts/AC2/Messages.json")
    assert elsewhere.status_code == 401


@pytest.mark.asyncio
async def test_lists_are_filtered_and_paged(world: World) -> None:
    for body in ("one", "two", "three"):
        await world.send(Body=body)
    await world.send(To="+12045550174")
    page = (await world.client.get(f"{MESSAGES}.json?To={quote(PHONE)}&PageSize=2")).json()
    rest = (await world.client.get(page["next_page_uri"])).json()
    assert [text["body"] for text in page["messages"] + rest["messages"]] == ["three", "two", "one"]
    assert rest["next_page_uri"] is None
    hour = timedelta(hours=1)
    for bound, count in ((now() - hour, 4), (now() + hour, 0)):
        after = {"DateSent>": bound.isoformat()}
        found = (await world.client.get(f"{MESSAGES}.json", params=after)).json()["messages"]
        assert len(found) == count


@pytest.mark.asyncio
async def test_words_can_be_removed_and_messages_deleted(world: World) -> None:
    sid = (await world.send()).json()["sid"]
    early = await world.client.delete(f"{MESSAGES}/{sid}.json")
    await world.fake.settle()
    removed = await world.client.post(f"{MESSAGES}/{sid}.json", data={"Body": ""})
    assert (early.status_code, early.json()["code"]) == (409, 20009)
    assert removed.json()["body"] == ""
    assert parsedate_to_datetime(removed.json()["date_sent"]) <= now()
    assert (await world.client.delete(f"{MESSAGES}/{sid}.json")).status_code == 204
    assert (await world.client.get(f"{MESSAGES}/{sid}.json")).json()["code"] == 20404


@pytest.mark.asyncio
async def test_discarded_content_is_never_shown_again(world: World) -> None:
    answer = await world.send(ContentRetention="discard")
    assert answer.json()["body"] == ""


@pytest.mark.asyncio
async def test_a_text_in_is_posted_with_the_fields_of_the_real_one(world: World) -> None:
    text = await world.fake.write(PHONE, NUMBER, "jai besoin d’une place")
    url, form, signature = world.helpline.got[0]
    assert RequestValidator(TOKEN).validate(url, form, signature)
    assert (form["From"], form["To"], form["Body"]) == (PHONE, NUMBER, "jai besoin d’une place")
    assert (form["SmsStatus"], form["NumMedia"], form["NumSegments"]) == ("received", "0", "1")
    assert len(form["MessageSid"]) == 34
    assert text.status == "received"


@pytest.mark.asyncio
async def test_a_failed_connection_is_tried_once_more_an_answer_is_not(world: World) -> None:
    world.helpline.answers = [0, 200, 500]
    first = await world.fake.write(PHONE, NUMBER, "one")
    second = await world.fake.write(PHONE, NUMBER, "two")
    assert (first.status, second.status) == ("received", "failed")
    assert [form["Body"] for _, form, _ in world.helpline.got] == ["one", "one", "two"]
    assert [trip.taken for trip in world.fake.journal.trips] == [False, True, False]


@pytest.mark.asyncio
async def test_what_fails_goes_to_the_fallback_address() -> None:
    world = World(fallback_url=f"{INBOUND}?again", retries=2)
    world.helpline.answers = [0, 0, 0, 204, 503, 204, 503, 403]
    texts = [await world.fake.write(PHONE, NUMBER, body) for body in ("one", "two", "three")]
    assert [text.status for text in texts] == ["received", "received", "failed"]
    ways = [(form["Body"], url.partition("?")[2]) for url, form, _ in world.helpline.got]
    assert ways[:4] == [("one", ""), ("one", ""), ("one", ""), ("one", "again")]
    assert ways[4:] == [("two", ""), ("two", "again"), ("three", ""), ("three", "again")]


@pytest.mark.asyncio
async def test_a_webhook_at_both_addresses_at_the_same_instant() -> None:
    world = World(Faults(same_instant=1.0), fallback_url=f"{INBOUND}?again")
    await world.fake.write(PHONE, NUMBER, "Hello")
    await world.fake.settle()
    assert sorted(url for url, _, _ in world.helpline.got) == [INBOUND, f"{INBOUND}?again"]
    assert len({form["MessageSid"] for _, form, _ in world.helpline.got}) == 1


@pytest.mark.asyncio
async def test_an_error_does_not_say_that_nothing_was_taken() -> None:
    world = World(Faults(taken_error=1.0))
    answer = await world.send()
    await world.fake.settle()
    assert answer.status_code == 500
    assert [text.status for text in world.fake.texts.values()] == ["delivered"]


@pytest.mark.asyncio
async def test_smart_encoding_changes_the_words_that_leave(world: World) -> None:
    body = "It’s “here” – vraiment…"
    plain = (await world.send(Body=body)).json()["body"]
    smart = (await world.send(Body=body, SmartEncoded="true")).json()["body"]
    assert (plain, smart) == (body, 'It\'s "here" - vraiment...')


@pytest.mark.asyncio
async def test_duplicate_late_lost_shuffled_and_forged_webhooks() -> None:
    twice = World(Faults(duplicate=1.0, late=1.0))
    await twice.fake.write(PHONE, NUMBER, "Hello")
    sids = {form["MessageSid"] for _, form, _ in twice.helpline.got}
    assert (len(twice.helpline.got), len(sids)) == (2, 1)
    assert 12.0 in twice.slept

    lost = World(Faults(lost=1.0))
    await lost.send()
    await lost.fake.settle()
    assert lost.helpline.got == []
    assert [text.status for text in lost.fake.texts.values()] == ["delivered"]

    shuffled = World(Faults(shuffled=1.0), seed=4)
    await shuffled.send()
    await shuffled.fake.settle()
    assert sorted(shuffled.helpline.statuses) == ["delivered", "queued", "sent"]
    assert shuffled.helpline.statuses != ["queued", "sent", "delivered"]

    forged = World(Faults(forged=1.0))
    await forged.fake.write(PHONE, NUMBER, "Hello")
    url, form, signature = forged.helpline.got[0]
    assert not RequestValidator(TOKEN).validate(url, form, signature)


@pytest.mark.asyncio
async def test_the_same_seed_gives_the_same_bad_day() -> None:
    days = []
    for _ in range(2):
        world = World(Faults(too_many=0.3, server_error=0.3), seed=7)
        days.append([(await world.send()).status_code for _ in range(20)])
        await world.fake.settle()
    assert days[0] == days[1]
    assert set(days[0]) == {201, 429, 500}


@pytest.mark.asyncio
async def test_stop_blocks_until_start(world: World) -> None:
    await world.fake.write(PHONE, NUMBER, " stop ")
    blocked = await world.send()
    await world.fake.write(PHONE, NUMBER, "START")
    assert blocked.json()["code"] == 21610
    assert (await world.send()).status_code == 201


@pytest.mark.asyncio
async def test_a_phone_that_is_off_takes_its_texts_later(world: World) -> None:
    world.fake.switch(PHONE, on=False)
    sid = (await world.send()).json()["sid"]
    while world.fake.texts[sid].status != "sent":
        await world.fake.journal.newer(world.fake.journal.version, 1)
    world.fake.switch(PHONE, on=True)
    await world.fake.settle()
    assert world.helpline.statuses[-1] == "delivered"


@pytest.mark.parametrize(
    ("body", "parts", "used", "room", "alphabet"),
    [
        ("", 1, 0, 160, "GSM-7"),
        ("é" * 160, 1, 160, 160, "GSM-7"),
        ("€" * 81, 2, 162, 306, "GSM-7"),
        ("ê" * 70, 1, 70, 70, "UCS-2"),
        ("ê" * 71, 2, 71, 134, "UCS-2"),
    ],
)
def test_sizes(body: str, parts: int, used: int, room: int, alphabet: str) -> None:
    size = measure(body)
    assert (size.parts, size.used, size.room, size.alphabet) == (parts, used, room, alphabet)
