"""To whom each address opens: everybody, whoever is signed in, or who may do an action.

The pages decide by themselves, through `helpline/access.py`; this table is what they are held to
(`tests/desk/test_matrix.py`), and what `docs/access.md` is made of. An address that is not here
fails the test.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

EVERYBODY, SIGNED_IN, NOBODY = "everybody", "whoever is signed in", "nobody"

# By the beginning of the address; the longest one counts.
OPENS: dict[str, str] = {
    "": EVERYBODY,
    "widget.js": EVERYBODY,
    "widget/": EVERYBODY,
    "chat/": EVERYBODY,
    "help/": EVERYBODY,
    "receipts/": EVERYBODY,
    "api/directory/": EVERYBODY,
    # Whoever has the link that an organisation was sent.
    "confirm/": EVERYBODY,
    "console/": "console",
    "console/snippets/": "console",
    "console/find/": "console",
    "console/pictures/": "picture",
    "console/site/": "sites",
    "console/figures/": "figures",
    "console/wall/": "wall",
    "console/transcripts/": "transcripts",
    "console/transcript/": "transcript",
    "console/copies/": "disclose",
    "console/demands/": "demands",
    "console/demands/<uuid:pk>/": "demand",
    "console/holds/": "holds",
    "console/hold/": "ask_hold",
    "console/drill/": "drill",
    "console/checklist/": "checklist",
    "console/decisions/": "decisions",
    "console/blocks/": "blocks",
    "console/settings/": "settings",
    "console/settings/agree/": "agree",
    "console/settings/directory/proposals/": "tend",
    "console/settings/directory/reviews/": "tend",
    "console/settings/directory/told/": "tell",
    "accounts/": SIGNED_IN,
    "accounts/login/": EVERYBODY,
    "accounts/inactive/": EVERYBODY,
    # Whoever has the link that was made for them.
    "accounts/welcome/": EVERYBODY,
    "accounts/logout/": EVERYBODY,
    # The second half of signing in: whoever gave the password, and nobody else.
    "accounts/2fa/authenticate/": EVERYBODY,
    "accounts/2fa/webauthn/login/": EVERYBODY,
    "admin/": "administer",
    "admin/login/": EVERYBODY,
    "admin/logout/": EVERYBODY,
    # What happened is looked at, and changed by nobody.
    **{
        f"admin/{table}/{change}/": NOBODY
        for table in (
            "helpline/tally",
            "routing/block",
            "routing/reveal",
            "transcripts/removal",
            "transcripts/audit",
        )
        for change in ("add", "<path:object_id>/delete")
    },
    "demo/": EVERYBODY,
}


def addresses() -> Iterator[str]:
    """Every address that the platform knows, as it is written in the tables of addresses."""
    yield from _below(get_resolver().url_patterns, "")


def _below(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for each in patterns:
        path = prefix + str(each.pattern).removeprefix("^")
        if isinstance(each, URLResolver):
            yield from _below(each.url_patterns, path)
        else:
            yield path


def opens(address: str) -> str:
    """To whom an address opens; raises KeyError for one that nobody has thought of."""
    fitting = [known for known in OPENS if known and address.startswith(known)]
    if not fitting and address:
        raise KeyError(f"/{address} is in no row of config/opens.py: say there who may open it.")
    return OPENS[max(fitting, key=len, default="")]
