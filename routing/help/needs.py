"""The needs one chooses from, as they stand on a page, with how many places there are. Pure."""

from collections.abc import Iterable, Iterator
from typing import Any

from referrals.terms.categories import Node
from referrals.wording.texts import said


def first(needs: Iterable[Node], locale: str) -> list[dict[str, Any]]:
    """Those on top, the pinned ones first; where there is no place nobody is led."""
    return [_button(node, locale) for node in needs if node.count]


def chosen(needs: Iterable[Node], code: str, locale: str) -> dict[str, Any]:
    """The need of this code, what is narrower, and what is near; empty if there is none."""
    known = {node.code: node for node in _all(needs)}
    node = known.get(code)
    if node is None:
        return {}
    near = [known[each] for each in node.see_also if each in known]
    return {
        **_button(node, locale),
        "about": said(node.definition, locale),
        "narrower": first(node.children, locale),
        "near": first(near, locale),
    }


def is_need(needs: Iterable[Node], code: str) -> bool:
    return bool([node for node in _all(needs) if node.code == code])


def _all(needs: Iterable[Node]) -> Iterator[Node]:
    for node in needs:
        yield node
        yield from _all(node.children)


def _button(node: Node, locale: str) -> dict[str, Any]:
    return {"code": node.code, "label": said(node.label, locale), "count": node.count}
