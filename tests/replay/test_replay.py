"""A stale page and the frames that followed give what a fresh page shows; kept for both languages.

The recordings in `fixtures/` are read by the pages' own tests too. To make them anew after a
change of the protocol: HELPLINE_WRITE_FIXTURES=1 pytest tests/replay.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from helpline.models import Line
from tests.desk.house import REAL, new_counsellor, new_line
from tests.replay.record import Recorded, play
from tests.replay.reducer import desk, reduce_desk, talk
from tests.replay.scenes import SCENES
from tests.replay.stage import Stage
from tests.services_plugin import CHOSEN

FIXTURES = Path(__file__).parent / "fixtures"
DESKS = ("desk", "other_window", "colleague")
WRITING = "HELPLINE_WRITE_FIXTURES" in os.environ
# On SQLite there is one process: nothing can happen in another one.
ALONE = os.environ[CHOSEN] == "sqlite" and not WRITING
WAYS = ["here"] if ALONE else ["here", "elsewhere"]
pytestmark = [REAL, pytest.mark.asyncio]


@pytest.fixture
def line() -> Line:
    return new_line(slug="harbour", number="+12045550100")


@pytest.fixture
def stage(line: Line, request: pytest.FixtureRequest) -> Stage:
    people = [new_counsellor(line, name) for name in ("Robin", "Noor")]
    return Stage(line, *people, elsewhere=request.param == "elsewhere")


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("stage", WAYS, indirect=True)
async def test_frames_lead_from_a_stale_page_to_a_fresh_one(
    stage: Stage, name: str, request: pytest.FixtureRequest
) -> None:
    async with stage:
        seen = await play(name, stage)
    for who in DESKS:
        page = seen[who]
        start, [fresh] = desk(page["stale"][0]), page["fresh"]
        earlier = page["stale"][1:]
        twice = [frame for frame in page["frames"] for _ in range(2)]
        for frames in (page["frames"], twice):
            same(reduce_desk(start, [*earlier, *frames], page["said"]), desk(fresh), who)
    check_talk(seen["talk"])
    way = request.node.callspec.params["stage"]
    compare(f"{name}.{way}", seen)


def same(reduced: dict[str, Any], fresh: dict[str, Any], who: str) -> None:
    """Equal, but for the number up to which nothing is missing: one's own words do not move it."""
    for pk, view in reduced["conversations"].items():
        newest = fresh["conversations"][pk]["seq"] if pk in fresh["conversations"] else 0
        assert view["seq"] <= newest, who
        view["seq"] = newest
    assert reduced == fresh, who


def check_talk(page: dict[str, Any]) -> None:
    """The seeker's page, unless its token opens nothing any more: then it was told so."""
    if page["fresh"][0]["type"] == "refused":
        assert page["fresh"][0]["code"] == "token"
        return
    reduced = talk([*page["stale"], *page["frames"]], page["said"])
    assert reduced == talk(page["fresh"], {})


def compare(name: str, seen: Recorded) -> None:
    """What was recorded is what is committed; or is written, if that was asked for."""
    written = in_lines(seen)
    file = FIXTURES / f"{name}.json"
    if WRITING:
        file.write_text(written)
    assert file.exists(), f"{file.name} is not there: HELPLINE_WRITE_FIXTURES=1 pytest tests/replay"
    assert file.read_text() == written


def in_lines(seen: Recorded) -> str:
    """As JSON with a line for each frame, so that a change shows what it changes."""
    pages = []
    for who, page in seen.items():
        ordered = {**page, "frames": steps_first(page["frames"])}
        parts = [f'  "{part}": {_list(ordered[part])}' for part in ("stale", "frames", "fresh")]
        parts.append(f'  "said": {json.dumps(page["said"], ensure_ascii=False)}')
        pages.append(f' "{who}": {{\n' + ",\n".join(parts) + "\n }")
    return "{\n" + ",\n".join(pages) + "\n}\n"


def steps_first(frames: list[Any]) -> list[Any]:
    """One's own shift and who reads along come by another way than the steps: which is first is
    chance."""
    ordered: list[Any] = []
    for frame in frames:
        place = len(ordered)
        while (
            frame["type"] == "step"
            and place
            and ordered[place - 1]["type"] in ("status", "company")
        ):
            place -= 1
        ordered.insert(place, frame)
    return ordered


def _list(frames: list[Any]) -> str:
    lines = ",\n".join(f"   {json.dumps(frame, ensure_ascii=False)}" for frame in frames)
    return f"[\n{lines}\n  ]" if frames else "[]"
