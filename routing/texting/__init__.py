"""What is peculiar to texts: keywords, segments, whom we may write to, what is said unasked."""
