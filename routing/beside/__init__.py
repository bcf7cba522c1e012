"""What hangs on a conversation beside its words: guests, handings, wrap-ups, when its words go."""
