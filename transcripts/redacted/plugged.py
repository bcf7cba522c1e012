"""The name model that this installation has chosen, if any; loaded once, in the worker."""

from functools import cache
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from transcripts.redact.finder import Finder


def finder() -> Finder | None:
    """What `NAME_FINDER` names, as "module:name", made ready; raises `ImproperlyConfigured`."""
    return _loaded(settings.NAME_FINDER) if settings.NAME_FINDER else None


@cache
def _loaded(path: str) -> Finder:
    module, _, name = path.partition(":")
    try:
        made: Finder = getattr(import_module(module), name)()
    except (ImportError, AttributeError, TypeError, ValueError) as fault:
        raise ImproperlyConfigured(
            f"NAME_FINDER={path} cannot be loaded ({type(fault).__name__}): "
            "name it as module:name, or leave it empty."
        ) from None
    return made
