"""What is kept here: snippets with their faces, what was inserted, and cards to read."""

from referrals.models.guidance import Guidance
from referrals.models.insertions import Insertion
from referrals.models.snippets import Snippet

__all__ = ["Guidance", "Insertion", "Snippet"]
