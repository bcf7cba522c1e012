"""The provider's two addresses and the pages: what is believed, what is refused, what is stored."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx
import pytest
import pytest_asyncio

from helpline import protocol
from routing.adapters._twilio.forms import sign
from tests.wire.conftest import Doors
from tests.wire.world import ACCOUNT, TOKEN, World, eventually

pytestmark = pytest.mark.asyncio

FORM = "application/x-www-form-urlencoded"
PHONE, NUMBER = "+12045550163", "+12045550100"
TEXT, STATUS, FALLBACK = "/in/sms/message", "/in/sms/status", "/in/sms/fallback"
# What a proxy, or somebody in its place, may say of the address that was asked for.
ELSEWHERE = {
    "Host": "elsewhere.example",
    "X-Forwarded-Host": "elsewhere.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Port": "8443",
    "Forwarded": "host=elsewhere.example;proto=https",
}


def a_text(body: str = "hello", sid: str = "", **changes: str) -> dict[str, str]:
    sid = sid or f"SM{uuid.uuid4().hex}"
    form = {"AccountSid": ACCOUNT, "MessageSid": sid, "From": PHONE, "To": NUMBER, "Body": body}
    return form | changes


def a_status(sid: str, status: str, **changes: str) -> dict[str, str]:
    return {"AccountSid": ACCOUNT, "MessageSid": sid, "MessageStatus": status} | changes


class Provider:
    """Posts what it is told to, rightly signed unless it is told otherwise."""

    def __init__(self, world: World, client: httpx.AsyncClient) -> None:
        self.world, self.client = world, client

    async def post(
        self, path: str, form: Mapping[str, str], *, process: int = 0, token: str = TOKEN
    ) -> httpx.Response:
        signature = sign(self.world.origin + path, form, token)
        return await self.raw(path, urlencode(form), signature, process=process)

    async def raw(
        self,
        path: str,
        body: str | bytes,
        signature: str | None,
        *,
        kind: str = FORM,
        method: str = "POST",
        process: int = 0,
        said: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        headers = {"Content-Type": kind, **(said or {})}
        if signature is not None:
            headers["X-Twilio-Signature"] = signature
        url = self.world.url(path, process)
        return await self.client.request(method, url, content=body, headers=headers)


@pytest_asyncio.fixture
async def provider(world: World) -> AsyncIterator[Provider]:
    async with httpx.AsyncClient(timeout=60) as client:
        yield Provider(world, client)


async def test_a_text_is_answered_after_it_is_stored(world: World, provider: Provider) -> None:
    answer = await provider.post(TEXT, a_text())
    assert world.store.count("transcripts_message") == 1
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/xml"
    assert answer.text.endswith("<Response/>")


@dataclass(frozen=True)
class Bad:
    """A request, and the status and cause with which it is refused."""

    label: str
    path: str
    body: str | bytes
    signature: str | None
    status: int
    cause: str
    kind: str = FORM
    method: str = "POST"


def signed(
    world: World, label: str, path: str, form: Mapping[str, str], status: int, cause: str
) -> Bad:
    signature = sign(world.origin + path, form, TOKEN)
    return Bad(label, path, urlencode(form), signature, status, cause)


def bad_requests(world: World) -> list[Bad]:
    form = a_text()
    body, right = urlencode(form), sign(world.origin + TEXT, form, TOKEN)
    json_body = json.dumps(form)
    return [
        Bad("unsigned", TEXT, body, None, 403, "signature"),
        Bad("an empty signature", TEXT, body, "", 403, "signature"),
        Bad("another signature", TEXT, body, right[::-1], 403, "signature"),
        Bad(
            "signed with another token",
            TEXT,
            body,
            sign(world.origin + TEXT, form, "x"),
            403,
            "signature",
        ),
        Bad("signed for another address", STATUS, body, right, 403, "signature"),
        Bad("changed after signing", TEXT, body + "&Extra=1", right, 403, "signature"),
        Bad("with a query nobody signed", TEXT + "?a=1", body, right, 403, "signature"),
        Bad("JSON", TEXT, json_body, right, 415, "content_type", "application/json"),
        Bad("JSON said to be a form", TEXT, json_body, right, 400, "form"),
        Bad("no kind", TEXT, body, right, 415, "content_type", ""),
        Bad("plain text", TEXT, body, right, 415, "content_type", "text/plain"),
        Bad("a field twice", TEXT, body + "&Body=hello", right, 400, "doubled_field"),
        Bad("a field again, otherwise", TEXT, body + "&Body=other", right, 400, "doubled_field"),
        Bad("an empty form", TEXT, "", right, 403, "signature"),
        Bad("no form at all", TEXT, "hello", right, 400, "form"),
        Bad("bytes that are no text", TEXT, b"Body=%ff%fe", right, 400, "form"),
        Bad("half a surrogate pair", TEXT, "Body=%ED%A0%80", right, 400, "form"),
        Bad("raw bytes", TEXT, b"\xff\xfe=\x00", right, 400, "form"),
        Bad("far too many fields", TEXT, "&".join(["a=1"] * 300), right, 400, "form"),
        Bad("far too large", TEXT, "Body=" + "x" * 70_000, right, 413, "too_big"),
        Bad("GET", TEXT, "", right, 405, "method", FORM, "GET"),
        Bad("PUT", TEXT, body, right, 405, "method", FORM, "PUT"),
        Bad("no such channel", "/in/fax/message", body, right, 404, "no_such_address"),
        Bad("a channel without webhooks", "/in/web/message", body, right, 404, "no_such_address"),
        Bad("no such address", "/in/sms/call", body, right, 404, "no_such_address"),
        Bad("nothing behind it", "/in/", body, right, 404, "no_such_address"),
        signed(world, "another account", TEXT, a_text(AccountSid="AC" + "9" * 32), 403, "account"),
        signed(world, "a bad id", TEXT, a_text(sid="SMx"), 400, "message_sid"),
        signed(world, "a bad sender", TEXT, a_text(From="BANK"), 400, "from"),
        signed(world, "a number of nobody", TEXT, a_text(To="+12045550199"), 404, "not_our_number"),
        signed(
            world,
            "sender folded away",
            TEXT,
            a_text(Body=f"helloFrom{PHONE}", From=""),
            400,
            "from",
        ),
        signed(
            world,
            "a status for a text",
            TEXT,
            a_status("SM" + "1" * 32, "sent"),
            400,
            "wrong_address",
        ),
        signed(world, "a text for a status", STATUS, a_text(), 400, "wrong_address"),
        signed(
            world,
            "an unknown status",
            STATUS,
            a_status("SM" + "1" * 32, "teleported"),
            400,
            "message_status",
        ),
    ]


async def test_every_bad_request_is_refused_by_name_and_stores_nothing(
    world: World, provider: Provider
) -> None:
    for bad in bad_requests(world):
        answer = await provider.raw(
            bad.path, bad.body, bad.signature, kind=bad.kind, method=bad.method
        )
        assert (answer.status_code, answer.text) == (bad.status, bad.cause), bad.label
    assert world.store.count("transcripts_message") == 0
    assert world.store.count("helpline_seeker") == 0
    assert (await provider.post(TEXT, a_text())).status_code == 200


async def test_a_doubled_signature_is_refused(world: World, provider: Provider) -> None:
    form = a_text()
    right = sign(world.origin + TEXT, form, TOKEN)
    headers = [("Content-Type", FORM), *[("X-Twilio-Signature", right)] * 2]
    answer = await provider.client.post(world.url(TEXT), content=urlencode(form), headers=headers)
    assert 400 <= answer.status_code < 500
    assert world.store.count("transcripts_message") == 0


async def test_a_text_brought_again_is_stored_once(world: World, provider: Provider) -> None:
    form = a_text("only once")
    answers = await asyncio.gather(
        *(provider.post(TEXT, form, process=number) for number in range(8))
    )
    assert {answer.status_code for answer in answers} == {200}
    assert world.store.count("transcripts_message") == 1
    assert world.store.count("helpline_conversation") == 1
    other = await provider.post(TEXT, form | {"Body": "other words"})
    assert (other.status_code, other.text) == (409, "other_text")
    assert world.store.count("transcripts_message") == 1


async def test_what_the_first_address_did_not_take_is_taken_by_the_second(
    world: World, provider: Provider
) -> None:
    answer = await provider.post(FALLBACK, a_text("by the second address"))
    assert (answer.status_code, answer.text.endswith("<Response/>")) == (200, True)
    assert world.store.count("transcripts_message") == 1


async def test_a_text_brought_to_both_addresses_is_stored_once(
    world: World, provider: Provider
) -> None:
    form = a_text("by both")
    paths = [TEXT, FALLBACK] * 3
    answers = await asyncio.gather(
        *(provider.post(path, form, process=number) for number, path in enumerate(paths))
    )
    assert {answer.status_code for answer in answers} == {200}
    assert world.store.count("transcripts_message") == 1
    assert world.store.count("helpline_conversation") == 1


async def test_the_second_address_believes_nothing_that_the_first_does_not(
    world: World, provider: Provider
) -> None:
    form = a_text()
    first = sign(world.origin + TEXT, form, TOKEN)
    refusals = [
        await provider.raw(FALLBACK, urlencode(form), first),
        await provider.post(FALLBACK, form, token="x"),
        await provider.post(FALLBACK, a_status("SM" + "1" * 32, "sent")),
    ]
    assert [(each.status_code, each.text) for each in refusals] == [
        (403, "signature"),
        (403, "signature"),
        (400, "wrong_address"),
    ]
    assert world.store.count("transcripts_message") == 0


@pytest.mark.parametrize("path", [TEXT, FALLBACK])
async def test_the_address_that_is_signed_is_ours_whatever_a_proxy_says(
    world: World, provider: Provider, path: str
) -> None:
    form = a_text()
    body, ours = urlencode(form), sign(world.origin + path, form, TOKEN)
    theirs = [
        sign(f"{base}{path}", form, TOKEN)
        for base in (
            "https://elsewhere.example",
            "http://elsewhere.example",
            "https://elsewhere.example:8443",
        )
    ]
    for signature in theirs:
        answer = await provider.raw(path, body, signature, said=ELSEWHERE)
        assert (answer.status_code, answer.text) == (403, "signature")
    assert world.store.count("transcripts_message") == 0
    assert (await provider.raw(path, body, ours, said=ELSEWHERE)).status_code == 200
    assert world.store.count("transcripts_message") == 1


async def test_a_text_brought_again_after_the_close_opens_nothing(
    world: World, doors: Doors, provider: Provider
) -> None:
    ada = await doors.on_shift("Ada")
    form = a_text("brought twice")
    await provider.post(TEXT, form)
    talk = (await ada.offered()).conversation
    await ada.accept(talk)
    await ada.send(protocol.DeskEnd(conversation=talk))
    await ada.send(protocol.Wrap(conversation=talk, kind="support"))
    await ada.step("wrapped")
    assert (await provider.post(TEXT, form)).status_code == 200
    assert (await provider.post(TEXT, form | {"Body": "changed"})).status_code == 409
    assert world.store.count("helpline_conversation") == 1
    await ada.silent(protocol.Offer)


async def test_texts_of_one_phone_at_once_make_one_conversation(
    world: World, provider: Provider
) -> None:
    forms = [a_text(f"text {number}") for number in range(12)]
    answers = await asyncio.gather(
        *(provider.post(TEXT, form, process=number) for number, form in enumerate(forms))
    )
    assert {answer.status_code for answer in answers} == {200}
    assert world.store.count("helpline_conversation") == 1
    assert world.store.count("transcripts_message") == 12


async def test_a_text_without_words_is_kept_as_it_came(world: World, provider: Provider) -> None:
    for body in ("", "  ", "\0", "x" * 3_000):
        assert (await provider.post(TEXT, a_text(body))).status_code == 200
    assert world.store.count("transcripts_message") == 4


async def test_a_status_moves_a_text_forward_only(
    world: World, doors: Doors, provider: Provider
) -> None:
    ada = await doors.on_shift("Ada")
    await provider.post(TEXT, a_text())
    talk = (await ada.offered()).conversation
    await ada.accept(talk)
    said = await ada.say(talk, "an answer")
    sid = f"SM{uuid.uuid4().hex}"
    # As if the provider had just taken it: the worker leaves it alone from here on.
    world.store.run(
        "UPDATE routing_delivery SET state = 'sent', external_id = %s, next_at = NULL", sid
    )
    ada.frames.clear()

    async def tell(status: str, **more: str) -> str:
        answer = await provider.post(STATUS, a_status(sid, status, **more))
        assert answer.status_code == 200
        return str(world.store.one("SELECT state FROM routing_delivery"))

    assert await tell("queued") == "sent"
    assert await tell("sent") == "sent"
    assert await tell("delivered") == "delivered"
    step = await ada.step("delivery")
    assert (step.message, step.delivery, step.cause) == (said.seq, "delivered", "")
    assert await tell("delivered") == "delivered"
    assert await tell("sent") == "delivered"
    assert await tell("failed", ErrorCode="30003") == "delivered"
    await ada.silent(protocol.Step)
    unknown = await provider.post(STATUS, a_status(f"SM{uuid.uuid4().hex}", "delivered"))
    assert unknown.status_code == 200


async def test_a_receipt_that_overtakes_the_providers_answer_is_not_lost(
    world: World, doors: Doors, provider: Provider
) -> None:
    ada = await doors.on_shift("Ada")
    await provider.post(TEXT, a_text())
    talk = (await ada.offered()).conversation
    await ada.accept(talk)
    said = await ada.say(talk, "an answer")
    # The real sending is over: from here on nobody but this test writes about it.
    await ada.fate(said.seq, "delivered")
    sid = f"SM{uuid.uuid4().hex}"
    early = asyncio.create_task(provider.post(STATUS, a_status(sid, "delivered")))
    await asyncio.sleep(0.2)
    world.store.run(
        "UPDATE routing_delivery SET state = 'sent', external_id = %s, next_at = NULL", sid
    )
    assert (await early).status_code == 200
    assert world.store.one("SELECT state FROM routing_delivery") == "delivered"


# ---- pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/healthz", 200),
        ("/readyz", 200),
        ("/chat/", 200),
        ("/chat/?line=wire", 200),
        ("/chat/?line=nowhere", 404),
        ("/chat/?line=%00", 200),
        ("/chat/?lang=%00", 200),
        ("/widget/?site=site", 200),
        ("/widget/?site=site-off", 404),
        ("/widget/?site=nowhere", 404),
        ("/widget/?site=%00", 404),
        ("/widget/?site=%ff", 404),
        ("/widget/", 404),
        ("/console/", 302),
        ("/nowhere/", 404),
        ("/%00", 404),
        ("/..%2f..%2fetc/passwd", 404),
        ("/in", 404),
    ],
)
async def test_a_page_is_there_or_says_in_plain_words_that_it_is_not(
    world: World, provider: Provider, path: str, status: int
) -> None:
    answer = await provider.client.get(world.url(path))
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert "set-cookie" not in answer.headers or path == "/console/"


async def test_the_frame_of_a_site_is_for_that_site_only(world: World, provider: Provider) -> None:
    answer = await provider.client.get(world.url("/widget/?site=site"))
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors http://127.0.0.1:9;" in policy + ";"
    own = await provider.client.get(world.url("/chat/"))
    assert "frame-ancestors 'none'" in own.headers["content-security-policy"]
    for cookie in ('desk="\\000\\000\\000\\000\\000\\000\\000\\000\\000"', "desk=" + "x" * 300):
        page = await provider.client.get(world.url("/console/"), headers={"Cookie": cookie})
        assert page.status_code == 302


async def test_ready_names_nothing_while_all_is_well(world: World, provider: Provider) -> None:
    answer = await provider.client.get(world.url("/readyz"))
    assert answer.json() == {"ready": True, "failing": []}
    eventually(lambda: world.store.count("referrals_insertion") == 0)
