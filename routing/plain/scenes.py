"""Which of the few pictures the plain page shows, and what stands in it: as the widget decides."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from msgspec import UNSET, UnsetType

from helpline.protocol import Door, LinePage, Place, Shown, StateFrame
from routing.consoles.visits import Visit
from routing.hands.surveys import QUESTIONS
from routing.plain.steps import CHOICES, Done
from routing.plain.words import Speech

OVER = ("wrap_up", "closed", "abandoned")
# Where one can write, and where new words come by themselves.
WRITING = ("waiting", "here", "write")
LOOKING = ("waiting", "here")
BANDS = {"minutes": "wait_minutes", "quarter": "wait_quarter", "half_hour": "wait_half_hour"}
LONG = {**BANDS, "quarter": "wait_quarter_long"}


def scene_of(state: StateFrame, door: Door, done: Done) -> str:
    """`first` · `waiting` · `go` · `here` · `write` once more · `over` · `done` · `closed`."""
    again = done.form.again
    if (state.erased and not again) or done.chosen:
        return "done"
    if state.state == "none":
        return "first" if door.state == "open" else "closed"
    if state.state in OVER:
        return "write" if again else "over"
    if state.state != "active":
        return "waiting"
    return "go" if state.unready else "here"


def strip_of(scene: str, state: StateFrame, door: Door, messages: Sequence[Shown]) -> str:
    """The name of the strip's three texts."""
    if scene == "write" and state.state == "wrap_up":
        return "again"
    if scene == "closed" and door.state == "full":
        return "full"
    if scene == "over" and state.state == "abandoned" and door.state != "open":
        return "missed"
    paused = not isinstance(state.paused, UnsetType)
    if scene == "here" and paused:
        return "paused"
    if scene != "waiting":
        return scene
    if paused:
        return "paused_line"
    if door.state == "closing":
        return "closing"
    return "dropped" if any(each.author == "counsellor" for each in messages) else "waiting"


def name_of(state: StateFrame, messages: Sequence[Shown], speech: Speech) -> str:
    """Whoever is here, or answered last."""
    said = [each.name for each in messages if each.author == "counsellor"]
    return state.who or (said[-1] if said else speech.say("someone"))


def strip(name: str, who: str, speech: Speech) -> dict[str, str]:
    """Who is here, bold and plain, and what comes next."""
    return {part: speech.say(f"{name}_{part}", name=who) for part in ("now", "more", "next")}


def row(message: Shown, speech: Speech) -> dict[str, Any]:
    """One message as it stands in the log."""
    mine = message.author == "seeker"
    name = message.name or speech.say("second" if message.author == "guest" else "someone")
    return {
        "mine": mine,
        "who": speech.say("you_said") if mine else speech.say("they_said", name=name),
        "words": message.text,
    }


def before(door: Door, about: LinePage, speech: Speech) -> dict[str, Any]:
    """What is shown to somebody who has no talk."""
    opens = moment(door.opens)
    return {
        "full": door.state == "full",
        "numbers": about.return_hours > 0,
        "opens": speech.say("opens_again", when=speech.when(opens)) if opens else "",
        "hours": _hours(about, speech),
        "zone": speech.say("hours_zone", zone=_city(about.hours.zone)),
        **around(about, speech),
    }


def around(about: LinePage, speech: Speech) -> dict[str, Any]:
    """Other lines and places, and the numbers of the line's country."""
    danger, despair = about.danger, about.despair
    return {
        "places": [_place(each, speech) for each in (*about.elsewhere, *_own(about, speech))],
        "danger": speech.say("danger", number=danger) if danger else "",
        "despair": speech.say("despair", number=despair) if despair else "",
    }


def talking(
    about: LinePage, found: Visit, done: Done, scene: str, speech: Speech
) -> dict[str, Any]:
    """What is shown of a talk in this scene; before they say that they are alone, no words."""
    state, messages = found.state, [] if scene in ("go", "done") else found.messages
    name = name_of(state, found.messages, speech)
    until = moment(state.paused)
    held = speech.say("paused_until", time=speech.time(until)) if until else ""
    return {
        "name": name,
        "log_with": speech.say("log_with", name=name) if state.who else speech.say("log"),
        "rows": [row(each, speech) for each in messages],
        "paused": held,
        "go_time": speech.say("go_time", name=name),
        "waits": state.state == "waiting",
        "wait": speech.say(LONG[state.wait] if isinstance(state.wait, str) else "wait_unknown"),
        "bands": [(speech.say(text), band == state.wait) for band, text in BANDS.items()]
        if isinstance(state.wait, str)
        else [],
        "picks": _picks(about, state, speech),
        "numbers": about.return_hours > 0,
        "number": done.number[0] if done.number else "",
        "number_until": speech.say("return_now", time=speech.time(done.number[1]))
        if done.number
        else "",
        "survey": _survey(speech) if about.survey and not done.thanks else [],
        "thanks": done.thanks,
        "chosen": done.chosen,
        "slip": _slip(about, state, done, speech),
        "leaving": _leaving(about, state, speech),
        "missed": state.state == "abandoned" and found.door.door.state != "open",
    }


