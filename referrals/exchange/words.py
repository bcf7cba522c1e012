"""What a report says, in words: each code of a problem as a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as later

WORDS: dict[str, Any] = {
    # ---- the file as a whole
    "too_large": later("The file is too large."),
    "empty": later("The file is empty."),
    "no_text": later("This is no text file, whatever it is called."),
    "nul": later("There are signs in it that no text has."),
    "broken_letters": later("Its letters are broken."),
    "old_letters": later("It is not in UTF-8: accents were read as older programs write them."),
    "package": later("The package is broken, or locked by a password."),
    "bursts": later("Unpacked, the package is too large."),
    "too_many_files": later("There are too many files in the package."),
    "no_known_kind": later("We know no kind of list with these columns or files."),
    "no_json": later("The JSON cannot be read."),
    "nothing_in_it": later("There is no organisation and no service in it."),
    "not_stored": later("The database did not take it. Nothing was written."),
    # ---- tables
    "no_header": later("The first row must name the columns."),
    "column_twice": later("Two columns have the same name."),
    "no_such_column": later("The form has no such column."),
    "cell_too_long": later("A cell is too long; perhaps a quote is never closed."),
    "open_quote": later("A quote is never closed."),
    "quotes": later("The quotes cannot be read."),
    "too_many_cells": later("The row has more cells than there are columns."),
    "too_many_rows": later("There are too many rows."),
    "too_many": later("There are too many of these."),
    # ---- rows
    "no_id": later("It has no name of its own (id)."),
    "no_name": later("It has no name."),
    "no_notice": later("Say whose list it is, and the notice that must stand beside it."),
    "list_name": later("Call the list by letters, digits, - and _; 40 signs at the most."),
    "ours": later("A list of ours is called so: its terms would be taken for licensed ones."),
    "id_twice": later("Another row has the same id, and says something else."),
    "row_twice": later("The same row stands there twice; it is taken once."),
    "no_owner": later("Nobody says whose it is: it stands alone."),
    "no_such_row": later("It names a row that is not there."),
    "loose": later("It belongs to nothing that is there, and is left out."),
    "confidential": later("The place is kept secret: its street is left out."),
    "extension": later("Our own fields in it cannot be read."),
    # ---- cells
    "cut": later("The text is too long."),
    "date": later("This is no date."),
    "number": later("This is no number that can be meant."),
    "clock": later("This is no time of day."),
    "weekday": later("These are no days of the week."),
    "yes_no": later("Write yes or no."),
    "ages": later("The ages do not fit each other."),
    "status": later("We do not know this status; the service is taken as inactive."),
    "phone": later("This is no phone number."),
    "mail": later("This is no e-mail address."),
    "link": later("This is no web address."),
    "link_scheme": later("A web address begins with http:// or https://."),
    "link_user": later("A web address with a user name in it is refused."),
    "link_host": later("This web address leads nowhere on the web."),
    "link_alike": later("This web address looks like another one."),
    "no_such_word": later("This is none of the words that can stand here."),
    "no_such_term": later("We have no such term."),
    "no_such_question": later("We have no such question, or the answer is none."),
    # ---- hours
    "schedule_interval": later("The interval is none."),
    "schedule_no_start": later("Every second one of what? It needs a first day."),
    "schedule_no_day": later("It is not said on which days."),
    "schedule_byday": later("These are no days of the week."),
    "schedule_clock": later("This is no time of day."),
    "schedule_zone": later("There is no such time zone."),
    "schedule_backwards": later("It ends before it begins."),
}


def sentence(code: str) -> str:
    """The sentence of a code."""
    return str(WORDS.get(code, code))
