"""Sends one letter, if mail is set up; whether it went is said, and why not stays in the log."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

log = logging.getLogger("helpline.mailing")


def is_set_up() -> bool:
    return bool(settings.MAIL)


def send(to: str, subject: str, body: str) -> bool:
    """Whether the mail server took it."""
    if not is_set_up():
        return False
    try:
        connection = get_connection(settings.MAIL_BACKEND, **settings.MAIL)
        letter = EmailMessage(subject, body, settings.MAIL_FROM, [to], connection=connection)
        return bool(letter.send())
    except (SMTPException, OSError) as fault:
        log.warning("mail_failed", extra={"cause": type(fault).__name__})
        return False
