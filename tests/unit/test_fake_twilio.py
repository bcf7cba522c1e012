"""The fake text provider answers as the real one does, and misbehaves exactly as it is told."""

import asyncio
import base64
import zlib
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import pytest_asyncio
from twilio.request_validator import RequestValidator

from demo.faults import UNDELIVERED, Faults, Outcome
from demo.rest import Api
from demo.texts import measure, now
from demo.twilio import FakeTwilio
from routing.adapters._twilio.forms import sign

ACCOUNT, TOKEN = "AC" + "1" * 32, "a token of the demo"
NUMBER, PHONE = "+12045550100", "+12045550173"
INBOUND, RECEIPTS = "http://helpline.test/in/sms/message", "http://helpline.test/in/sms/status"
WHATSAPP_IN = "http://helpline.test/in/whatsapp/message"
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
        self.hours = asyncio.Event()
        self.fake = FakeTwilio(
            ACCOUNT,
            TOKEN,
            INBOUND,
            post=self.helpline.post,
            sign=sign,
            faults=faults,
            seed=seed,
            whatsapp_url=WHATSAPP_IN,
            pace=0,
            sleep=self.sleep,
            **more,
        )
        transport = httpx.ASGITransport(app=Api(self.fake))  # type: ignore[arg-type]  # only HTTP
        self.client = httpx.AsyncClient(
            transport=transport, base_url="http://api.test", auth=(ACCOUNT, TOKEN)
        )

    async def sleep(self, seconds: float) -> None:
        """No time passes, but a sleep of minutes does not end before `hours` is set."""
        self.slept.append(seconds)
        if seconds > 60:
            await self.hours.wait()

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
        ({"ValidityPeriod": "0"}, 30045),
        ({"ValidityPeriod": "36001"}, 30045),
        ({"ValidityPeriod": "soon"}, 30045),
        ({"ContentRetention": "discard"}, 30029),
        ({"AddressRetention": "obfuscate"}, 30030),
        ({"To": f"whatsapp:{PHONE}"}, 21612),
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
        ("21408", 400, 21408),
        ("21614", 400, 21614),
        ("21635", 400, 21635),
        ("401", 401, 20003),
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


@pytest.mark.parametrize("outcome", sorted(UNDELIVERED))
@pytest.mark.asyncio
async def test_a_text_that_does_not_arrive_gives_an_error_code(outcome: Outcome) -> None:
    world = World(Faults(outcome=outcome))
    sid = (await world.send()).json()["sid"]
    await world.fake.settle()
    last = world.helpline.got[-1][1]
    code = outcome.removesuffix("_later")
    assert (last["MessageStatus"], last["ErrorCode"]) == ("undelivered", code)
    kept = (await world.client.get(f"{MESSAGES}/{sid}.json")).json()
    assert (kept["status"], kept["error_code"]) == ("undelivered", int(code))


