"""A browser of links and forms at the page without scripts, and who answers there."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.test import Client

from helpline.models import Conversation, Counsellor
from routing import desk, presence
from tests.desk.flow import whole
from tests.desk.house import (
    let_in,
    reply,
)
from tests.textbrowser import Reply, TextBrowser

PLAIN = "/chat/plain/"
SAFE_URL = re.compile(r"^/chat/plain/(new)?(\?(line|lang|see|still)=[\w-]*(&(lang|still)=\w+)*)?$")


def browser(**headers: str) -> TextBrowser:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def made(answer: Any) -> Reply:
        return Reply(answer.status_code, dict(answer.headers), whole(answer))

    def get(address: str) -> Reply:
        return made(client.get(address, headers=headers))

    def post(address: str, fields: Mapping[str, str]) -> Reply:
        return made(client.post(address, fields, headers=headers))

    return TextBrowser(get, post)


def conversation() -> UUID:
    return Conversation.objects.get().pk


def taken(robin: Counsellor) -> UUID:
    presence.set_status(robin.pk, "resting")
    desk.take(robin.pk)
    return conversation()


def says(robin: Counsellor, text: str) -> None:
    let_in(reply(robin, conversation(), text))
