"""`manage.py migrate`, as Django's own, but with time: a change of tables may take its minutes."""

from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper


class Command(migrate.Command):
    def handle(self, *args: object, **options: object) -> None:
        connection = connections[str(options["database"])]
        if not isinstance(connection, DatabaseWrapper):
            super().handle(*args, **options)
            return
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("SET lock_timeout = '15s'")
        try:
            super().handle(*args, **options)
        finally:
            # The pool would hand this patience on to a connection that serves people.
            connection.close()
            connection.close_pool()
