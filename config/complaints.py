"""The one line of a start-up check: the setting, what is wrong with it, and the remedy."""

from collections.abc import Callable

from django.core.checks import CheckMessage, Error, Warning

Check = Callable[..., list[CheckMessage]]


def error(number: int, cause: str, remedy: str) -> list[CheckMessage]:
    return [Error(f"{cause}. {remedy}", id=f"helpline.E{number:03}")]


def warning(number: int, cause: str, remedy: str) -> list[CheckMessage]:
    return [Warning(f"{cause}. {remedy}", id=f"helpline.W{number:03}")]
