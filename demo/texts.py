"""One text as the provider knows it, and the faces it shows to the REST API and to webhooks."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Literal

import smsutil

from demo.pictures import KIND, Picture

VERSION = "2010-04-01"
WHATSAPP = "whatsapp:"
Direction = Literal["inbound", "outbound-api", "outbound-reply"]
FINISHED = frozenset({"received", "delivered", "undelivered", "failed"})
NOT_ARRIVED = frozenset({"undelivered", "failed"})
# Where the provider believes the two numbers to be.
PLACES = {
    f"{end}{part}": "CA" if part == "Country" else ""
    for end in ("From", "To")
    for part in ("Country", "State", "City", "Zip")
}
# What stands for the end of a number that is not to be kept.
HIDDEN_END = "XXXX"


# Marks outside the small alphabet that smart encoding changes into ones within.
LOOK_ALIKES = str.maketrans(
    {**dict.fromkeys("‘’", "'"), **dict.fromkeys("“”«»", '"'), **dict.fromkeys("–—", "-")}
    | {"…": "...", "\u00a0": " ", "\u202f": " "}
)


def smart_encoded(body: str) -> str:
    """The text as it leaves when its marks may be changed for cheaper ones."""
    return body.translate(LOOK_ALIKES)


def now() -> datetime:
    return datetime.now(UTC)


def new_sid(kind: Literal["SM", "MM"] = "SM") -> str:
    """The id of a text; those with pictures are of the kind MM."""
    return f"{kind}{uuid.uuid4().hex}"


@dataclass(frozen=True)
class Size:
    """How a text travels: in how many parts, `used` of `room` characters, in which alphabet."""

    parts: int
    used: int
    room: int
    alphabet: Literal["GSM-7", "UCS-2"]


def measure(body: str) -> Size:
    """The size of a text by 3GPP TS 23.040: the header of a joined text costs room in each part."""
    split = smsutil.split(body)
    parts = max(1, len(split.parts))
    if not body or split.encoding == "gsm0338":
        return Size(parts, split.total_bytes, 160 if parts == 1 else parts * 153, "GSM-7")
    return Size(parts, split.total_bytes // 2, 70 if parts == 1 else parts * 67, "UCS-2")


@dataclass
class Text:
    """`body` is what a phone shows; `shown` and `obfuscated` say what the API still gives of it."""

    account: str
    direction: Direction
    sender: str
    to: str
    body: str
    status: str
    callback: str = ""
    shown: bool = True
    error: str = ""
    sid: str = field(default_factory=new_sid)
    made_at: datetime = field(default_factory=now)
    changed_at: datetime = field(default_factory=now)
    sent_at: datetime | None = None
    valid_seconds: int = 36_000
    obfuscated: bool = False
    pictures: list[Picture] = field(default_factory=list)

    def move(self, status: str, error: str = "") -> None:
        self.status, self.error, self.changed_at = status, error, now()
        if self.sent_at is None and status in {"sent", "received"}:
            self.sent_at = self.changed_at

    @property
    def inbound(self) -> bool:
        return self.direction == "inbound"

    @property
    def shown_to(self) -> str:
        """The receiver as the API shows it; only the provider's own numbers are never hidden."""
        return _obfuscated(self.to) if self.obfuscated and not self.inbound else self.to

    @property
    def shown_sender(self) -> str:
        return _obfuscated(self.sender) if self.obfuscated and self.inbound else self.sender

    @property
    def path(self) -> str:
        return f"/{VERSION}/Accounts/{self.account}/Messages/{self.sid}"

    def resource(self) -> dict[str, object]:
        """The Message resource of the REST API."""
        return {
            "sid": self.sid,
            "account_sid": self.account,
            "api_version": VERSION,
            "direction": self.direction,
            "from": self.shown_sender,
            "to": self.shown_to,
            "body": self.body if self.shown else "",
            # Whether a webhook was taken is nothing that the real one tells.
            "status": "received" if self.inbound and self.status == "failed" else self.status,
            "num_segments": str(measure(self.body).parts),
            "num_media": str(len(self.pictures)),
            "error_code": int(self.error) if self.error else None,
            "error_message": None,
            "date_created": format_datetime(self.made_at),
            "date_updated": format_datetime(self.changed_at),
            "date_sent": format_datetime(self.sent_at) if self.sent_at else None,
            "messaging_service_sid": None,
            "price": None,
            "price_unit": "USD",
            "uri": f"{self.path}.json",
            "subresource_uris": {"media": f"{self.path}/Media.json"},
        }

    def picture_resource(self, picture: Picture) -> dict[str, object]:
        """The Media resource of the REST API."""
        return {
            "sid": picture.id,
            "account_sid": self.account,
            "parent_sid": self.sid,
            "content_type": KIND,
            "date_created": format_datetime(self.made_at),
            "date_updated": format_datetime(self.made_at),
            "uri": f"{self.path}/Media/{picture.id}.json",
        }

    def inbound_form(self, base: str) -> dict[str, str]:
        """The fields of the webhook that brings a text in; its pictures are at the host `base`."""
        form = self._names() | {
            "SmsMessageSid": self.sid,
            "SmsStatus": "received",
            "Body": self.body,
            "NumMedia": str(len(self.pictures)),
            "NumSegments": str(measure(self.body).parts),
        }
        if self.sender.startswith(WHATSAPP):
            form |= {"ProfileName": "Demo", "WaId": self.sender.removeprefix(f"{WHATSAPP}+")}
        else:
            form |= PLACES
        for place, picture in enumerate(self.pictures):
            form[f"MediaUrl{place}"] = f"{base}{self.path}/Media/{picture.id}"
            form[f"MediaContentType{place}"] = KIND
        return form

    def receipt_form(self, status: str, error: str) -> dict[str, str]:
        """The fields of a status callback; `error` goes with a text that did not arrive."""
        form = self._names() | {"SmsStatus": status, "MessageStatus": status}
        return form | {"ErrorCode": error} if error and status in NOT_ARRIVED else form

    def _names(self) -> dict[str, str]:
        return {
            "MessageSid": self.sid,
            "SmsSid": self.sid,
            "AccountSid": self.account,
            "ApiVersion": VERSION,
            "From": self.sender,
            "To": self.to,
        }


def _obfuscated(address: str) -> str:
    return address[: -len(HIDDEN_END)] + HIDDEN_END
