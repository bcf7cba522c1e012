"""Shifts count what of their load is live, and how many offers in a row rang unanswered."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LIVE = "web"


def count_live(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """What is held and offered just now, by the only channel that is live so far."""
    get = apps.get_model
    for shift in get("routing", "Shift").objects.filter(load__gt=0):
        mine = {"counsellor_id": shift.pk, "conversation__channel": LIVE}
        held = get("routing", "Assignment").objects.filter(ended_at=None, **mine).count()
        offered = get("routing", "Offer").objects.filter(answer="", **mine).count()
        shift.live = min(shift.load, held + offered)
        shift.save(update_fields=["live"])


class Migration(migrations.Migration):
    dependencies = [
        ("routing", "0006_sealed_reasons"),
    ]

    operations = [
        migrations.AddField(
            model_name="offer",
            name="reason",
            field=models.CharField(default="", max_length=10),
        ),
        migrations.AddField(
            model_name="shift",
            name="aside",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="shift",
            name="lapses",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="shift",
            name="live",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.RunPython(count_live, migrations.RunPython.noop),
    ]
