"""The replay's databases are emptied as quickly as the desk's."""

from tests.desk.conftest import quick_emptying

__all__ = ["quick_emptying"]
