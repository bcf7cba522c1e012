"""The administration of what moves: lines with their numbers, and what is kept of people."""

from routing.admin import lines, people

__all__ = ["lines", "people"]
