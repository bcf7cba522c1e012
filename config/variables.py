"""Every variable of the environment, with what holds when it is absent and what it means."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "flag", "number", "address", "database", "list", "folder"]


@dataclass(frozen=True)
class Variable:
    """One variable: its kind, what holds when it is absent, what it means, and if it is secret."""

    name: str
    kind: Kind
    default: str
    meaning: str
    secret: bool = False


TABLE: tuple[Variable, ...] = (
    Variable("PORT", "number", "8000", "Port the platform listens on."),
    Variable("HOST", "text", "127.0.0.1", "Network address `manage.py serve` listens on."),
    Variable(
        "PUBLIC_BASE_URL",
        "address",
        "",
        "Address people and the text provider reach us by, as https://chat.example.org; "
        "absent: http://localhost:PORT. Any address but a loopback one means production.",
    ),
    Variable("ALLOWED_HOSTS", "list", "", "More host names we answer to, separated by commas."),
    Variable("VAR_DIR", "folder", "var", "Folder of the embedded default's data and made secrets."),
    Variable(
        "DATABASE_URL",
        "database",
        "",
        "Main database, as postgres://user:password@host/name; absent: SQLite in VAR_DIR.",
        secret=True,
    ),
    Variable(
        "KEYS_DATABASE_URL",
        "database",
        "",
        "Database of the conversations' keys, apart from the main one and from its backups; "
        "absent: SQLite in VAR_DIR.",
        secret=True,
    ),
    Variable(
        "STATEMENT_TIMEOUT_MS", "number", "2000", "Longest PostgreSQL statement, in milliseconds."
    ),
    Variable(
        "REDIS_URL",
        "address",
        "",
        "Redis, needed as soon as there is more than one web process; absent: none.",
        secret=True,
    ),
    Variable(
        "FRAMES_PER_SECOND",
        "number",
        "4",
        "What one seeker's socket may send per second for long; after a quiet time as much as in "
        "15 seconds at once. Five times as much for a counsellor's. What comes faster is refused "
        "with slow_down.",
    ),
    Variable(
        "QUEUE_ALARM_MINUTES",
        "number",
        "10",
        "After so many minutes in the queue without an answer the worker writes a warning, once "
        "for as long as anybody on that line waits so long; 0: never.",
    ),
    Variable(
        "ERASE_ALARM_PERCENT",
        "number",
        "5",
        "If more than so many of 100 conversations that are kept fall due at once, erasing stops "
        "and raises the alarm: a clock or a setting may be wrong. Nobody can read them all the "
        "same, and `manage.py retention --apply --despite-jump` goes on.",
    ),
    Variable(
        "ERASE_ALARM_LEAST",
        "number",
        "500",
        "The same only from so many conversations on: a small line's evening is no alarm.",
    ),
    Variable(
        "BACKUPS",
        "folder",
        "",
        "Folder of the copies of the main database (words-…), made by `manage.py backups take "
        "words` or by you: their age is watched. Absent: nobody watches them.",
    ),
    Variable(
        "KEYS_BACKUPS",
        "folder",
        "",
        "The same for the copies of the keys (keys-…), in another place than the first.",
    ),
    Variable(
        "BACKUP_HOURS",
        "number",
        "26",
        "If the newest copy of either is older than so many hours, the settings, /metrics and the "
        "log say so.",
    ),
    Variable(
        "KEYS_BACKUP_DAYS",
        "number",
        "7",
        "So old a copy of the keys may become: until it is gone, what was erased meanwhile can be "
        "read by whoever has it. `manage.py backups take keys` throws older ones away.",
    ),
    Variable("PROCESSES", "number", "1", "How many web processes you start."),
    Variable(
        "TRUSTED_PROXIES",
        "number",
        "",
        "How many proxies of yours stand one behind the other before us: so many entries of "
        "X-Forwarded-For, from its end, are theirs and believed; 0: none. Absent: 1 at a public "
        "address, else 0. Used to count how often somebody comes; no address is kept.",
    ),
    Variable(
        "CHATS_PER_HOUR",
        "number",
        "30",
        "So many new chats from one address in an hour are as welcome as any; many people share "
        "one, in a shelter or on a phone. Those beyond it wait behind all others.",
    ),
    Variable(
        "CHATS_PER_HOUR_MOST",
        "number",
        "200",
        "So many at most; those beyond it are turned down with slow_down.",
    ),
    Variable(
        "CHATS_PER_MINUTE",
        "number",
        "60",
        "When more new chats than this come to one line in a minute, pages have to do some work "
        "(a second of a phone's) before they may open one, for the next five minutes.",
    ),
    Variable(
        "SECRET_KEY",
        "text",
        "",
        "Signs sessions; 50 characters or more. Absent, outside production: made once, in VAR_DIR.",
        secret=True,
    ),
    Variable(
        "MASTER_KEY",
        "text",
        "",
        "Wraps the conversations' keys, as name:base64 of 32 bytes; several, separated by spaces, "
        "for a change of key: the first is used for new ones.",
        secret=True,
    ),
    Variable(
        "MASTER_KEY_FILE",
        "folder",
        "",
        "File with the same, readable by its owner only. "
        "Both absent, outside production: made once, in VAR_DIR.",
    ),
    Variable("TWILIO_ACCOUNT_SID", "text", "", "Twilio account of the text channel; absent: off."),
    Variable("TWILIO_AUTH_TOKEN", "text", "", "Its token; also checks what comes in.", secret=True),
    Variable(
        "TWILIO_AUTH_TOKEN_OLD",
        "text",
        "",
        "While the token is changed: the other of the two, which is believed as well; take it out "
        "afterwards.",
        secret=True,
    ),
    Variable(
        "NAME_FINDER",
        "text",
        "",
        "A finder beside the rules, as module:name, for what is redacted at its close; empty: "
        "rules alone. transcripts.redact.learnt:Learnt comes along, and finds more.",
    ),
    Variable(
        "TWILIO_REDACTION",
        "flag",
        "0",
        "The account has Twilio's Message Redaction: no text that goes out is kept there.",
    ),
    Variable(
        "TWILIO_BASE_URL",
        "address",
        "https://api.twilio.com",
        "Where Twilio's API is: an edge, or the demo's own.",
    ),
    Variable(
        "TWILIO_TIMEOUT",
        "number",
        "10",
        "Seconds in which Twilio must take a text; after that it is looked up whether it has.",
    ),
    Variable(
        "TEXT_VALID_SECONDS",
        "number",
        "900",
        "What has not reached the phone after so many seconds is not to reach it any more: later "
        "it may be in someone else's hands. 36000 at most.",
    ),
    Variable(
        "TEXTS_PER_SECOND",
        "number",
        "1",
        "How many texts may leave one number per second; carriers hold back or block what is more.",
    ),
    Variable(
        "OPT_OUT_DAYS",
        "number",
        "1825",
        "For so many days it is remembered who wants no texts, by a keyed hash of the number.",
    ),
    Variable(
        "METRICS_TOKEN",
        "text",
        "",
        "Lets whoever sends it as `Authorization: Bearer …` read /metrics from another machine; "
        "absent: only this machine may.",
        secret=True,
    ),
    Variable(
        "METRICS_PORT",
        "number",
        "",
        "Loopback port on which `manage.py work` shows its own counts; absent: none. "
        "`manage.py serve` shows all at /metrics.",
    ),
    Variable(
        "MAIL_URL",
        "address",
        "",
        "Mail server for letters to organisations of the directory, as "
        "smtp+tls://user:password@mail.example.org:587 or smtps://…; absent: links are copied by "
        "hand.",
        secret=True,
    ),
    Variable("MAIL_FROM", "text", "", "From whom they come, as directory@example.org."),
    Variable(
        "DIRECTORY_TWO_PEOPLE",
        "flag",
        "0",
        "Whether what is published in the directory changes only once a second person with the "
        "same right has agreed. You need two administrators at least.",
    ),
    Variable(
        "LINK_CHECK_DAYS",
        "number",
        "0",
        "The worker looks at each web address of the directory every so many days, whether it "
        "still answers; 14 is good. 0: never. Whoever runs those pages sees the network address "
        "of your server, and nothing else of you; those of secret places are not asked.",
    ),
    Variable("DEMO", "flag", "0", "Demo: a host page, a phone, made-up people. Loopback only."),
    Variable("DEMO_PORT", "number", "", "Port of the demo's pages; absent: PORT + 1."),
    Variable("DEBUG", "flag", "0", "Django's debug pages. Loopback only."),
    Variable(
        "FAIL_POINT",
        "text",
        "",
        "For tests: the place in the code where this process ends itself as a power cut would, as "
        "before_commit:3 for the third time. Loopback only.",
    ),
    Variable(
        "SIGN_IN_HOURS",
        "number",
        "12",
        "The most hours that a sign-in at the desk lasts.",
    ),
    Variable(
        "IDLE_LOCK_MINUTES",
        "number",
        "10",
        "After so many minutes without a key or the mouse a desk asks for the password again.",
    ),
    Variable(
        "SECOND_FACTOR",
        "flag",
        "",
        "Whether everybody who signs in needs a second step (a code or a passkey). Absent: yes, "
        "except on this machine alone (loopback).",
    ),
    Variable("TIME_ZONE", "text", "UTC", "Time zone of hours and dates, as America/Winnipeg."),
    Variable("LOG_LEVEL", "text", "INFO", "DEBUG, INFO, WARNING or ERROR; no level logs words."),
)
VARIABLES = {variable.name: variable for variable in TABLE}


def example() -> str:
    """The text of `.env.example`: every variable, its default, one line of meaning."""
    lines = [
        "# Made from config/variables.py by `manage.py env`. Copy to .env; change what you need.",
        "",
    ]
    for variable in TABLE:
        note = " Secret." if variable.secret else ""
        lines += [f"# {variable.meaning}{note}", f"#{variable.name}={variable.default}", ""]
    return "\n".join(lines)
