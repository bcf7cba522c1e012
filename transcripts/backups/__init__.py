"""Copies of the two databases: made, looked at, and said to be late when they are."""
