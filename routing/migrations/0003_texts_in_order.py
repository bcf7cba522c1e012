from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

LOOKS = 4


def leave_what_is_settled(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """What had its time to be looked at from another column has none any more."""
    deliveries = apps.get_model("routing", "Delivery").objects.using(editor.connection.alias)
    looked_for = Q(state="not_confirmed", attempts__gte=LOOKS)
    settled = Q(state__in=["sent", "delivered", "not_delivered"])
    deliveries.filter(settled | looked_for).update(next_at=None)


class Migration(migrations.Migration):
    dependencies = [
        ("routing", "0002_one_index_less"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="delivery", name="to_send"),
        migrations.RemoveField(model_name="delivery", name="claimed_until"),
        migrations.AddField(
            model_name="delivery", name="posted_at", field=models.DateTimeField(null=True)
        ),
        migrations.AlterField(
            model_name="delivery", name="next_at", field=models.DateTimeField(null=True)
        ),
        migrations.RunPython(leave_what_is_settled, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                fields=["next_at"], condition=Q(next_at__isnull=False), name="deliveries_due"
            ),
        ),
    ]
