"""A link by which somebody chooses a password: good once, for some days, shown on the screen.

There may be no mail, and a mailbox may be read by somebody else: who makes the link hands it over.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import reverse, reverse_lazy
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

GOOD_FOR = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def link_for(user: User) -> str:
    """The whole address; it is worth nothing once a password was chosen by it."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return settings.PUBLIC_ORIGIN + reverse("welcome", args=[uid, token])


class Welcome(PasswordResetConfirmView):
    """The page behind the link; the token leaves the address before anything is shown."""

    template_name = "office/welcome.html"
    success_url = reverse_lazy("account_login")
    post_reset_login = False
