"""The document of who may do what: the tables of `access.py` and `opens.py`, side by side."""

from collections.abc import Iterable

from config.opens import OPENS
from helpline.access import RULES, Rule
from helpline.roles import Role

HEAD = """\
# Who may do what

Made from `helpline/access.py` and `config/opens.py` by `manage.py access`; change it there. One
function decides, for pages, sockets and forms alike, and reads the role anew each time; every cell
of this page is tried by `tests/desk/test_matrix.py`.

- **counsellor** talks with seekers. **peer** does so in a queue of their own, and is shown no
  numbers. **supervisor** helps the others, and opens what is kept, for a reason that is written
  down. **administrator** runs the service and reads no words. **evaluator** sees figures only.
- Whoever set the installation up (a superuser) may do what an administrator may.
- *own*: about a conversation in their own hands. *beside*: also about one in which they read along
  (asked in, or watching), as far as that goes. *line*: about any of their line. Another's
  conversation is answered as if there were none, and that somebody tried is written down.
"""


def text() -> str:
    """The whole text of `docs/access.md`."""
    return "\n".join([HEAD, *_actions(), *_addresses()])


def _actions() -> Iterable[str]:
    yield "## Actions\n"
    yield "| action | " + " | ".join(Role) + " |"
    yield "| --- |" + " --- |" * len(Role)
    for name, rule in RULES.items():
        yield f"| `{name}` | " + " | ".join(_cell(rule, role) for role in Role) + " |"
    yield ""


def _cell(rule: Rule, role: Role) -> str:
    return (rule.reach or "yes") if role in rule.roles else ""


def _addresses() -> Iterable[str]:
    yield "## Addresses\n"
    yield "| address begins with | opens to |"
    yield "| --- | --- |"
    for address, who in OPENS.items():
        yield f"| `/{address}` | {f'`{who}`' if who in RULES else who} |"
    yield ""
