"""Django's sessions in the database; a key that could not be one of ours is not even looked for."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

KEY_LENGTH = 32


class SessionStore(DatabaseSessions):
    """A quoted cookie can hold NUL, which PostgreSQL does not take in a question."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key) and len(str(key)) == KEY_LENGTH and str(key).isalnum()
