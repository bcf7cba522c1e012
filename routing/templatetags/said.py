"""Words with their addresses and numbers made tappable; by the rules of `widget/links.ts`."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ADDRESS = r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}'’»]"
NUMBER = r"(?<![\w-])(?:\+?1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])"
EITHER = re.compile(f"{ADDRESS}|{NUMBER}")
OUTSIDE = ' target="_blank" rel="noopener noreferrer"'


@register.filter
def linked(words: str) -> SafeString:
    """The words, escaped, with links: a page opens beside ours and learns nothing of it."""
    parts, end = [], 0
    for found in EITHER.finditer(words):
        parts += [escape(words[end : found.start()]), _link(found[0])]
        end = found.end()
    parts.append(escape(words[end:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped


def _link(text: str) -> str:
    if text.startswith("http"):
        return f'<a href="{escape(text)}"{OUTSIDE}>{escape(text)}</a>'
    return f'<a href="tel:{re.sub(r"[^0-9+]", "", text)}">{escape(text)}</a>'
