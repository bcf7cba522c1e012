"""Every hold is a line's, and each line holds a conversation once; apart from filling the rows in,
because PostgreSQL changes no table with what hangs on it still to be checked."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("transcripts", "0018_holds_of_a_line")]

    operations = [
        migrations.AlterField(
            model_name="hold",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="helpline.line",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                fields=["conversation", "line"],
                condition=Q(state__in=("asked", "holding")),
                name="one_hold_of_a_line",
            ),
        ),
    ]
