"""The reference: the smallest Channels app that carries the same talk and keeps nothing of it.

Daphne runs it with the Redis PubSub layer: one group per console and one per visitor, no sign-in,
no storage, no acknowledgement, no queue: a visitor who asks names the console that is to answer.
"""

import json
import os
from typing import Any

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from twilio.request_validator import RequestValidator

settings.configure(
    SECRET_KEY="reference" * 6,
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    LOGGING_CONFIG=None,
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [os.environ["REDIS_URL"]]},
        }
    },
)
django.setup()

ADDRESS = os.environ["PUBLIC_BASE_URL"] + "/in/sms/message"
VALIDATOR = RequestValidator(os.environ["TWILIO_AUTH_TOKEN"])


class Relay(AsyncWebsocketConsumer):
    """One socket of a visitor or a console; what it says goes to the group it names."""

    async def connect(self) -> None:
        self.name: str = self.scope["path"].split("/")[2]
        await self.channel_layer.group_add(self.name, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(self.name, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        frame = json.loads(text_data or "{}")
        kind = frame["type"]
        if kind == "say":
            await self.relay(frame["to"], text_data)
        elif kind == "hello":
            await self.send(json.dumps({"type": "welcome"}))
        elif kind == "ask":
            offer = {"type": "offer", "conversation": self.name, "text": frame["text"]}
            await self.relay(frame["to"], json.dumps(offer))
        elif kind == "accept":
            visitor = frame["conversation"]
            await self.relay(visitor, json.dumps({"type": "state", "who": self.name}))
            view = {"conversation": visitor, "messages": [{"text": frame["text"]}]}
            await self.send(json.dumps({"type": "conversation", "view": view}))

    async def relay(self, group: str, text: str | None) -> None:
        await self.channel_layer.group_send(group, {"type": "relayed", "text": text})

    async def relayed(self, event: dict[str, Any]) -> None:
        await self.send(event["text"])


async def message(request: HttpRequest) -> HttpResponse:
    """A text comes in: check the provider's signature, answer, keep nothing."""
    form = {name: str(value) for name, value in request.POST.items()}
    signature = request.headers.get("X-Twilio-Signature", "")
    if not VALIDATOR.validate(ADDRESS, form, signature):
        return HttpResponse(status=403)
    return HttpResponse("<Response/>", content_type="text/xml")


urlpatterns = [path("in/sms/message", message)]
application = ProtocolTypeRouter(
    {
        "http": get_asgi_application(),
        "websocket": Relay.as_asgi(),
    }
)
