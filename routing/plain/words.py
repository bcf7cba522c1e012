"""The words of the plain page by name: those of the widget, word for word, and a few of its own.

A line may replace any of them by its name. French stands in `locale/fr`, under the name as context.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.utils import formats, timezone, translation
from django.utils.translation import pgettext

from helpline import clocks
from helpline.days import counted
from helpline.models import Line
from routing.entering.openings import texts_of

WORDS = {
    "exit": "Exit now",
    "menu": "More choices",
    "first_now": "Nobody is here yet.",
    "first_more": "",
    "first_next": "Next: press Start, then wait a little.",
    "join_now": "One moment.",
    "join_more": "You get a place in line.",
    "join_next": "Next: you can write already.",
    "write_now": "Nobody is here now.",
    "write_more": "",
    "write_next": "Next: write, and you are in line.",
    "closed_now": "Nobody is here now.",
    "closed_more": "We are closed.",
    "closed_next": "Below: where else you can turn.",
    "full_now": "Too many wait just now.",
    "full_more": "",
    "full_next": "Below: where else you can turn.",
    "adrift_now": "One moment.",
    "adrift_more": "Something here does not answer.",
    "adrift_next": "Next: press Send once more.",
    "waiting_now": "You are in line.",
    "waiting_more": "Nobody is here yet.",
    "waiting_next": "Next: we say when someone is here.",
    "closing_now": "We close soon.",
    "closing_more": "You are still in line.",
    "closing_next": "If no one can come, we say so.",
    "paused_line_now": "You paused.",
    "paused_line_more": "You keep your place.",
    "paused_line_next": "Next: press Go on when you like.",
    "go_now": "{name} is ready.",
    "go_more": "It is your turn.",
    "go_next": "Next: you press Go. Then you can write.",
    "paused_now": "You paused.",
    "paused_more": "{name} waits.",
    "paused_next": "Next: press Go on when you like.",
    "dropped_now": "{name} is not here any more.",
    "dropped_more": "",
    "dropped_next": "You keep your place. Someone will come.",
    "here_now": "{name} is here",
    "here_more": "and reads what you send.",
    "here_next": "Stop, pause or leave when you like.",
    "again_now": "{name} may still be here.",
    "again_more": "",
    "again_next": "Next: write, and the chat goes on.",
    "over_now": "The chat is over.",
    "over_more": "",
    "over_next": "Next: you choose what we keep.",
    "done_now": "The chat is over.",
    "done_more": "",
    "done_next": "Next: close this, or write again.",
    "missed_now": "We are closed now.",
    "missed_more": "",
    "missed_next": "Nobody could come. We are sorry.",
    "first_title": "Before you start",
    "safe_lead": "Is it safe now?",
    "safe": "If someone may look at this screen, wait or use another phone.",
    "leave_lead": "To leave fast,",
    "who_lead": "Who reads this:",
    "who": "the person you talk to. They may ask a colleague in; a supervisor may look in.",
    "kept_lead": "What we keep:",
    "kept": "nothing. Your words are erased when the chat ends.",
    "limits_lead": "When we must tell:",
    "limits": "a life is in danger now, or a child is being hurt. We tell you first if we can.",
    "start": "Start",
    "no_account": "No name, no number, no account.",
    "anew": "Your earlier chat is closed. You can begin a new one.",
    "write_title": "Write a little or a lot.",
    "write_help": "A person will read this. One word is enough to begin.",
    "log": "Your chat",
    "log_with": "Your chat with {name}",
    "someone": "The person who answers",
    "second": "The second person",
    "message": "Your message",
    "send": "Send",
    "unseen": "Nobody sees what you type until you press Send.",
    "language": "En français",
    "keep_copy": "Print or save",
    "copy_help": "A copy for you.",
    "copy_risk": "Think of who else uses this device or opens your drawers. A file or a sheet of "
    "paper stays until you destroy it.",
    "copy_file": "Save as a file",
    "copy_print": "To print it, use your browser's menu. Only the words are printed.",
    "copy_back": "Back to the chat",
    "copy_none": "Nothing is left of it here.",
    "copy_cut": "It ends here: the rest is not there any more.",
    "copy_you": "You",
    "copy_automatic": "Automatic",
    "you_said": "You said:",
    "they_said": "{name} said:",
    "too_long": ("That is too long to send at once. Send it in parts of {limit} letters."),
    "bad_text": "There is a sign in here that we cannot send. Take it out, then try again.",
    "over": "The chat is over. Your words are still here.",
    "was_closed": "We are closed, so this was not sent. Your words are still here.",
    "was_full": "Too many wait, so this was not sent. Your words are still here.",
    "not_taken": "We could not take this. Your words are still here.",
    "not_sent_here": "This was not sent:",
    "wait_title": "The wait right now",
    "wait_minutes": "A few minutes",
    "wait_quarter": "About 15",
    "wait_quarter_long": "About 15 minutes",
    "wait_half_hour": "Half an hour or more",
    "wait_bands": "Length of the wait",
    "wait_unknown": "Not known yet",
    "wait_help": "We say so if this changes. You can read or write. You keep your place.",
    "meanwhile": "While you wait",
    "meanwhile_1": "Breathe out slowly, three times. Feel your feet on the floor.",
    "meanwhile_2": "Think of one thing you need most. You can write it already.",
    "elsewhere_wait": "If you do not want to wait",
    "elsewhere": "Where else you can turn",
    "directory": "Places to go",
    "directory_help": "Look for yourself, no chat.",
    "open": "Open",
    "go_title": "Are you alone with this screen?",
    "go_help": "If yes, press Go. Nothing is shown before.",
    "go": "Go",
    "go_later": "Give me a minute",
    "go_hold": "We hold your place. Nobody writes to you until you press Go.",
    "go_time": "Take your time. {name} waits.",
    "go_on": "Go on",
    "paused_until": "Nobody writes to you. We hold your place until {time}.",
    "closed_title": "We are closed now",
    "opens_again": "Open again {when}",
    "opens_unknown": "We do not know yet when we open again.",
    "full_title": "We cannot take anyone new just now",
    "full_help": "So many wait that it would take too long. We are sorry.",
    "missed_help": "We close now, and nobody was free for you. You did nothing wrong.",
    "all_hours": "All our hours",
    "hours_zone": "Times of {zone}.",
    "shut_day": "closed",
    "look_again": "Look again",
    "leave_line": "Leave the line",
    "danger_lead": "In danger right now?",
    "danger": "Call {number}.",
    "despair_lead": "Do you want to die?",
    "despair": "Call {number}, day or night.",
    "choice_title": "What should we do with your words?",
    "erase": "Erase them now",
    "erase_help": "Nobody can read them again.",
    "days": "Keep them {n} days",
    "days_help": "Then they are erased.",
    "follow_up": "Keep them so we can follow up",
    "follow_up_help": "For {n} days, as you wrote them.",
    "keep": "Leave it as it is",
    "keep_help": "We erase them as we told you at the start.",
    "keep_until": "Your words are erased {when}.",
    "if_you_leave": "If you just leave, we erase them as we told you.",
    "if_you_leave_days": "If you just leave, we keep them {n} days.",
    "if_you_leave_until": "If you just leave, we erase them {when}.",
    "write_again": "Write again",
    "read_again": "Read or write again",
    "draft_kept": "What you were writing is still here:",
    "slip_title": "What became of your words",
    "slip_erased": "Your words were erased {when}. No one can read them again.",
    "slip_days": "Your words are kept for {n} days. Then they are erased.",
    "slip_kept": "Nothing changes. We erase your words as we told you at the start.",
    "slip_until": "Your words will be erased {when}. After that no one can read them.",
    "today": "today at {time}",
    "tomorrow": "tomorrow at {time}",
    "on_day": "on {day} at {time}",
    "pause": "Pause",
    "pause_help": "Nobody writes until you go on. You keep your place.",
    "another": "Ask for another person",
    "another_help": "You do not have to say why.",
    "call": "Call",
    "history": "Clear your history",
    "end": "End the chat",
    "end_help": "Then you choose what is kept.",
    "erase_now": "Erase this chat now",
    "erase_now_help": "Ends it. We cannot bring it back.",
    "history_lead": "Exit now does not clear your history. Here is how to do it.",
    "history_1": ("After Exit now this page keeps nothing here. The browser may still list it."),
    "history_2": "On a computer: press Ctrl and H together. On a Mac: Command and Y.",
    "history_3": "On a phone: open the browser’s menu, then History.",
    "history_4": "Remove only the pages you do not want seen. An empty list can look odd.",
    "history_5": "Next time, a private window keeps no list.",
    "plain_leave": "press Exit now. Another page opens.",
    "exit_slow": "Too slow? Leave by this link.",
    "back_asks": (
        "After Exit now, the Back button may ask to send something again. Say no. Nothing "
        "of the chat comes back."
    ),
    "look": "Look for new words",
    "new_words": "New words",
    "nothing_new": "Nothing new yet.",
    "look_stop": "Stop looking by itself",
    "look_on": "Look by itself every 15 seconds",
    "look_help": (
        "New words come below by themselves. If nothing moves there, press “Look for new "
        "words” every few minutes. It keeps your place."
    ),
    "look_over": "This look is over. Press “Look for new words”.",
    "look_go": "Press “Look for new words” to go on.",
    "try_later": (
        "We could not take this just now. Your words are still here. Press Send once more."
    ),
    "too_fast": "That was too much at once. Nothing is lost. Wait a little, then press again.",
    "not_now": "This cannot be done just now.",
    "came_already": "Your first words came through. These ones have not been sent yet.",
    "too_big": (
        "That is too long to send at once. Go back one page: your words are still there. "
        "Send the first part, then the rest."
    ),
    "choose": "Do this",
    "begin_again": "Back to the first page",
    "return": "Come back later",
    "return_help": "With a number. It looks like a phone number.",
    "return_now": "Your number until {time}:",
    "return_how": (
        "Keep it in your head or on paper. Do not call it. On the first page, press “I have "
        "a number”."
    ),
    "return_cancel": "Cancel this number",
    "have_number": "I have a number to come back",
    "number_label": "Your number",
    "number_help": "The one you were given here. It is good only once.",
    "come_back": "Come back",
    "bad_code": "This number opens nothing. Look at it once more, or begin anew.",
    "survey": "Two questions about today? You can skip this.",
    "survey_help": "No one can tell that it was you. The person you talked to never sees it.",
    "survey_feel": "How do you feel now, next to before?",
    "feel_much_worse": "Much worse",
    "feel_worse": "Worse",
    "feel_same": "The same",
    "feel_better": "Better",
    "feel_much_better": "Much better",
    "survey_helped": "Did this chat help you?",
    "helped_yes": "Yes",
    "helped_some": "A little",
    "helped_no": "No",
    "survey_send": "Send my answers",
    "survey_thanks": "Thank you. Your answers are counted, nothing more.",
}
BLANK = re.compile(r"\{(\w+)\}")


class Speech:
    """What a page of one line says, in one language, by the line's own clock."""

    def __init__(self, line: Line, locale: str) -> None:
        self.locale = locale
        self.zone = clocks.zone_of(line)
        own = texts_of(line, "web", locale)
        with translation.override(locale):
            shipped = {name: pgettext(name, text) if text else "" for name, text in WORDS.items()}
        self.words: Mapping[str, str] = {name: own.get(name) or shipped[name] for name in shipped}

    def say(self, name: str, /, **values: object) -> str:
        """The text of this name with its blanks filled; one without a value stays visible."""
        return BLANK.sub(lambda blank: str(values.get(blank[1], blank[0])), self.words[name])

    def number(self, number: int) -> str:
        """As people write it: 2,000, 2 000."""
        return f"{number:,}".replace(",", "\u202f" if self.locale == "fr" else ",")

    def time(self, at: datetime) -> str:
        """A clock time as people write it: 21:40, 21 h 40. It is one word: no line ends inside."""
        return self._clock(f"{at.astimezone(self.zone):%H:%M}")

    def span(self, hours: str) -> str:
        """Opening hours as they are written down, as people write them: 18:00–02:00."""
        return "\u2013".join(self._clock(each) for each in hours.split("-"))

    def _clock(self, time: str) -> str:
        hour, minute = time.split(":")
        return f"{int(hour)}\u00a0h\u00a0{minute}" if self.locale == "fr" else time

    def when(self, at: datetime) -> str:
        """A moment near or far: "today at 21:40", "on Tuesday 24 November at 21:40"."""
        there, now = at.astimezone(self.zone), timezone.now().astimezone(self.zone)
        days = {0: "today", 1: "tomorrow"}
        name = days.get((there.date() - now.date()) // timedelta(days=1), "on_day")
        return self.say(name, time=self.time(at), day=self.day(there))

    def weekday(self, number: int) -> str:
        """Its name; 0 is a Monday."""
        with translation.override(self.locale):
            return formats.date_format(datetime(2024, 1, 1 + number, tzinfo=UTC), "l")

    def day(self, at: datetime) -> str:
        with translation.override(self.locale):
            return counted(formats.date_format(at, "l j F"))
