"""Till when something is held, as far as it may be told: what is held now may be."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def all_may_be_told(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("helpline", "Conversation").objects.using(editor.connection.alias)
    rows.filter(held_until__isnull=False).update(held_openly=F("held_until"))


class Migration(migrations.Migration):
    dependencies = [("helpline", "0026_held_by_law")]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="held_openly",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(all_may_be_told, migrations.RunPython.noop),
    ]
