"""Whole conversations at DEBUG, with faults, and then a search of everything for what was said."""

import contextlib
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
import redis

from helpline import protocol
from tests.wire.conftest import Doors
from tests.wire.test_webhooks import TEXT, Provider, a_text, provider
from tests.wire.world import TOKEN, Phone, World

__all__ = ["provider"]

PHONE = "+12045550176"
NAME, ADDRESS = "Wilhelmina Canarybird", "1799 Canarygrass Lane"
WORDS = ("Flummadine", "Grobbelwick", "Snarfblatt", "Quixotrope", "Vermilliad", "Zizzerzazz")
LATER = ("Bimblesnack", "Crumhornet", "Dwindlefax", "Ebberschnitz", "Fandanglow")
SAID = [*WORDS, *LATER, NAME, "Wilhelmina", ADDRESS, PHONE.lstrip("+"), "204 555 0176"]


@contextlib.contextmanager
def overheard(world: World) -> Iterator[list[str]]:
    """Everything that anybody says to Redis meanwhile."""
    heard: list[str] = []
    if world.redis is None:
        yield heard
        return
    # Nothing may be told for long, which is no fault of the one who listens.
    client = redis.Redis(port=world.redis.port, socket_timeout=None)
    with client.monitor() as monitor:  # type: ignore[no-untyped-call]

        def listen() -> None:
            for command in monitor.listen():
                heard.append(str(command))
                if "the end of the listening" in heard[-1]:
                    return

        listening = threading.Thread(target=listen, daemon=True)
        listening.start()
        yield heard
        client.echo("the end of the listening")
        listening.join(30)
    heard += [f"{key!r} {client.dump(key)!r}" for key in client.scan_iter()]
    client.close()


@contextlib.contextmanager
def broken(world: World, conversation: uuid.UUID) -> Iterator[None]:
    """Nothing can be stored: the next number of the conversation is taken by somebody else."""
    key = world.store.key(conversation)
    columns = "conversation_id, seq, happening, before, after, actor, at, about, detail"
    world.store.run(
        f"INSERT INTO routing_step ({columns}) SELECT id, last_seq + 1, 'said', state, state,"
        " 'seeker', opened_at, 0, '' FROM helpline_conversation WHERE id = %s",
        key,
    )
    yield
    world.store.run(
        "DELETE FROM routing_step WHERE conversation_id = %s AND seq >"
        " (SELECT last_seq FROM helpline_conversation WHERE id = %s)",
        key,
        key,
    )


@contextlib.contextmanager
def without(world: World, table: str) -> Iterator[None]:
    """A table is gone, as in the middle of an upgrade that went wrong."""
    world.store.run(f"ALTER TABLE {table} RENAME TO {table}_away")
    try:
        yield
    finally:
        world.store.run(f"ALTER TABLE {table}_away RENAME TO {table}")


async def a_chat_with_faults(world: World, doors: Doors) -> str:
    """A chat in which everything is said and everything goes wrong; returns its token."""
    talk = await doors.talk(f"I am {NAME}, {ADDRESS}. {WORDS[0]}")
    seeker, ada = talk.seeker, talk.ada
    await ada.say(talk.id, f"{WORDS[1]}, {NAME}")
    await seeker.hears(f"{WORDS[1]}, {NAME}")
    note = protocol.Note(conversation=talk.id, id=uuid.uuid4(), text=f"{WORDS[2]} {PHONE}")
    await ada.send(note)
    await ada.wait(protocol.DeskAck, lambda ack: ack.id == note.id)
    for bad in (
        WORDS[3],
        f'{{"type":"{WORDS[3]}"}}',
        f'{{"type":"say","id":"{WORDS[3]}","text":"{NAME}"}}',
        f'{{"type":"say","text":"{WORDS[3]}","{WORDS[3]}":1}}',
        f'{{"type":"hello","token":"{seeker.token}","{WORDS[3]}":1}}',
        WORDS[3].encode(),
        WORDS[3] + "x" * 66_000,
        f'{{"type":"say","id":"{uuid.uuid4()}","text":"{WORDS[3]}\\u0000"}}',
    ):
        await seeker.raw(bad)
        await seeker.wait(protocol.Refusal)
        await ada.raw(bad)
        await ada.wait(protocol.Refusal)
    with broken(world, talk.id):
        for socket, frame in (
            (seeker, protocol.Say(id=uuid.uuid4(), text=f"{WORDS[4]} {NAME}")),
            (ada, protocol.DeskSay(conversation=talk.id, id=uuid.uuid4(), text=WORDS[4])),
        ):
            await socket.send(frame)
            await socket.refused("try_again")
    with without(world, "transcripts_message"):
        await seeker.send(protocol.Say(id=uuid.uuid4(), text=f"{WORDS[5]} {ADDRESS}"))
        await seeker.refused("try_again")
        other = await doors.seeker(greet=False)
        await other.send(protocol.Hello(site="site", token=seeker.token))
        await other.refused("try_again")
    await seeker.say("after all that")
    await ada.hears("after all that")
    return seeker.token


