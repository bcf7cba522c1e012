from typing import Any

from django.db import migrations


def no_statistics(apps: Any, schema_editor: Any) -> None:
    """ANALYZE copies some values of a column into the catalogue, where a destroyed key would stay."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE transcripts_sealedkey ALTER COLUMN wrapped SET STATISTICS 0"
        )


class Migration(migrations.Migration):
    dependencies = [("transcripts", "0007_kept_redacted")]
    operations = [
        migrations.RunPython(
            no_statistics, migrations.RunPython.noop, hints={"model_name": "sealedkey"}
        )
    ]
