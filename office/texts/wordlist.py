"""The texts that an organisation may word itself: by the name they have, what each is for."""

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as later

from routing.plain.words import WORDS
from routing.texting.lengths import OTHERS
from routing.texting.words import NAMES

Face = Literal["page", "phone"]


@dataclass(frozen=True, slots=True)
class Text:
    """One text: where it is read (the seeker's page or a phone), its name, and its purpose."""

    face: Face
    name: str
    purpose: Any
    group: Any = ""


FIRST, LINE = later("Before they start"), later("While they wait")
TURN, SHUT = later("When it is their turn"), later("When nobody can come")
DANGER, END = later("In danger"), later("At the end")
SMALL = later("A small word of the page.")

PAGE = (
    Text("page", "first_now", later("The very first line: who is there."), FIRST),
    Text("page", "first_title", later("The heading over the five short lines."), FIRST),
    Text("page", "safe_lead", later("The question whether it is safe, in bold."), FIRST),
    Text("page", "safe", later("What to do if somebody may look at the screen."), FIRST),
    Text("page", "who_lead", later("The beginning of the line on who reads, in bold."), FIRST),
    Text("page", "who", later("Who reads what they write. It must be true."), FIRST),
    Text("page", "limits_lead", later("The beginning of the line on telling others."), FIRST),
    Text(
        "page",
        "limits",
        later("When you must tell somebody else. Write what your law asks."),
        FIRST,
    ),
    Text("page", "start", later("The button that begins."), FIRST),
    Text("page", "no_account", later("Under the button: that nothing is asked of them."), FIRST),
    Text("page", "write_title", later("The heading over the first words."), FIRST),
    Text("page", "write_help", later("What happens to the first words."), FIRST),
    Text("page", "waiting_now", later("The first line while they wait."), LINE),
    Text("page", "wait_help", later("What one may do while waiting."), LINE),
    Text("page", "meanwhile_1", later("The first thing that may help while waiting."), LINE),
    Text("page", "meanwhile_2", later("The second thing that may help while waiting."), LINE),
    Text(
        "page", "elsewhere_wait", later("The heading over your other places, while waiting."), LINE
    ),
    Text("page", "go_title", later("Whether they are alone, before somebody may write."), TURN),
    Text("page", "go_help", later("What happens when they press Go."), TURN),
    Text("page", "go_hold", later("That their place is held."), TURN),
    Text("page", "closed_more", later("In the first line: that you are closed."), SHUT),
    Text("page", "opens_again", later("The heading that says when you open again."), SHUT),
    Text("page", "closed_title", later("The heading when nobody knows when you open."), SHUT),
    Text("page", "opens_unknown", later("When nobody knows when you open again."), SHUT),
    Text("page", "full_title", later("The heading when too many wait."), SHUT),
    Text("page", "full_help", later("Why nobody new can come in."), SHUT),
    Text("page", "missed_help", later("To whoever waited and got nobody."), SHUT),
    Text("page", "elsewhere", later("The heading over your other places."), SHUT),
    Text("page", "danger_lead", later("The question before the emergency number."), DANGER),
    Text("page", "danger", later("Which number to call in danger."), DANGER),
    Text("page", "despair_lead", later("The question before the number for despair."), DANGER),
    Text("page", "despair", later("Which number to call, day or night."), DANGER),
    Text("page", "over_now", later("The first line when the chat is over."), END),
    Text("page", "choice_title", later("The question what is to become of their words."), END),
    Text("page", "survey", later("Whether they want to answer two questions."), END),
    Text("page", "survey_help", later("What becomes of the answers."), END),
    Text("page", "survey_feel", later("The first question."), END),
    Text("page", "survey_helped", later("The second question."), END),
    Text("page", "survey_thanks", later("After the answers."), END),
)
KNOWN = {text.name for text in PAGE}
# What is kept is said by the policy, and truly.
REST = tuple(Text("page", name, SMALL) for name in WORDS if name not in KNOWN | {"kept"})
PURPOSES = {
    "greeting": later("The first answer to a first text: that a person will read it."),
    "waiting": later("When somebody waits for long."),
    "closed": later("The answer outside the hours."),
    "handed_back": later("When their counsellor had to go."),
    "second": later("When a colleague is introduced, who may write to them from then on."),
    "second_left": later("When that colleague is there no longer and the talk goes on."),
    "taken_over": later("When a colleague goes on with them."),
    "picture": later("When they sent a picture and you take none."),
    "probe": later("Asks whether it is a good time, and nothing else."),
    "stopped": later("The answer to STOP. Carriers require it."),
    "started": later("The answer to START. Carriers require it."),
    "help": later("The answer to HELP. Carriers require it."),
    "neutral_end": later("When a counsellor ends a hurtful talk. Also on the page."),
    "turned_away": later("To whoever is blocked: until when, and whom to write to."),
    "passed_on": later("When they said yes to a partner, who answers from then on."),
    "partner_away": later("When nobody at the partner could, and they are back with you."),
    "held": later("When a law has their words kept past their time; empty tells nobody."),
    OTHERS: later("Your own sentence on where else to turn; it stands in the answer when closed."),
}
PHONE = tuple(Text("phone", name, PURPOSES[name]) for name in (*NAMES, OTHERS))


def find(face: str, name: str) -> Text | None:
    """The text of this face and name, if there is one."""
    every = (*PAGE, *REST, *PHONE)
    return next((text for text in every if (text.face, text.name) == (face, name)), None)


def purpose_of(name: str) -> str:
    """What a text of this name is for, wherever it is read."""
    texts = (text for text in (*PAGE, *REST, *PHONE) if text.name == name)
    return str(next((text.purpose for text in texts), name))
