"""Which table lives in which database: keys and tombstones in `keys`, everything else apart."""

from django.db.models import Model

KEYS = frozenset({"sealedkey", "tombstone", "auditends"})


class KeysApart:
    """Sends keys and tombstones to the database `keys`, and nothing else there."""

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        return home(model._meta.app_label, model._meta.model_name)

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        return home(model._meta.app_label, model._meta.model_name)

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: object
    ) -> bool:
        return db == home(app_label, model_name)


def home(app_label: str, model_name: str | None) -> str:
    return "keys" if app_label == "transcripts" and model_name in KEYS else "default"
