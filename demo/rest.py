"""Twilio's REST API for messages, as HTTP in front of a `FakeTwilio`."""

import base64
import hmac
import re
from urllib.parse import urlencode

from asgiref.typing import ASGIReceiveCallable, ASGISendCallable, HTTPScope

from demo.journal import Kind
from demo.texts import VERSION, now
from demo.twilio import FakeTwilio, Wrong
from demo.web import Reply, Request, answer, json_reply, read

PATH = re.compile(rf"/{VERSION}/Accounts/(?P<account>[^/]+)/Messages(/(?P<sid>[^/]+))?\.json")
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
    match = PATH.fullmatch(request.path)
    one = bool(match and match["sid"])
    kind: Kind = (
        "change" if one and request.method == "POST" else KINDS.get(request.method, "text_out")
    )
    line = f"{request.method} /Messages{'/…' if one else ''}.json {reply.status}"
    fake.journal.write(int(now().timestamp() * 1000), kind, words, line, result, taken=taken)
    return reply


def _refusal(wrong: Wrong) -> Reply:
    more = f"https://www.twilio.com/docs/errors/{wrong.code}"
    body = {"code": wrong.code, "message": wrong.message, "more_info": more, "status": wrong.status}
    return json_reply(wrong.status, body)


async def _answer(fake: FakeTwilio, request: Request) -> tuple[Reply, str]:
    match = PATH.fullmatch(request.path)
    if match is None:
        raise Wrong(20404, "There is nothing at this address.", 404)
    _admit(fake, request, match["account"])
    sid = match["sid"]
    if sid is None and request.method == "GET":
        return _list(fake, request), ""
    if sid is None and request.method == "POST":
        text = await fake.create(request.form())
        return json_reply(201, text.resource()), text.body
    if sid and request.method == "GET":
        return json_reply(200, fake.fetch(sid).resource()), fake.fetch(sid).body
    if sid and request.method == "POST":
        return json_reply(200, fake.change(sid, request.form()).resource()), ""
    if sid and request.method == "DELETE":
        fake.remove(sid)
        return Reply(204), ""
    raise Wrong(20004, "This method is not allowed here.", 405)


def _admit(fake: FakeTwilio, request: Request, account: str) -> None:
    """Basic authentication with the account and its token, as the SDK does it."""
    expected = base64.b64encode(f"{fake.account}:{fake.token}".encode()).decode()
    given = request.headers.get("authorization", "").removeprefix("Basic ")
    if not hmac.compare_digest(given.encode(), expected.encode()) or account != fake.account:
        raise Wrong(20003, "The account or its token is wrong.", 401)


def _list(fake: FakeTwilio, request: Request) -> Reply:
    page = fake.page(request.query)
    number = int(request.query.get("Page", "0"))
    following = f"{request.path}?{urlencode({**request.query, 'Page': number + 1})}"
    content = {
        "messages": [text.resource() for text in page.texts],
        "page": number,
        "page_size": int(request.query.get("PageSize", "50")),
        "uri": request.path,
        "first_page_uri": f"{request.path}?{urlencode({**request.query, 'Page': 0})}",
        "next_page_uri": following if page.more else None,
        "previous_page_uri": None,
    }
    return json_reply(200, content)


class Api:
    """The REST API alone as an ASGI application, for tests."""

    def __init__(self, fake: FakeTwilio) -> None:
        self._fake = fake

    async def __call__(
        self, scope: HTTPScope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        await answer(send, await handle(self._fake, await read(scope, receive)))
