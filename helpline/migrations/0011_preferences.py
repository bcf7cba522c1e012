"""A person's choices for their desk."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("helpline", "0010_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "counsellor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="helpline.counsellor",
                    ),
                ),
                ("choices", models.JSONField(default=dict)),
            ],
        ),
    ]
