"""Twilio's REST API for messages and their pictures, as HTTP in front of a `FakeTwilio`."""

import base64
import hmac
import re
from urllib.parse import urlencode

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope

from demo.journal import Kind
from demo.lists import PAGE_SIZE
from demo.orders import Wrong
from demo.pictures import KIND
from demo.texts import VERSION, now
from demo.twilio import FakeTwilio
from demo.web import Reply, Request, answer, json_reply, read

ACCOUNT = rf"/{VERSION}/Accounts/(?P<account>[^/]+)"
LIST = re.compile(rf"{ACCOUNT}/Messages\.json")
ONE = re.compile(rf"{ACCOUNT}/Messages/(?P<sid>[^/]+)\.json")
PICTURES = re.compile(rf"{ACCOUNT}/Messages/(?P<sid>[^/]+)/Media\.json")
PICTURE = re.compile(rf"{ACCOUNT}/Messages/(?P<sid>[^/]+)/Media/(?P<picture>[^/.]+)(\.json)?")
KINDS: dict[str, Kind] = {"GET": "lookup", "DELETE": "change"}


async def handle(fake: FakeTwilio, request: Request) -> Reply:
    """The answer to one request of the SDK; what happened is written into the journal."""
    words = request.form().get("Body", "")
    try:
        reply, words = await _answer(fake, request)
    except Wrong as wrong:
        reply = _refusal(wrong)
        result, taken = str(wrong.code), False
    else:
        result, taken = "accepted" if reply.status == 201 else str(reply.status), True
    kind, path = _said(request)
    line = f"{request.method} {path} {reply.status}"
    fake.journal.write(int(now().timestamp() * 1000), kind, words, line, result, taken=taken)
    return reply


def _said(request: Request) -> tuple[Kind, str]:
    """What a request was about, and its address without any id."""
    shown = "/Messages.json" if LIST.fullmatch(request.path) else "/Messages/….json"
    if "/Media" in request.path:
        shown = shown.replace(".json", "/Media")
    one = request.method == "POST" and not LIST.fullmatch(request.path)
    return ("change" if one else KINDS.get(request.method, "text_out")), shown


def _refusal(wrong: Wrong) -> Reply:
    more = f"https://www.twilio.com/docs/errors/{wrong.code}"
    body = {"code": wrong.code, "message": wrong.message, "more_info": more, "status": wrong.status}
    return json_reply(wrong.status, body)


async def _answer(fake: FakeTwilio, request: Request) -> tuple[Reply, str]:
    """The reply, and the words that were carried."""
    for pattern, reply in ((LIST, _texts), (ONE, _one), (PICTURES, _pictures), (PICTURE, _picture)):
        if match := pattern.fullmatch(request.path):
            _admit(fake, request, match["account"])
            return await reply(fake, request, match)
    raise Wrong(20404, "There is nothing at this address.", 404)


def _admit(fake: FakeTwilio, request: Request, account: str) -> None:
    """Basic authentication with the account and one of its tokens, as the SDK does it."""
    given = request.headers.get("authorization", "").removeprefix("Basic ").encode()
    keys = (f"{fake.account}:{token}" for token in (fake.token, fake.second_token) if token)
    good = [hmac.compare_digest(given, base64.b64encode(key.encode())) for key in keys]
    if not any(good) or account != fake.account or fake.faults.outcome == "401":
        raise Wrong(20003, "The account or its token is wrong, or it is suspended.", 401)


async def _texts(fake: FakeTwilio, request: Request, match: re.Match[str]) -> tuple[Reply, str]:
    if request.method == "GET":
        return _list(fake, request), ""
    if request.method == "POST":
        text = await fake.create(request.form())
        return json_reply(201, text.resource()), text.body
    raise _not_allowed()


async def _one(fake: FakeTwilio, request: Request, match: re.Match[str]) -> tuple[Reply, str]:
    sid = match["sid"]
    if request.method == "GET":
        return json_reply(200, fake.fetch(sid).resource()), fake.fetch(sid).body
    if request.method == "POST":
        return json_reply(200, fake.change(sid, request.form()).resource()), ""
    if request.method == "DELETE":
        fake.remove(sid)
        return Reply(204), ""
    raise _not_allowed()


async def _pictures(fake: FakeTwilio, request: Request, match: re.Match[str]) -> tuple[Reply, str]:
    if request.method != "GET":
        raise _not_allowed()
    text = fake.fetch(match["sid"])
    listed = [text.picture_resource(picture) for picture in text.pictures]
    return json_reply(200, {"media_list": listed, **_around(request, 0, PAGE_SIZE)}), ""


async def _picture(fake: FakeTwilio, request: Request, match: re.Match[str]) -> tuple[Reply, str]:
    sid, picture = match["sid"], fake.picture(match["sid"], match["picture"])
    if request.method == "DELETE":
        fake.remove_picture(sid, picture.id)
        return Reply(204), ""
    if request.method != "GET":
        raise _not_allowed()
    if request.path.endswith(".json"):
        return json_reply(200, fake.fetch(sid).picture_resource(picture)), ""
    return Reply(200, picture.png(), KIND), ""


def _not_allowed() -> Wrong:
    return Wrong(20004, "This method is not allowed here.", 405)


def _list(fake: FakeTwilio, request: Request) -> Reply:
    page = fake.page(request.query)
    content = {
        "messages": [text.resource() for text in page.texts],
        **_around(request, page.number, page.size, more=page.more),
    }
    return json_reply(200, content)


def _around(request: Request, number: int, size: int, *, more: bool = False) -> dict[str, object]:
    """What a list says of itself: which page this is, and where the others are."""

    def address(page: int) -> str:
        return f"{request.path}?{urlencode({**request.query, 'Page': page})}"

    return {
        "page": number,
        "page_size": size,
        "start": number * size,
        "uri": address(number),
        "first_page_uri": address(0),
        "next_page_uri": address(number + 1) if more else None,
        "previous_page_uri": address(number - 1) if number else None,
    }


class Api:
    """The REST API alone as an ASGI application, for tests."""

    def __init__(self, fake: FakeTwilio) -> None:
        self._fake = fake

    async def __call__(
        self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        await answer(send, await handle(self._fake, await read(scope, receive)))
