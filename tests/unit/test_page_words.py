"""Every word of the staff's pages is there in French, with its spaces and the same blanks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
ROOMS = [ROOT / room for room in ("config", "drill", "office", "referrals", "routing")]
MARKS = {"_", "later", "gettext", "gettext_lazy"}
SIMPLE = re.compile(r"""\{% translate (?:"([^"]+)"|'([^']+)') %\}""")
BLOCK = re.compile(r"\{% blocktranslate[^%]*%\}(.*?)\{% endblocktranslate %\}", re.DOTALL)
BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def in_code() -> Iterator[str]:
    for path in (path for room in ROOMS for path in room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "ngettext":
                yield from (
                    str(each.value) for each in node.args[:2] if isinstance(each, ast.Constant)
                )
            if node.func.id in MARKS:
                (words,) = node.args
                assert isinstance(words, ast.Constant), f"{path}:{node.lineno}"
                yield str(words.value)


def in_templates() -> Iterator[str]:
    for path in (path for room in ROOMS for path in room.rglob("*.html")):
        text = path.read_text()
        yield from (one or other for one, other in SIMPLE.findall(text))
        for block in BLOCK.findall(text):
            for words in block.split("{% plural %}"):
                yield re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", words)


def french() -> dict[str, str]:
    with (ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po").open("rb") as file:
        found = read_po(file, locale="fr")
    said: dict[str, str] = {}
    for each in found:
        if each.id and not each.context:
            ids, strings = ((x,) if isinstance(x, str) else x or () for x in (each.id, each.string))
            said |= dict(zip(ids, strings, strict=True))
    return said


WORDS = sorted({*in_code(), *in_templates()})
FRENCH = french()


def test_words_were_found() -> None:
    assert {"Settings", "Hours", "Stands now:"} <= set(WORDS)


def test_every_word_is_there_in_french() -> None:
    assert [words for words in WORDS if not FRENCH.get(words)] == []


@pytest.mark.parametrize("words", WORDS)
def test_french_has_its_spaces_and_its_blanks(words: str) -> None:
    said = FRENCH[words]
    assert sorted(BLANK.findall(said)) == sorted(BLANK.findall(words))
    assert not re.search(r"[^\u202f\s][?!;]", said), said
    assert not re.search(r"[^\u00a0\d]:(?!/)", said), said
    assert "'" not in said, said
