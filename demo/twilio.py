"""A text provider in memory: accepts and delivers texts and posts signed webhooks, as Twilio does.

What it knows of Twilio are facts of its public reference: form fields, statuses and error codes.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import timedelta

from demo import keywords, lists, orders
from demo.faults import UNDELIVERED, Chance, Faults
from demo.journal import Journal
from demo.orders import Wrong
from demo.pictures import Picture
from demo.texts import FINISHED, NOT_ARRIVED, WHATSAPP, Text, new_sid, now
from demo.webhooks import Post, Sign, Webhooks, taken

REFUSALS = {
    "21211": "To is no valid phone number.",
    "21408": "The account may not send texts to this region.",
    "21610": "The person at this number wants no more texts.",
    "21614": "To is no mobile number.",
    "21635": "To is a landline.",
}
LATER = "_later"
# How long after a person's last WhatsApp text they may be answered in free words.
WINDOW = timedelta(hours=24)


class FakeTwilio:
    """All texts of one account. `pace` is the time in seconds between two receipts of a text.

    A connection that fails is tried again `retries` times; then a text is brought to the fallback
    address, if there is one. WhatsApp's texts go to an address of their own. For `settle_seconds`
    after its last state a text cannot be deleted. `base` is where pictures are said to be.
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
        second_token: str = "",
        whatsapp_url: str = "",
        fallback_url: str = "",
        base: str = "https://api.twilio.com",
        redaction: bool = False,
        retries: int = 1,
        pace: float = 0.5,
        settle_seconds: float = 0.0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.account, self.token, self.second_token = account, token, second_token
        self.faults = faults or Faults()
        self.answers_keywords = False
        self.redaction, self.settle_seconds = redaction, settle_seconds
        self.journal = Journal()
        self.texts: dict[str, Text] = {}
        self.off: set[str] = set()
        self.stopped: set[tuple[str, str]] = set()
        self._urls = [url for url in (inbound_url, fallback_url) if url]
        self._whatsapp_urls = [url for url in (whatsapp_url,) if url]
        self._base, self._sleep, self._pace, self._chance = base, sleep, pace, Chance(seed)
        self._webhooks = Webhooks(
            post,
            sign,
            journal=self.journal,
            chance=self._chance,
            faults=lambda: self.faults,
            token=lambda: self.token,
            start=self.start,
            retries=retries,
            pace=pace,
            sleep=sleep,
        )
        self._running: set[asyncio.Task[object]] = set()
        self._switched = asyncio.Event()

    # ---- what the people with the phones do --------------------------------------------------

    async def write(self, sender: str, to: str, body: str, pictures: int = 0) -> Text:
        """Someone texts the number; returns once the helpline has answered (or nobody did)."""
        sent = [Picture() for _ in range(pictures)]
        sid = new_sid("MM" if sent else "SM")
        text = Text(self.account, "inbound", sender, to, body, "receiving", sid=sid, pictures=sent)
        self.texts[text.sid] = text
        self.journal.ring()
        form = text.inbound_form(self._base) | self._keyword(text)
        if self._chance.hits(self.faults.unbrought):
            text.move("received")
        else:
            urls = self._whatsapp_urls if sender.startswith(WHATSAPP) else self._urls
            status = await self._webhooks.bring("text_in", body, urls, form)
            text.move("received" if taken(status) else "failed")
        if self.redaction:
            text.shown, text.obfuscated = False, True
        self.journal.ring()
        return text

    def clear(self) -> None:
        """Know of no text any more, nor of who wants none."""
        self.texts.clear()
        self.stopped.clear()
        self.journal.ring()

    def switch(self, number: str, *, on: bool) -> None:
        """A phone that is off takes its texts when it is on again, if that is soon enough."""
        (self.off.discard if on else self.off.add)(number)
        self._switched.set()
        self._switched = asyncio.Event()
        self.journal.ring()

    # ---- what the people with the account do -------------------------------------------------

    def rotate(self) -> None:
        """The second token becomes the only one."""
        self.token, self.second_token = self.second_token, ""

    # ---- what the REST API does --------------------------------------------------------------

    async def create(self, form: Mapping[str, str]) -> Text:
        """Accept a text and send it on its way; raises Wrong, and so does an answer too late."""
        self._refuse_on_a_bad_day()
        text = orders.text(self.account, form, redaction=self.redaction)
        self._refuse_by_number(text)
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

    def picture(self, sid: str, picture_id: str) -> Picture:
        """A picture of a text."""
        for picture in self.fetch(sid).pictures:
            if picture.id == picture_id:
                return picture
        raise Wrong(20404, f"There is no picture {picture_id}.", 404)

    def page(self, query: Mapping[str, str]) -> lists.Page:
        """A page of all texts."""
        return lists.page(self.texts.values(), query)

    def change(self, sid: str, form: Mapping[str, str]) -> Text:
        """An empty Body removes the words; nothing else can be changed."""
        text = self.fetch(sid)
        if form.get("Body") != "":
            raise Wrong(30400, "Only an empty Body can be set.")
        text.shown = False
        return text

    def remove(self, sid: str) -> None:
        """Delete a text with its pictures."""
        self._refuse_unsettled(sid)
        del self.texts[sid]
        self.journal.ring()

    def remove_picture(self, sid: str, picture_id: str) -> None:
        picture = self.picture(sid, picture_id)
        self._refuse_unsettled(sid)
        self.texts[sid].pictures.remove(picture)
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

    def _keyword(self, text: Text) -> dict[str, str]:
        """Act on a keyword as a long code does; the field that says if the provider answered it."""
        meaning = keywords.meaning(text.body)
        if meaning == "STOP":
            self.stopped.add((text.sender, text.to))
        elif meaning == "START":
            self.stopped.discard((text.sender, text.to))
        if meaning is None or not self.answers_keywords:
            return {}
        words = keywords.ANSWERS[meaning]
        answer = Text(self.account, "outbound-reply", text.to, text.sender, words, "delivered")
        self.texts[answer.sid] = answer
        return {"OptOutType": meaning}

    def _refuse_on_a_bad_day(self) -> None:
        outcome = self.faults.outcome
        if outcome == "20429" or self._chance.hits(self.faults.too_many):
            raise Wrong(20429, "Too many requests.", 429)
        if outcome == "20500" or self._chance.hits(self.faults.server_error):
            raise Wrong(20500, "Something went wrong at the provider.", 500)

    def _refuse_by_number(self, text: Text) -> None:
        code = "21610" if (text.to, text.sender) in self.stopped else self.faults.outcome
        if code in REFUSALS:
            raise Wrong(int(code), REFUSALS[code])

    def _refuse_unsettled(self, sid: str) -> None:
        text = self.fetch(sid)
        settled = now() - text.changed_at >= timedelta(seconds=self.settle_seconds)
        if text.status not in FINISHED or not settled:
            raise Wrong(20009, "The message is not settled yet.", 409)

    async def _journey(self, text: Text) -> None:
        stages, error = self._fate(text)
        receipts = list(stages)
        if self._chance.hits(self.faults.shuffled):
            self._chance.shuffle(receipts)
        for stage, receipt in zip(stages, receipts, strict=True):
            await self._sleep(self._pace)
            if stage == "delivered" and not await self._reached(text):
                stage = receipt = "undelivered"
                error = "30036"
            text.move(stage, error if stage in NOT_ARRIVED else "")
            self.journal.ring()
            if text.callback and not self._chance.hits(self.faults.lost):
                form = text.receipt_form(receipt, error)
                await self._webhooks.bring("receipt", text.body, [text.callback], form)

    def _fate(self, text: Text) -> tuple[list[str], str]:
        """The stages of a text whose phone is on, and the error that its last one comes with."""
        if self._shut(text):
            return ["queued", "failed"], "63016"
        if self.faults.outcome in UNDELIVERED:
            # Some refusals are known only after a text was accepted.
            return ["queued", "sent", "undelivered"], self.faults.outcome.removesuffix(LATER)
        return ["queued", "sent", "delivered"], ""

    def _shut(self, text: Text) -> bool:
        """Is it too long since this person's last WhatsApp text?"""
        came = [each.made_at for each in self.texts.values() if each.sender == text.to]
        return text.to.startswith(WHATSAPP) and (not came or now() - max(came) > WINDOW)

    async def _reached(self, text: Text) -> bool:
        """Wait until the phone is on; False if that was not within the text's validity."""
        number = text.to.removeprefix(WHATSAPP)
        if number not in self.off:
            return True
        too_late = asyncio.ensure_future(self._sleep(text.valid_seconds))
        while number in self.off and not too_late.done():
            switched = asyncio.ensure_future(self._switched.wait())
            await asyncio.wait({switched, too_late}, return_when=asyncio.FIRST_COMPLETED)
            switched.cancel()
        too_late.cancel()
        return number not in self.off
