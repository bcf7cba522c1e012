"""What must be true of the databases after any crash, and what time must have mended at the end."""

from collections.abc import Mapping

from tests.faults.crash.day import Day
from tests.faults.crash.lives import Books, Place

OPEN = "('waiting', 'offered', 'active', 'wrap_up')"

# Each finds what must not be there; true at every instant, whoever was killed.
NEVER = {
    "a conversation with a gap in its steps": (
        "SELECT c.id FROM helpline_conversation c LEFT JOIN routing_step s"
        " ON s.conversation_id = c.id GROUP BY c.id, c.last_seq"
        " HAVING count(s.id) <> c.last_seq OR max(s.seq) <> c.last_seq OR min(s.seq) <> 1"
    ),
    "a message doubled": (
        "SELECT client_id FROM transcripts_message GROUP BY client_id HAVING count(*) > 1"
    ),
    "a message without its step": (
        "SELECT m.id FROM transcripts_message m LEFT JOIN routing_step s ON s.message_id = m.id"
        " AND s.seq = m.seq AND s.conversation_id = m.conversation_id WHERE s.id IS NULL"
    ),
    "a step without its message": (
        "SELECT s.id FROM routing_step s JOIN helpline_conversation c ON c.id = s.conversation_id"
        " LEFT JOIN transcripts_message m ON m.id = s.message_id WHERE s.happening = 'said'"
        " AND m.id IS NULL AND c.state NOT IN ('closed', 'abandoned')"
    ),
    "a miscounted load": (
        "SELECT h.counsellor_id FROM routing_shift h WHERE h.load <>"
        " (SELECT count(*) FROM routing_offer o WHERE o.counsellor_id = h.counsellor_id"
        "  AND o.answer = '')"
        " + (SELECT count(*) FROM routing_assignment a WHERE a.counsellor_id = h.counsellor_id"
        "  AND a.ended_at IS NULL)"
    ),
    "an offered conversation that nobody is asked about": (
        "SELECT c.id FROM helpline_conversation c WHERE (c.state = 'offered') <>"
        " EXISTS (SELECT 1 FROM routing_offer o WHERE o.conversation_id = c.id AND o.answer = '')"
    ),
    "a held conversation that nobody holds": (
        "SELECT c.id FROM helpline_conversation c WHERE (c.state IN ('active', 'wrap_up')) <>"
        " EXISTS (SELECT 1 FROM routing_assignment a WHERE a.conversation_id = c.id"
        " AND a.ended_at IS NULL AND a.counsellor_id = c.counsellor_id)"
    ),
    "a reply that no text carries": (
        "SELECT m.id FROM transcripts_message m JOIN helpline_conversation c"
        " ON c.id = m.conversation_id LEFT JOIN routing_delivery d ON d.message_id = m.id"
        " WHERE c.channel = 'sms' AND m.author <> 'seeker' AND d.id IS NULL"
    ),
}

# What is left when everybody has gone home and the clocks have been turned.
AT_REST = {
    "an open conversation": f"SELECT id FROM helpline_conversation WHERE state IN {OPEN}",
    "an open offer": "SELECT id FROM routing_offer WHERE answer = ''",
    "an open assignment": "SELECT id FROM routing_assignment WHERE ended_at IS NULL",
    "a load": "SELECT counsellor_id FROM routing_shift WHERE load <> 0",
    "words past their deadline": "SELECT id FROM transcripts_message",
    "a conversation not said to be erased": (
        "SELECT id FROM helpline_conversation WHERE erased_at IS NULL"
    ),
    "a seeker still known": (
        "SELECT id FROM helpline_seeker WHERE address IS NOT NULL OR address_hash IS NOT NULL"
        " OR token_hash IS NOT NULL"
    ),
}
# A conversation that is over and whose texts have all come as far as they will.
OVER = (
    " WHERE erase_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM routing_delivery d"
    " WHERE d.conversation_id = helpline_conversation.id AND d.next_at IS NOT NULL)"
)
KEYS = "SELECT owner FROM transcripts_sealedkey"
UNSETTLED = "SELECT id FROM routing_delivery WHERE next_at IS NOT NULL"


def found(books: Books, faults: Mapping[str, str]) -> list[str]:
    """Which of these there are."""
    asked = (f"SELECT '{name}' WHERE EXISTS ({fault})" for name, fault in faults.items())
    return [row[0] for row in books.run(" UNION ALL ".join(asked))]


def broken(place: Place) -> list[str]:
    """What must never be, and is."""
    return found(place.store, NEVER)


def unrest(place: Place) -> list[str]:
    """What time has not mended yet."""
    return found(place.store, AT_REST) + found(place.keys, {"a key": KEYS})


def lost(day: Day) -> list[str]:
    """What was acknowledged in conversations that go on, and is not stored."""
    rows = day.place.store.run("SELECT client_id, external_id FROM transcripts_message")
    stored = {str(value).replace("-", "") for row in rows for value in row}
    return [
        said.text
        for person in day.people.all
        if not person.ending
        for said in person.said
        if said.seq and (f"SM{said.id.hex}" if person.number else said.id.hex) not in stored
    ]


# ---- turning the clocks ------------------------------------------------------------------------


def an_hour_goes_by(place: Place, *, all_of_it: bool = False) -> None:
    """Claims lapse, look-ups are due, keys age, and settled texts that are over are to be erased.

    With `all_of_it`, leases and offers lapse too, and nothing is kept any longer.
    """
    past = "'2020-01-01 00:00:00+00:00'" if place.scaled else "'2020-01-01 00:00:00'"
    turns = [
        f"UPDATE routing_delivery SET next_at = {past} WHERE next_at IS NOT NULL",
        f"UPDATE helpline_conversation SET erase_at = {past}{OVER}",
    ]
    if all_of_it:
        turns += [
            f"UPDATE routing_shift SET lease_until = {past}",
            f"UPDATE routing_offer SET until = {past} WHERE answer = ''",
            f"UPDATE helpline_conversation SET last_seeker_word_at = {past}, state_at = {past}",
            f"UPDATE helpline_seeker SET seen_at = {past}",
        ]
    for turn in turns:
        place.store.run(turn)
    place.keys.run(f"UPDATE transcripts_sealedkey SET made_at = {past}")
