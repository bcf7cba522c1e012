"""Who may have an account: people that an administrator has made one for, and nobody else."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """allauth's adapter, with the door for newcomers shut."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
