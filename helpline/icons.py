"""The small pictures a browser's tab may show: plain things that say nothing of a helpline.

They are part of the page itself, so no request is made for them and no file has a name.
"""

from urllib.parse import quote

# Grey that is seen on the light and on the dark tabs of browsers; drawn on 16 by 16.
_SHAPES = {
    "chat": "M3 3h10v7H7l-3 3v-3H3z",
    "page": "M4 2h6l2 2v10H4zM6 7h4M6 10h4",
    "sun": "M5 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0M8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.5 1.5M11.5 11.5L13 13"
    "M3 13l1.5-1.5M11.5 4.5L13 3",
    "list": "M3 4h1M7 4h6M3 8h1M7 8h6M3 12h1M7 12h6",
}
_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="{}" fill="none"'
    ' stroke="#7b7369" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
NONE = "data:,"
ICONS = {
    "none": NONE,
    **{
        name: f"data:image/svg+xml,{quote(_PICTURE.format(shape))}"
        for name, shape in _SHAPES.items()
    },
}
