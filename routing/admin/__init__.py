"""The administration of what moves: lines with their numbers, phrases, what is kept of people."""

from routing.admin import lines, people, phrases

__all__ = ["lines", "people", "phrases"]
