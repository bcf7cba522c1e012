"""English: months by name and 24 hours, as everywhere else here; nobody takes 11/12 for another."""

DATETIME_FORMAT = "F j, Y, H:i"
SHORT_DATETIME_FORMAT = "M j, Y, H:i"