async def texts_with_faults(
    world: World, doors: Doors, phone: Phone, provider: Provider, shown: list[str]
) -> None:
    """Texts there and back, with bad signatures, bad forms and a provider that fails."""
    ben = await doors.on_shift("Ben", process=0)
    await ben.wait(protocol.Team)
    phone.write(PHONE, f"{LATER[0]} {NAME}")
    offer = await ben.offered()
    await ben.accept(offer.conversation)
    said = await ben.say(offer.conversation, f"{LATER[1]}, call 204 555 0176")
    await ben.fate(said.seq, "delivered")
    form = a_text(f"{LATER[2]} {NAME}", From=PHONE)
    for token, changed in (
        ("x", form),
        (TOKEN, form | {"To": PHONE}),
        (TOKEN, {**form, "From": NAME}),
    ):
        answer = await provider.post(TEXT, changed, token=token)
        assert answer.status_code >= 400
        shown.append(answer.text)
    with without(world, "transcripts_message"):
        answer = await provider.post(TEXT, form)
        assert answer.status_code == 503
        shown.append(answer.text)
    await ben.send(protocol.CodeWord(conversation=offer.conversation, word=LATER[4]))
    await ben.step("matched")
    await ben.send(protocol.Reveal(conversation=offer.conversation, reason="For the van"))
    assert (await ben.wait(protocol.Number)).number == PHONE
    phone.write(PHONE, "ARRÊT", pictures=1)
    await ben.step("pictures")
    await ben.step("stopped")
    phone.write(PHONE, "START")
    await ben.step("started")
    phone.control(outcome="21610")
    lost = await ben.say(offer.conversation, f"{LATER[3]} {NAME}")
    await ben.fate(lost.seq, "not_delivered")
    phone.control()


async def pages_that_fail(world: World, provider: Provider, token: str, shown: list[str]) -> None:
    session = world.people["Ada"]["session"]
    headers = {"Cookie": f"desk={session}", "User-Agent": NAME, "Referer": f"http://x/{token}"}
    for path in (
        f"/nowhere/{WORDS[0]}/{token}",
        f"/chat/?line={WORDS[0]}&token={token}",
        f"/widget/?site={WORDS[0]}",
        f"/console/?{WORDS[0]}",
        f"/in/{WORDS[0]}/message",
        "/readyz",
        "/healthz",
    ):
        answer = await provider.client.get(world.url(path), headers=headers)
        shown.append(answer.text)
    with without(world, "helpline_line"):
        for path in (f"/chat/?line={WORDS[5]}", f"/widget/?site={quote(NAME)}"):
            answer = await provider.client.get(world.url(path))
            assert answer.status_code == 500
            shown.append(answer.text)
    answer = await provider.client.post(
        world.url("/accounts/login/"), data={"login": NAME, "password": WORDS[0]}
    )
    shown.append(answer.text if answer.status_code == 500 else "")


def on_disk(world: World) -> dict[str, bytes]:
    """The files of the databases, or what PostgreSQL has on its disk and in its log."""
    files: list[Path] = []
    if world.postgres is None:
        files = [path for path in world.folder.glob("*.sqlite3*") if path.is_file()]
    else:
        with psycopg.connect(world.postgres.url("postgres"), autocommit=True) as connection:
            connection.execute("CHECKPOINT")
        data = world.postgres.folder
        files = [path for path in data.rglob("*") if path.is_file() and "wheel" not in path.parts]
    found: dict[str, bytes] = {}
    for path in files:
        with contextlib.suppress(FileNotFoundError):
            found[str(path)] = path.read_bytes()
    return found


def in_tables(world: World) -> dict[str, bytes]:
    """Every row of every table as text, bytes as they are and as hexadecimal digits."""
    return {
        f"table {table}": "\n".join(
            str([bytes(v) if isinstance(v, memoryview) else v for v in row])
            for row in store.run(f"SELECT * FROM {table}")
        ).encode()
        for store in (world.store, world.keys)
        for table in store.tables()
    }


def hits(places: dict[str, bytes], secrets: list[str]) -> list[str]:
    """Where a secret is, plainly, in hexadecimal digits or in the alphabet of databases."""
    return [
        f"{secret!r} in {place}"
        for place, content in places.items()
        for secret in secrets
        for form in (secret.encode(), secret.encode().hex().encode(), secret.encode("utf-16-le"))
        if form in content
    ]


@pytest.mark.asyncio
async def test_nothing_that_was_said_is_anywhere_in_clear(
    world: World,
    doors: Doors,
    phone: Phone,
    provider: Provider,
    alarms_expected: list[str],
) -> None:
    shown: list[str] = []
    with overheard(world) as heard:
        token = await a_chat_with_faults(world, doors)
        await texts_with_faults(world, doors, phone, provider, shown)
        await pages_that_fail(world, provider, token, shown)
        figures = {url: (await provider.client.get(url)).content for url in world.figures()}
        sealed = world.store.count("transcripts_message")
        assert sealed >= 6
        disk = on_disk(world)
        tables = in_tables(world)
    sessions = [person["session"] for person in world.people.values()]
    said = [*SAID, token, token[:24]]
    spoken = {process.name: process.said().encode() for process in world.processes}
    assert all(spoken[name] for name in spoken if name.startswith(("web", "serve")))
    pages = {f"page {number}": page.encode() for number, page in enumerate(shown)}
    bells = {"redis": "\n".join(heard).encode()}
    assert world.redis is None or "PUBLISH" in bells["redis"].decode()
    # The search looks in the right places: what is no secret is found there.
    assert hits(tables, ["Wire line"])
    assert hits(disk, ["Wire line"])
    assert hits(spoken, ["receive_failed"])
    assert hits(tables, said) == []
    assert hits(disk, said) == []
    assert hits(pages, said) == []
    # Every process counts, and in all the counting is no word.
    assert all(b"helpline_" in page for page in figures.values())
    assert hits(figures, ["not_delivered", "try_again"])
    assert hits(figures, [*said, *sessions, "Ada", "Wire line"]) == []
    assert hits({**spoken, **bells}, [*said, *sessions]) == []


def test_the_search_finds_what_is_there() -> None:
    places = {"a": b"xx Flummadine", "b": b"Flummadine".hex().encode(), "c": b"nothing"}
    assert [hit.rpartition(" ")[2] for hit in hits(places, ["Flummadine"])] == ["a", "b"]
