"""Copies of a conversation: as text, for whom its person said yes, and what the law asks for."""
