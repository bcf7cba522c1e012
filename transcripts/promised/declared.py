"""Every column in which words could stand, and what becomes of them: nothing is kept by oversight.

A test compares this with the tables. Whoever adds a column for text, bytes or JSON says here what
takes it away, or why it may stay.
"""

# What becomes of a table's words, and why that is so.
ERASED = "deleted when its conversation is erased (transcripts/erasing/purge.py)"
UNREADABLE = "sealed under its conversation's key, which is destroyed; the rest are codes"
FORGOTTEN = "emptied when whoever wrote is forgotten (transcripts/erasing/forgetting.py)"
AT_CLOSE = "deleted when the conversation closes"
OWN_TIME = "a record with a time of its own, after which it is emptied or deleted"
OURS = "words of the organisation, about nobody who seeks help"
CODES = "codes, counts and hashes of our own tables; no words"
REHEARSED = "made up, and erased at night"

TABLES: dict[str, tuple[str, str]] = {
    "helpline.Line": (
        OURS,
        (
            "slug name cover_title languages exit_url policies texts hours zone automatic checklist"
            " appeal needs outcomes country cover_icon questions elsewhere directory_url"
        ),
    ),
    "helpline.Number": (OURS, "channel number language hours automatic skill"),
    "helpline.Site": (OURS, "key origin skill"),
    "helpline.Counsellor": (OURS, "shift_name languages skills role"),
    "helpline.Preference": (CODES, "choices"),
    "helpline.Seeker": (
        FORGOTTEN,
        "channel token_hash address_hash address handle code ticket_hash",
    ),
    "helpline.ReturnCode": (FORGOTTEN, "code_hash"),
    "helpline.Phrase": (OURS, "language phrase"),
    "helpline.Conversation": (
        CODES,
        "channel locale state skill raised_by policy writing keep_wish",
    ),
    "helpline.Partner": (OURS, "kind names"),
    "helpline.Referral": (CODES, "lot before"),
    "helpline.Tally": (CODES, "what value"),
    "transcripts.Message": (ERASED, "author kind external_id sealed"),
    "transcripts.Removal": (OWN_TIME, "channel external_id picture cause"),
    "transcripts.Picture": (ERASED, "channel external_id picture state cause sealed"),
    "transcripts.Tightening": (CODES, "channel policy"),
    "transcripts.Purge": (CODES, "policy version stage rows"),
    "transcripts.Watch": (CODES, "cause"),
    "transcripts.Backup": (CODES, "kind said"),
    "transcripts.Receipt": (CODES, "body signature"),
    "transcripts.Audit": (UNREADABLE, "name action about detail sealed mark"),
    "transcripts.AuditLink": (CODES, "hash"),
    "transcripts.AuditEnds": (CODES, "begins_hash hash"),
    "transcripts.Decision": (
        OWN_TIME,
        "name decided beside beside_name confirmed checks sealed",
    ),
    "transcripts.Disclosure": (ERASED, "part name sealed"),
    "transcripts.Hold": (ERASED, "state sealed asked_name agreed_name over_name"),
    "transcripts.Demand": (OWN_TIME, "name kind sealed"),
    "transcripts.Answer": (OWN_TIME, "name decision sealed agreed_by"),
    "transcripts.SealedKey": (ERASED, "wrapped fresh master"),
    "routing.Alert": (UNREADABLE, "kind cause sealed"),
    "routing.Health": (CODES, "channel what cause"),
    "routing.Used": (AT_CLOSE, "slug"),
    "routing.WrapUp": (AT_CLOSE, "chosen"),
    "routing.Weighing": (AT_CLOSE, "chosen"),
    "routing.Shift": (CODES, "status"),
    "routing.Offer": (CODES, "answer reason"),
    "routing.Handing": (UNREADABLE, "sealed answer"),
    "routing.Guest": (UNREADABLE, "part sealed how"),
    "routing.Step": (CODES, "happening before after actor detail"),
    "routing.Delivery": (ERASED, "state external_id cause"),
    "routing.OptOut": (OWN_TIME, "channel address_hash"),
    "routing.Block": (OWN_TIME, "channel address_hash handle reason"),
    "routing.Reveal": (UNREADABLE, "sealed"),
    "office.Change": (OURS, "who section subject name before after"),
    "office.Second": (OURS, "what who answer answered_by"),
    "office.Proposal": (
        OURS,
        "what section subject title right sent version who beside answer answered_by reason",
    ),
    "drill.Drill": (REHEARSED, "who script locale"),
    "drill.Actor": (REHEARSED, "channel token_hash address said used pending over"),
}
# What staff and seekers write freely, where it can stay longer than the grace of a close: redacted
# when it is written, at the close, or when the record of its own is closed; or gone at the close.
AT_CLOSE_REDACTED, ON_WRITE, WHEN_CLOSED, GONE = (
    "redacted at the close",
    "redacted on write",
    "redacted when it is closed (a demand), or over (a yes)",
    "gone at the close",
)
FREE: dict[str, str] = {
    "transcripts.Message": AT_CLOSE_REDACTED,
    "transcripts.Picture": GONE,
    "transcripts.Audit": ON_WRITE,
    "transcripts.Decision": ON_WRITE,
    "transcripts.Hold": ON_WRITE,
    "transcripts.Disclosure": WHEN_CLOSED,
    "transcripts.Demand": WHEN_CLOSED,
    "transcripts.Answer": WHEN_CLOSED,
    "routing.Alert": GONE,
    "routing.Handing": GONE,
    "routing.Guest": GONE,
    "routing.Block": ON_WRITE,
    "routing.Reveal": ON_WRITE,
    "office.Proposal": ON_WRITE,
}
# Rooms in which nothing is about anybody who seeks help: the directory, snippets, guidance.
PUBLIC_ROOMS = frozenset({"referrals"})
