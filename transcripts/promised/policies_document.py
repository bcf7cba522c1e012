"""The document of what is kept: the tables of `policies.py` and `deadlines.py`, in plain words."""

from collections.abc import Iterator

from transcripts.policies import (
    AUDIT,
    DECISIONS,
    DEMANDS,
    DEMANDS_OPEN,
    GRACE,
    HOLDS,
    POLICIES,
    Policy,
)
from transcripts.promised.deadlines import RULES
from transcripts.promised.explained import Set, always, of_policy

HEAD = """\
# What is kept, and for how long

Made from `transcripts/policies.py`, `deadlines.py` and `explained.py` by `manage.py policies`;
change it there. Each line chooses one policy for each channel, in the settings (*What is kept*). It
is told to people before they write, and stands on their conversation from then on: a change of the
line never makes it longer. The same words stand on the public page `/chat/kept/`.

From its deadline on nobody can read a conversation, whether or not the program that erases runs:
whoever reads asks for the deadline. The one exception is a hold, below. Erasing destroys the
conversation's key, then deletes its rows, within the hour; it stops where a clock or a number looks
wrong, until somebody has looked, and nothing that is due can be read meanwhile. A destroyed key
leaves a mark, so that no old copy of it is used again. What was erased is published in signed
receipts (`/receipts/`), which anybody can check. What an installation may set otherwise stands here
as it is shipped.
"""
ORDER = """\
## Which rule counts

The first that fits a conversation that is over. A test proves that every one meets exactly one.
"""
COLUMNS = (
    "counts from",
    "words are kept",
    "a line may choose",
    "redacted",
    "caller forgotten",
    "version",
)
SAYS = {
    "erase_now": "whoever wrote wants it gone: at once, or earlier than by any other rule",
    "at_end": "whoever wrote chose: erased at the end",
    "agreed": "whoever wrote agreed to so many days, and did not take it back; redacted where the"
    " policy is, unless it was so that they can be got back to",
}


