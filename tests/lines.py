"""What most tests want of a line: that it says nothing by itself."""

# Nobody is greeted, told to wait or that the line is closed.
UNASKED = ("greeting", "waiting", "closed", "handed_back", "taken_over", "turned_away")
QUIET = {locale: dict.fromkeys(UNASKED, "") for locale in ("en", "fr")}
