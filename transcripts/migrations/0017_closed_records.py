"""Demands by law and yeses to a copy have an end, at which they are redacted.

A demand that is there already closes as a new one does, in ninety days.
"""

from datetime import datetime, timedelta

from django.db import migrations, models
from django.utils import timezone


def in_ninety_days() -> datetime:
    return timezone.now() + timedelta(days=90)


class Migration(migrations.Migration):
    dependencies = [
        ("transcripts", "0016_holds"),
    ]

    operations = [
        migrations.AddField(
            model_name="demand",
            name="closes_at",
            field=models.DateTimeField(default=in_ninety_days),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="demand",
            name="closed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="demand",
            name="rekey_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="closed_at",
            field=models.DateTimeField(null=True),
        ),
    ]
