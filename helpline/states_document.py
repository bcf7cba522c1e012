"""The document of a conversation's life: the table of `states.py`, drawn."""

from helpline.states import FINAL, TABLE, State, Trigger

HEAD = """\
# The life of a conversation

Made from `helpline/states.py` by `manage.py states`; change it there. A trigger that is not in
the row of the present state is refused.
"""


def text() -> str:
    """The whole text of `docs/states.md`."""
    return "\n".join([HEAD, diagram(), table()])


def diagram() -> str:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {State.WAITING}"]
    lines += [
        f"    {state} --> {after}: {trigger}"
        for state, row in TABLE.items()
        for trigger, after in row.items()
    ]
    lines += [f"    {state} --> [*]" for state in State if state in FINAL]
    return "\n".join([*lines, "```", ""])


def table() -> str:
    """One row a trigger, one column a state; an empty cell is a refusal."""
    lines = ["| trigger | " + " | ".join(State) + " |", "| --- |" + " --- |" * len(State)]
    lines += [
        f"| {trigger} | " + " | ".join(TABLE[state].get(trigger, "") for state in State) + " |"
        for trigger in Trigger
    ]
    return "\n".join([*lines, ""])