def trouble(done: Done, limit: int, speech: Speech) -> str:
    """What to say beside the words that were not taken."""
    return speech.say(done.trouble, limit=speech.number(limit)) if done.trouble else ""


def moment(milliseconds: int | UnsetType) -> datetime | None:
    if milliseconds is UNSET or isinstance(milliseconds, UnsetType):
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _picks(about: LinePage, state: StateFrame, speech: Speech) -> list[dict[str, str]]:
    """The safest way first; the longer ones as far as the line offers them.

    Where days were chosen before, that is how it is: `keep` would take them back.
    """
    at, days = moment(state.erase_at), _days(about)
    helps = {
        "erase": speech.say("erase_help"),
        "days": speech.say("days_help"),
        "follow_up": speech.say("follow_up_help", n=days["follow_up"]),
        "keep": speech.say("keep_until", when=speech.when(at)) if at else speech.say("keep_help"),
    }
    asked = days.get(state.wish, 0)
    offered = [each for each in CHOICES if days.get(each, 1) and not (asked and each == "keep")]
    first = state.wish if state.wish in offered else offered[0]
    told = _of_law(state, speech)
    return [
        {
            "choice": each,
            "label": speech.say(each, n=days.get(each, 0)),
            "help": "" if told else helps[each],
            "checked": "checked" if each == first else "",
        }
        for each in offered
    ]


def _survey(speech: Speech) -> list[dict[str, Any]]:
    return [
        {
            "question": question,
            "label": speech.say(f"survey_{question}"),
            "answers": [(said, speech.say(f"{question}_{said}")) for said in answers],
        }
        for question, answers in QUESTIONS.items()
    ]


def _days(about: LinePage) -> dict[str, int]:
    return {"days": about.keep_days, "follow_up": about.follow_up_days}


def _slip(about: LinePage, state: StateFrame, done: Done, speech: Speech) -> str:
    if told := _of_law(state, speech):
        return told
    at, days = moment(state.erase_at), _days(about).get(done.chosen, 0)
    if state.erased and at:
        return speech.say("slip_erased", when=speech.when(at))
    if at:
        return speech.say("slip_until", when=speech.when(at))
    return speech.say("slip_days", n=days) if days else speech.say("slip_kept")


def _leaving(about: LinePage, state: StateFrame, speech: Speech) -> str:
    if told := _of_law(state, speech):
        return told
    if at := moment(state.erase_at):
        return speech.say("if_you_leave_until", when=speech.when(at))
    days = _days(about).get(state.wish, 0)
    return speech.say("if_you_leave_days", n=days) if days else speech.say("if_you_leave")


def _of_law(state: StateFrame, speech: Speech) -> str:
    """What is said in place of our own promises where a law has a copy kept; else nothing."""
    if isinstance(state.law, UnsetType):
        return ""
    when = speech.when(datetime.fromtimestamp(state.law.until / 1000, UTC))
    return state.law.said[speech.locale].format(when=when)


def _place(place: Place, speech: Speech) -> dict[str, str]:
    name, lang = _in_words(place.name, speech.locale)
    helps, help_lang = _in_words(place.help, speech.locale)
    page = place.open if place.open.lower().startswith(("https://", "/help/")) else ""
    dial = "".join(sign for sign in place.call if sign.isdigit() or sign == "+")
    return {
        "name": name,
        "lang": lang,
        "help": helps,
        "help_lang": help_lang,
        "call": place.call,
        "href": f"tel:{dial}" if place.call else page,
    }


def _in_words(texts: Mapping[Any, str], locale: str) -> tuple[str, str]:
    """In the language of the page if it is there in it, else in the other, which is then named."""
    if own := texts.get(locale):
        return own, ""
    other = "fr" if locale == "en" else "en"
    return texts.get(other, ""), other


def _own(about: LinePage, speech: Speech) -> list[Place]:
    if not about.directory:
        return []
    locale: Any = speech.locale
    name, helps = {locale: speech.say("directory")}, {locale: speech.say("directory_help")}
    own = speech.locale if about.directory.startswith("/") else ""
    return [Place(name=name, help=helps, open=about.directory + own)]


def _hours(about: LinePage, speech: Speech) -> list[tuple[str, list[str]]]:
    """Each day with its spans, Monday first, then the days soon to come that are different."""
    week = [
        (speech.weekday(day), [speech.span(each) for each in spans])
        for day, spans in enumerate(about.hours.week)
    ]
    dates = [
        (speech.day(datetime.fromisoformat(day)), [speech.span(each) for each in spans])
        for day, spans in about.hours.dates.items()
    ]
    return [*week, *dates]


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
