"""Plays a scene and keeps for each page what it had, what it got, and what a new one has."""

import re
from typing import Any

from tests.replay.scenes import SCENES, Cast
from tests.replay.stage import Client, Frame, Stage

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# The id of a picture, which stands among other letters.
HEX = re.compile(r"\b[0-9a-f]{32}\b")
TIMELESS = {"now": 0, "token": "token", "texts": {}}
# Different in every run, and nothing that is shown.
SECRET = {"seal", "seals"}

Recorded = dict[str, dict[str, Any]]


async def play(name: str, stage: Stage) -> Recorded:
    """The scene as each page saw it: `stale`, `frames`, `fresh`; `said` has its own words by id."""
    begin, happen = SCENES[name]
    await begin(stage)
    pages: dict[str, Client] = {
        "desk": await stage.window(stage.robin),
        "other_window": await stage.window(stage.robin),
        "colleague": await stage.window(stage.noor),
        "talk": await stage.new_tab(stage.tab.token if stage.tab else None),
    }
    starts = {who: len(page.frames) for who, page in pages.items()}
    token = pages["talk"].frames[0]["token"]
    await happen(Cast(stage, pages["desk"], pages["talk"]))  # type: ignore[arg-type]
    recorded: Recorded = {
        who: {"stale": page.frames[: starts[who]], "frames": page.frames[starts[who] :]}
        for who, page in pages.items()
    }
    for who, person in {"desk": stage.robin, "colleague": stage.noor}.items():
        recorded[who]["fresh"] = (await stage.window(person)).frames[:1]
    recorded["other_window"]["fresh"] = recorded["desk"]["fresh"]
    recorded["talk"]["fresh"] = (await stage.new_tab(token)).frames[:2]
    for who, page in pages.items():
        recorded[who]["said"] = page.said
    plain: Recorded = _plain(recorded, {}, {})
    return plain


def _plain(value: Any, ids: dict[str, str], handles: dict[str, str]) -> Any:
    """The same with ids, names and tokens that are the same in every run."""
    if isinstance(value, dict):
        if value.get("type") == "return":
            value = {**value, "number": "204-234-5678"}
        return {
            _plain(key, ids, handles): handles.setdefault(each, f"Quiet Heron {len(handles) + 1}")
            if key == "handle"
            else TIMELESS.get(key, _plain(each, ids, handles))
            for key, each in value.items()
            if key not in SECRET
        }
    if isinstance(value, list):
        return [_plain(each, ids, handles) for each in value]
    if isinstance(value, str) and UUID.fullmatch(value):
        return ids.setdefault(value, f"00000000-0000-4000-8000-{len(ids) + 1:012d}")
    if isinstance(value, str):
        return HEX.sub(lambda found: ids.setdefault(found[0], f"{len(ids) + 1:032d}"), value)
    return value


__all__ = ["Frame", "Recorded", "play"]
