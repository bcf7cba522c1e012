"""What is kept here: the directory of services, snippets with their faces, and cards to read."""

from referrals.models.confirmations import ANSWERS, Confirmation
from referrals.models.edition import Edition
from referrals.models.guidance import Guidance
from referrals.models.imports import Import, Source
from referrals.models.insertions import Insertion
from referrals.models.organisations import KINDS, STREET, Location, Organisation, Programme
from referrals.models.pagechecks import PageCheck, PageTurn
from referrals.models.reviews import FEEDBACK, Feedback, Review
from referrals.models.services import STATUSES, AnswerChange, Answered, Service
from referrals.models.snippets import Snippet
from referrals.models.terms import Tagging, Term, Vocabulary

__all__ = [
    "ANSWERS",
    "FEEDBACK",
    "KINDS",
    "STATUSES",
    "STREET",
    "AnswerChange",
    "Answered",
    "Confirmation",
    "Edition",
    "Feedback",
    "Guidance",
    "Import",
    "Insertion",
    "Location",
    "Organisation",
    "PageCheck",
    "PageTurn",
    "Programme",
    "Review",
    "Service",
    "Snippet",
    "Source",
    "Tagging",
    "Term",
    "Vocabulary",
]
