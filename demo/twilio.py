"""A text provider in memory: accepts and delivers texts and posts signed webhooks, as Twilio does.

What it knows of Twilio are facts of its public reference: form fields, statuses and error codes.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from demo.faults import UNDELIVERED, Chance, Faults
from demo.journal import Journal, Kind
from demo.texts import FINISHED, Text, now, smart_encoded

Post = Callable[[str, Mapping[str, str], str], Awaitable[int]]
"""Posts a form with its signature to a URL; gives the HTTP status, raises OSError if none came."""
Sign = Callable[[str, Mapping[str, str], str], str]

NUMBER = re.compile(r"\+[1-9]\d{6,14}")
LONGEST = 1600
# What a long code refuses and takes up again by itself, whatever the account does with the words.
STOP_WORDS = frozenset(
    {"STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "CANCEL", "REVOKE", "OPTOUT"}
)
START_WORDS = frozenset({"START", "UNSTOP", "YES"})


class Wrong(Exception):
    """A refused request, with Twilio's error code and HTTP status."""

    def __init__(self, code: int, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code, self.message, self.status = code, message, status


@dataclass(frozen=True)
class Page:
    """Some texts of a list, newest first, and whether more follow."""

    texts: list[Text]
    more: bool


class FakeTwilio:
    """All texts of one account. `pace` is the time in seconds between two receipts of a text.

    A connection that fails is tried again `retries` times, further and further apart; then a text
    is brought to the fallback address, if there is one.
    """

    def __init__(
        self,
        account: str,
        token: str,
        inbound_url: str,
        *,
        post: Post,
        sign: Sign,
        faults: Faults | None = None,
        seed: int | None = None,
        fallback_url: str = "",
        retries: int = 1,
        pace: float = 0.5,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.account, self.token = account, token
        self.inbound_urls = [url for url in (inbound_url, fallback_url) if url]
        self.faults = faults or Faults()
        self.journal = Journal()
        self.texts: dict[str, Text] = {}
        self.off: set[str] = set()
        self.stopped: set[tuple[str, str]] = set()
        self._post, self._sign, self._sleep, self._pace = post, sign, sleep, pace
        self._retries, self._chance = retries, Chance(seed)
        self._running: set[asyncio.Task[object]] = set()
        self._switched = asyncio.Event()

    # ---- what the people with the phones do --------------------------------------------------

    async def write(self, sender: str, to: str, body: str) -> Text:
        """Someone texts the number; returns once the helpline has answered (or nobody did)."""
        text = Text(self.account, "inbound", sender, to, body, "receiving")
        self.texts[text.sid] = text
        self.journal.ring()
        word = body.strip().upper()
        if word in STOP_WORDS:
            self.stopped.add((sender, to))
        elif word in START_WORDS:
            self.stopped.discard((sender, to))
        status = await self._webhook("text_in", body, self.inbound_urls, text.inbound_form())
        text.move("received" if 200 <= status < 300 else "failed")
        self.journal.ring()
        return text

    def switch(self, number: str, *, on: bool) -> None:
        """A phone that is off takes its texts when it is on again."""
        (self.off.discard if on else self.off.add)(number)
        self._switched.set()
        self._switched = asyncio.Event()
        self.journal.ring()

    # ---- what the REST API does --------------------------------------------------------------

    async def create(self, form: Mapping[str, str]) -> Text:
        """Accept a text and send it on its way; raises Wrong, and so does an answer too late."""
        self._refuse_on_a_bad_day()
        text = self._checked(form)
        self.texts[text.sid] = text
        self.start(self._journey(text))
        if self.faults.outcome == "silent" or self._chance.hits(self.faults.silent):
            await self._sleep(self.faults.silent_seconds)
            raise Wrong(504, "The answer came too late.", 504)
        if self._chance.hits(self.faults.taken_error):
            raise Wrong(20500, "Something went wrong at the provider.", 500)
        return text

    def fetch(self, sid: str) -> Text:
        try:
            return self.texts[sid]
        except KeyError:
            raise Wrong(20404, f"There is no message {sid}.", 404) from None

    def page(self, query: Mapping[str, str]) -> Page:
        """The texts that pass the filters To, From, DateSent, `DateSent<` and `DateSent>`."""
        found = [text for text in reversed(self.texts.values()) if _passes(text, query)]
        size = min(max(int(query.get("PageSize", "50")), 1), 1000)
        first = int(query.get("Page", "0")) * size
        return Page(found[first : first + size], more=len(found) > first + size)

    def change(self, sid: str, form: Mapping[str, str]) -> Text:
        """An empty Body removes the words; nothing else can be changed."""
        text = self.fetch(sid)
        if form.get("Body") != "":
            raise Wrong(20001, "Only an empty Body can be set.")
        text.shown = False
        return text

    def remove(self, sid: str) -> None:
        if self.fetch(sid).status not in FINISHED:
            raise Wrong(20009, "The message is still on its way.", 409)
        del self.texts[sid]
        self.journal.ring()

    def start(self, work: Coroutine[object, object, object]) -> None:
        """Let something run beside the present request."""
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def settle(self) -> None:
        """Wait until nothing is on its way any more."""
        while self._running:
            await asyncio.gather(*self._running)

    # ---- inside ------------------------------------------------------------------------------

    def _refuse_on_a_bad_day(self) -> None:
        outcome = self.faults.outcome
        if outcome == "20429" or self._chance.hits(self.faults.too_many):
            raise Wrong(20429, "Too many requests.", 429)
        if outcome == "20500" or self._chance.hits(self.faults.server_error):
            raise Wrong(20500, "Something went wrong at the provider.", 500)

    def _checked(self, form: Mapping[str, str]) -> Text:
        to, sender, body = form.get("To", ""), form.get("From", ""), form.get("Body", "")
        if not to:
            raise Wrong(21604, "To is missing.")
        if not NUMBER.fullmatch(to) or self.faults.outcome == "21211":
            raise Wrong(21211, "To is no valid phone number.")
        if not sender:
            raise Wrong(21603, "From is missing.")
        if not NUMBER.fullmatch(sender):
            raise Wrong(21212, "From is no valid phone number.")
        if not body:
            raise Wrong(21602, "Body is missing.")
        if len(body) > LONGEST:
            raise Wrong(21617, f"Body is longer than {LONGEST} characters.")
        if (to, sender) in self.stopped or self.faults.outcome == "21610":
            raise Wrong(21610, "The person at this number wants no more texts.")
        callback = form.get("StatusCallback", "")
        kept = form.get("ContentRetention") != "discard"
        if form.get("SmartEncoded") == "true":
            body = smart_encoded(body)
        return Text(self.account, "outbound-api", sender, to, body, "queued", callback, kept)

    async def _journey(self, text: Text) -> None:
        outcome = self.faults.outcome
        error = outcome if outcome in UNDELIVERED else ""
        stages = ["queued", "sent", "undelivered" if error else "delivered"]
        receipts = list(stages)
        if self._chance.hits(self.faults.shuffled):
            self._chance.shuffle(receipts)
        for stage, receipt in zip(stages, receipts, strict=True):
            await self._sleep(self._pace)
            if stage == "delivered":
                await self._reach(text.to)
            text.move(stage, error if stage == "undelivered" else "")
            self.journal.ring()
            if text.callback and not self._chance.hits(self.faults.lost):
                form = text.receipt_form(receipt, error)
                await self._webhook("receipt", text.body, [text.callback], form)

    async def _reach(self, number: str) -> None:
        while number in self.off:
            await self._switched.wait()

    async def _webhook(
        self, kind: Kind, words: str, urls: Sequence[str], form: Mapping[str, str]
    ) -> int:
        """Post it, late or twice as the faults want; what it came to apart from the doubles."""
        if self._chance.hits(self.faults.late):
            await self._sleep(self.faults.late_seconds)
        if self._chance.hits(self.faults.same_instant):
            self.start(self._try_once(kind, words, urls[-1], form))
        status = await self._bring(kind, words, urls, form)
        if self._chance.hits(self.faults.duplicate):
            await self._try_once(kind, words, urls[0], form)
        return status

    async def _bring(
        self, kind: Kind, words: str, urls: Sequence[str], form: Mapping[str, str]
    ) -> int:
        """Like Twilio: a failed connection is tried again, and whatever fails goes to the next."""
        status = 0
        for url in urls:
            status = await self._try_again(kind, words, url, form)
            if 200 <= status < 300:
                break
        return status

    async def _try_again(self, kind: Kind, words: str, url: str, form: Mapping[str, str]) -> int:
        status = await self._try_once(kind, words, url, form)
        for again in range(self._retries):
            if status:
                break
            await self._sleep(self._pace * 2**again)
            status = await self._try_once(kind, words, url, form)
        return status

    async def _try_once(self, kind: Kind, words: str, url: str, form: Mapping[str, str]) -> int:
        token = "forged" if self._chance.hits(self.faults.forged) else self.token
        began = time.monotonic()
        try:
            status = await self._post(url, form, self._sign(url, form, token))
        except OSError:
            status = 0
        took = round((time.monotonic() - began) * 1000)
        path = "/" + url.split("/", 3)[-1]
        line = f"POST {path} {status}, {took} ms" if status else f"POST {path}"
        result = form["SmsStatus"] if 200 <= status < 300 else str(status)
        taken = 200 <= status < 300
        self.journal.write(_milliseconds(), kind, words, line, result, taken=taken)
        return status


def _passes(text: Text, query: Mapping[str, str]) -> bool:
    # Filters look at the time of creation: a text that has not left yet must be found as well.
    made = text.made_at
    return (
        query.get("To", text.to) == text.to
        and query.get("From", text.sender) == text.sender
        and ("DateSent" not in query or _moment(query["DateSent"]).date() == made.date())
        and ("DateSent<" not in query or made <= _moment(query["DateSent<"]))
        and ("DateSent>" not in query or made >= _moment(query["DateSent>"]))
    )


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise Wrong(20001, "A date is not written as YYYY-MM-DD.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _milliseconds() -> int:
    return int(now().timestamp() * 1000)
