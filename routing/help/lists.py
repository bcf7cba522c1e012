"""The list of what was found: what surely fits, and how much more may fit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from helpline.models import Line
from helpline.phrases import fold
from referrals.barriers import barriers, spoken
from referrals.search import looking
from referrals.search.publicshelf import Open
from referrals.showing import freshness
from routing.help import forms, needs, rows
from routing.help.forms import Form

ON_A_PAGE = 15
# The conditions that stand in sight; the others are folded away until one is chosen.
FIRST = 3


def shown(
    shelf: Open, form: Form, words: Mapping[str, str], locale: str, now: datetime, line: Line
) -> dict[str, Any]:
    """One page of it."""
    place = shelf.town(form.place)
    query = forms.query(form, place)
    old = freshness.after(line)
    looked = looking.look(shelf, query, now, old)
    found = [*looked.sure, *looked.unsure] if form.all else looked.sure
    last = max(1, -(-len(found) // ON_A_PAGE))
    page = min(form.page, last)
    some = found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    asked = tuple(query.barriers)
    return {
        "scene": "list",
        "need": needs.chosen(shelf.needs, form.need, locale),
        "rows": [
            rows.row(each, asked, locale, now, line.country, old) for each in looked.found(some)
        ],
        "headline": _headline(len(found), len(looked.unsure), words, all_=form.all),
        "nothing": not (looked.sure or looked.unsure),
        "abroad": words["abroad"] if looked.abroad else "",
        "unsure": "" if form.all else _unsure(looked, words, locale),
        "also_unsure": form.all and bool(looked.unsure),
        "read_place": _other_place(form.place, place, words),
        "before": page - 1 if page > 1 else 0,
        "next": page + 1 if page < last else 0,
        "page_of": words["page_of"].format(n=page, last=last) if last > 1 else "",
    }


def _headline(count: int, unsure: int, words: Mapping[str, str], *, all_: bool) -> str:
    if not count:
        return words["found_none" if unsure else "found_nothing"]
    if all_ and unsure:
        return words["found_all"].format(n=count)
    return words["found_one"] if count == 1 else words["found"].format(n=count)


def _unsure(looked: looking.Looked, words: Mapping[str, str], locale: str) -> str:
    if not looked.unsure:
        return ""
    what = rows.missing(looked.missing(), words, locale)
    name = "unsure_one" if len(looked.unsure) == 1 else "unsure"
    return words[name].format(n=len(looked.unsure), what=what)


def _other_place(typed: str, read: str, words: Mapping[str, str]) -> str:
    """Said where a slip of the finger was read as another word."""
    typed_words = " ".join(fold(typed))
    return words["read_place"].format(place=read.title()) if read != typed_words else ""


def conditions(form: Form, words: Mapping[str, str], locale: str) -> dict[str, Any]:
    """The boxes to tick, those in sight and the others."""
    every = [
        {"name": name, "label": _label(name, words, locale), "on": name in form.only}
        for name in forms.known()
    ]
    rest = every[FIRST:]
    return {"first": every[:FIRST], "rest": rest, "open": bool([e for e in rest if e["on"]])}


def _label(name: str, words: Mapping[str, str], locale: str) -> str:
    barrier = barriers().get(name)
    return spoken(name, barrier.good, locale) if barrier else words[name]
