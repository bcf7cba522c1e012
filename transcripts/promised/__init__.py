"""What is promised: when words go, which columns hold any, and how people are told."""
