"""What a database server may do to us at any moment: connections end, and nothing is lost."""

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections

from helpline.models import Conversation, Counsellor, Line
from routing import inbound, presence, timers
from tests.desk.house import REAL, Clock, codes, has_no_gap, opened, state, talk, texts, web
from transcripts import keys

pytestmark = REAL


def kill_my_connection(alias: str) -> None:
    """End this thread's connection from outside, as an administrator or a fail-over would."""
    mine = connections[alias]
    mine.ensure_connection()
    backend = mine.connection.info.backend_pid
    described = settings.DATABASES[alias]
    with psycopg.connect(
        host=described["HOST"],
        port=described["PORT"],
        user=described["USER"],
        password=described["PASSWORD"],
        dbname=described["NAME"],
        autocommit=True,
    ) as other:
        assert other.execute("SELECT pg_terminate_backend(%s, 5000)", [backend]).fetchone() == (
            True,
        )


@pytest.mark.parametrize("alias", ["default", "keys"])
def test_words_survive_a_killed_connection(line: Line, alias: str) -> None:
    conversation = opened(web(line, "first"))
    keys.forget([conversation])
    kill_my_connection(alias)
    batch = [web(line, "second"), web(line, "new", token="another")]
    assert codes(inbound.receive(batch)) == ["stored", "stored"]
    assert texts(conversation) == ["first", "second"]
    assert Conversation.objects.count() == 2


def test_words_after_a_killed_connection_are_stored_once(line: Line) -> None:
    item = web(line)
    conversation = opened(item)
    kill_my_connection("default")
    assert codes(inbound.receive([item])) == ["repeat"]
    assert has_no_gap(conversation)


def test_a_lock_held_by_somebody_else_is_waited_for_and_then_refused(line: Line) -> None:
    """The server's own limit ends the wait; the sender is told to try again and may."""
    conversation = opened(web(line))
    item = web(line, "held up", conversation=conversation)
    described = settings.DATABASES["default"]
    with psycopg.connect(
        host=described["HOST"],
        port=described["PORT"],
        user=described["USER"],
        password=described["PASSWORD"],
        dbname=described["NAME"],
    ) as other:
        other.execute(
            "SELECT 1 FROM helpline_conversation WHERE id = %s FOR UPDATE", [conversation]
        )
        assert codes(inbound.receive([item])) == ["try_again"]
        other.rollback()
    assert codes(inbound.receive([item])) == ["stored"]
    assert texts(conversation)[-1] == "held up"


def test_the_sweeps_go_on_after_a_killed_connection(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    now = clock.forward(seconds=presence.LEASE_SECONDS + 1)
    kill_my_connection("default")
    timers.sweep(now)
    assert connection.is_usable()
    timers.sweep(now)
    assert state(conversation) == "waiting"