def text() -> str:
    """The whole text of `docs/policies.md`."""
    held = HELD.format(days=HOLDS.days)
    staff = STAFF.format(years=DEMANDS.days // 365, days=DEMANDS_OPEN.days)
    return "\n".join([HEAD, *_table(), *_rules(), held, staff, *_rest(), COPIES, *_words()])


def _table() -> Iterator[str]:
    yield "## The policies\n"
    yield f"| policy | {' | '.join(COLUMNS)} |"
    yield "| --- |" + " --- |" * len(COLUMNS)
    for policy in POLICIES.values():
        yield f"| `{policy.name}` | " + " | ".join(_cells(policy)) + " |"
    minutes = int(GRACE.total_seconds() / 60)
    yield f"""
Where words are to go at the close, at most {minutes} minutes lie between the end of a talk and its
close, and none at all under `never_stored`. A talk at high risk waits until somebody lets it go,
72 hours after its last word at the most: then it goes as if somebody had, and that is written down.
What was decided at a high risk is a record of its own, without words of the talk, kept for
{DECISIONS.days} days.
"""


def _cells(policy: Policy) -> list[str]:
    clock = "the close" if policy.clock == "closed" else "the last word"
    kept = policy.time("en") or ("until an agreed date, else not" if policy.asks else "not")
    choice = f"1 to {policy.most} {policy.unit}" if policy.most else ""
    caller = "15 minutes after the close" if policy.redact else "with the words"
    return [clock, kept, choice, "at the close" if policy.redact else "", caller, policy.version]


HELD = """\
## When the law wants one conversation held

Two different people decide it ([adr/0035](adr/0035-held-by-two-past-its-time.md)): a supervisor of
the line asks, for a reason that is sealed, with an end of {days} days at the most; another
supervisor, or whoever runs the installation, agrees. Neither can do it alone, and it is agreed to
before the words are due, or never: what is expired stays expired. It is of one conversation, is
never made longer and ends by itself; then the words go at once. Either may end it sooner, and so
may anybody who might agree.

A hold is no permission to read. At its own deadline the conversation is as unreadable as any other,
whatever runs; only those of the two who are supervisors can open it, each time for a reason that is
written down. What is promised beside goes on: redaction at the close, forgetting who wrote (only
the conversation's key and rows are held, no number and no page), erasing at the provider. Words
that are erased by whoever wrote them leave their page and the desk at once, and are destroyed when
the hold ends. From the yes on, the chat says so where it would promise something else, and whoever
texts is told once while they are there. Where the order itself forbids to tell them, that has an
end of its own, is agreed to with the hold, and is over with it at the latest: meanwhile the chat
makes no promise and says nothing of it, and when that ends, they are told, if they are still known.
Where a conversation was passed on to a partner, it is held by the line that has it, and what is
opened is what that line had to read. Receipts say how many are held past their time, and how
many of those erased had been.

A report that must be made (about a minor, say) needs no hold and is no reason for one: what was
decided at a high risk is a record of its own, without words of the talk.
"""


STAFF = """\
## What staff write beside it

Notes of staff are redacted at the close with the words of the talk, reasons as they are typed
([adr/0045](adr/0045-records-are-closed-too.md)). A yes to a copy names whom it names while it
holds; when it is over, or taken back, names and numbers are taken out of it, and it goes with the
conversation. A demand by law (who asks, on what basis, for what, what was decided) is a record of
its own and kept for {years} years. It says about whom they ask while somebody works on it: until it
is closed by hand, or {days} days after the last that was added. Then names and numbers are taken
out of all of it and the key under which they stood is destroyed some minutes later. It is read by
the supervisors of the line that it came to, and by whoever runs the installation and works for no
line. To give something needs a second person's yes. What cannot be read or redacted is not kept.
"""


COPIES = """\
## Copies

Copies of the words are kept for as long as an installation likes: they are sealed. Copies of the
keys are kept for 7 days at the most (`KEYS_BACKUP_DAYS`), apart from them; the master key is in
neither ([keys.md](keys.md)). Until the last copy of a key is gone, whoever has it, the master key
and a copy of the words can read them: for those days "erased" means that nobody here does, and from
then on that nobody can. An older copy of the words alone, or of the keys alone, shows nothing that
was erased or taken out. Where both are put back, of one day, what is past its deadline is erased
again before anything is served; what was erased sooner than its deadline ("erase now", a shorter
choice) is back until then.
"""


def _rest() -> Iterator[str]:
    """What is still there when the words are gone."""
    chosen = Set()
    yield "## What stays when the words are gone\n"
    yield "| what | what for | how long |\n| --- | --- | --- |"
    rows = (
        ("counts; small ones are not shown", "figures of the line", "for good"),
        (
            "when it began and ended, its steps, by whom of the staff; no word, nobody's number",
            "the same",
            "for good",
        ),
        (
            "what was decided at a high risk, by whom and why, without words of the talk",
            "whoever was decided about may ask",
            f"{DECISIONS.days} days",
        ),
        (
            "who opened, showed, copied, erased, held, or changed a setting; a reason goes sooner",
            "to answer for it",
            f"{AUDIT.days} days",
        ),
        (
            "a demand by law: kind, days, decision, who; its words as above",
            "to answer for it",
            f"{DEMANDS.days // 365} years, then kind, days and decision",
        ),
        (
            "a keyed hash of a number that wants no texts",
            "not to text it",
            f"{chosen.stop_days} days (`OPT_OUT_DAYS`)",
        ),
        (
            "a keyed hash of a number or page that is blocked, with the reason in clear",
            "to take in nothing from it",
            "until the block ends",
        ),
        ("receipts: counts, no ids", "proof", "for good"),
    )
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _rules() -> Iterator[str]:
    yield ORDER
    for number, rule in enumerate(RULES, 1):
        yield f"{number}. `{rule.name}`: {SAYS.get(rule.name, 'the policy of this name')}"
    yield ""


def _words() -> Iterator[str]:
    yield "## What people are told\n"
    for policy in POLICIES.values():
        yield f"### `{policy.name}`\n"
        for locale, lead in (("en", "What we keep:"), ("fr", "Ce qu’on garde\u00a0:")):
            yield f"*{lead} {policy.says(locale)}* {of_policy(policy, locale)}\n"
    yield "### Always\n"
    for both in zip(always("en", Set()), always("fr", Set()), strict=True):
        for title, said in both:
            yield f"**{title}.** {said}\n"