@pytest.mark.asyncio
async def test_a_suspended_account_may_do_nothing(world: World) -> None:
    sid = (await world.send()).json()["sid"]
    await world.fake.settle()
    world.fake.faults = Faults(outcome="401")
    answers = [
        await world.client.get(f"{MESSAGES}.json"),
        await world.client.get(f"{MESSAGES}/{sid}.json"),
        await world.client.post(f"{MESSAGES}/{sid}.json", data={"Body": ""}),
        await world.client.delete(f"{MESSAGES}/{sid}.json"),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert world.fake.texts[sid].shown


@pytest.mark.asyncio
async def test_a_second_token_is_let_in_and_signs_once_it_is_the_only_one() -> None:
    world = World(second_token="the next one")
    second = (ACCOUNT, "the next one")
    assert (await world.client.get(f"{MESSAGES}.json", auth=second)).status_code == 200
    await world.fake.write(PHONE, NUMBER, "before")
    world.fake.rotate()
    await world.fake.write(PHONE, NUMBER, "after")
    signed = [RequestValidator("the next one").validate(*got) for got in world.helpline.got]
    assert signed == [False, True]
    assert (await world.client.get(f"{MESSAGES}.json")).status_code == 401
    assert (await world.client.get(f"{MESSAGES}.json", auth=second)).status_code == 200


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
async def test_a_text_cannot_be_deleted_before_it_has_settled() -> None:
    world = World(settle_seconds=60)
    sid = (await world.send()).json()["sid"]
    await world.fake.settle()
    early = await world.client.delete(f"{MESSAGES}/{sid}.json")
    world.fake.texts[sid].changed_at -= timedelta(seconds=61)
    assert (early.status_code, early.json()["code"]) == (409, 20009)
    assert (await world.client.delete(f"{MESSAGES}/{sid}.json")).status_code == 204


@pytest.mark.asyncio
async def test_with_redaction_neither_words_nor_the_end_of_a_number_are_kept() -> None:
    world = World(redaction=True)
    hidden = {"ContentRetention": "discard", "AddressRetention": "obfuscate"}
    answer = (await world.send(**hidden)).json()
    assert (answer["body"], answer["to"], answer["from"]) == ("", "+1204555XXXX", NUMBER)
    await world.fake.write(PHONE, NUMBER, "Hello")
    assert world.helpline.got[-1][1]["From"] == PHONE
    asked = {"To": NUMBER}
    [kept] = (await world.client.get(f"{MESSAGES}.json", params=asked)).json()["messages"]
    assert (kept["body"], kept["from"]) == ("", "+1204555XXXX")
    assert not (await world.client.get(f"{MESSAGES}.json", params={"To": PHONE})).json()["messages"]
    assert (await world.send(ContentRetention="hide")).json()["code"] == 30029


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
async def test_a_text_that_is_never_brought_is_in_the_list() -> None:
    world = World(Faults(unbrought=1.0))
    text = await world.fake.write(PHONE, NUMBER, "Is anybody there?")
    await world.send(To=NUMBER, From="+12045550101", Body="Ours")
    found = (await world.client.get(f"{MESSAGES}.json", params={"To": NUMBER})).json()["messages"]
    assert [got for got in world.helpline.got if got[0] == INBOUND] == []
    assert [each["body"] for each in found] == ["Ours", "Is anybody there?"]
    assert (found[1]["sid"], found[1]["direction"]) == (text.sid, "inbound")


@pytest.mark.asyncio
async def test_pictures_are_told_of_kept_behind_the_account_and_deleted(world: World) -> None:
    text = await world.fake.write(PHONE, NUMBER, "Look", pictures=2)
    form = world.helpline.got[0][1]
    assert (form["MessageSid"][:2], form["NumMedia"]) == ("MM", "2")
    assert form["MediaContentType1"] == "image/png"
    path = form["MediaUrl1"].removeprefix("https://api.twilio.com")
    image = await world.client.get(path)
    assert image.content.startswith(b"\x89PNG\r\n\x1a\n")
    assert image.headers["content-type"] == "image/png"
    assert (await world.client.get(path, auth=(ACCOUNT, "other"))).status_code == 401

    async def left() -> list[str]:
        listed = (await world.client.get(f"{MESSAGES}/{text.sid}/Media.json")).json()
        return [picture["sid"] for picture in listed["media_list"]]

    assert await left() == [picture.id for picture in text.pictures]
    assert (await world.client.delete(f"{path}.json")).status_code == 204
    assert len(await left()) == 1
    assert (await world.client.get(path)).json()["code"] == 20404
    assert (await world.client.get(f"{MESSAGES}/{text.sid}.json")).json()["num_media"] == "1"


@pytest.mark.asyncio
async def test_a_picture_is_what_png_says(world: World) -> None:
    text = await world.fake.write(PHONE, NUMBER, "", pictures=1)
    data = text.pictures[0].png()
    at, parts = 8, []
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        name, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert zlib.crc32(name + content) == int.from_bytes(data[at + 8 + length :][:4], "big")
        parts.append((name, content))
        at += 12 + length
    assert [name for name, _ in parts] == [b"IHDR", b"IDAT", b"IEND"]
    assert len(zlib.decompress(parts[1][1])) == 8 * (1 + 8 * 3)


@pytest.mark.parametrize(
    ("word", "meaning"),
    [(" stop ", "STOP"), ("Unsubscribe", "STOP"), ("start", "START"), ("HELP", "HELP")],
)
@pytest.mark.asyncio
async def test_a_keyword_is_answered_by_the_provider_where_it_may(
    world: World, word: str, meaning: str
) -> None:
    await world.fake.write(PHONE, NUMBER, word)
    world.fake.answers_keywords = True
    await world.fake.write(PHONE, NUMBER, word)
    await world.fake.write(PHONE, NUMBER, f"{word} please")
    types = [form.get("OptOutType") for _, form, _ in world.helpline.got]
    assert types == [None, meaning, None]
    [answer] = [text for text in world.fake.texts.values() if not text.inbound]
    assert (answer.direction, answer.to, answer.status) == ("outbound-reply", PHONE, "delivered")


@pytest.mark.asyncio
async def test_whatsapp_has_an_address_of_its_own_and_a_window(world: World) -> None:
    phone, number = f"whatsapp:{PHONE}", f"whatsapp:{NUMBER}"

    async def last() -> tuple[str, str]:
        sid = (await world.send(To=phone, From=number)).json()["sid"]
        await world.fake.settle()
        return world.fake.texts[sid].status, world.fake.texts[sid].error

    assert await last() == ("failed", "63016")
    assert world.helpline.got[-1][1]["ErrorCode"] == "63016"
    text = await world.fake.write(phone, number, "Hello")
    url, form, _ = world.helpline.got[-1]
    assert (url, form["From"], form["WaId"]) == (WHATSAPP_IN, phone, PHONE[1:])
    assert await last() == ("delivered", "")
    text.made_at -= timedelta(hours=24, seconds=1)
    assert await last() == ("failed", "63016")


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


@pytest.mark.asyncio
async def test_a_phone_that_is_off_for_too_long_does_not_get_a_text(world: World) -> None:
    world.fake.switch(PHONE, on=False)
    sid = (await world.send(ValidityPeriod="900")).json()["sid"]
    while world.fake.texts[sid].status != "sent":
        await world.fake.journal.newer(world.fake.journal.version, 1)
    world.hours.set()
    await world.fake.settle()
    last = world.helpline.got[-1][1]
    assert (last["MessageStatus"], last["ErrorCode"]) == ("undelivered", "30036")
    assert 900 in world.slept


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
