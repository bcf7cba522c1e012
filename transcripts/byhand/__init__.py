"""What somebody takes out of a message by hand, and doubt that somebody has looked at."""
