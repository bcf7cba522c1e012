"""Where people can go: the snippets a counsellor inserts."""
