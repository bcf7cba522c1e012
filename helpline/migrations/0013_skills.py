"""Skills of people, sites and numbers; how many chats and texts somebody takes; what risk weighs."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("helpline", "0012_queue"),
    ]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="skill",
            field=models.SlugField(blank=True, db_index=False, max_length=20),
        ),
        migrations.AddField(
            model_name="conversation",
            name="weight",
            field=models.SmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="counsellor",
            name="most_live",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Most chats of these. Empty: as many as in all.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(6)],
            ),
        ),
        migrations.AddField(
            model_name="counsellor",
            name="most_texts",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Most conversations by text of these. Empty: as many as in all.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(6)],
            ),
        ),
        migrations.AddField(
            model_name="counsellor",
            name="skills",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="What only some can take, as sites and numbers name it: housing, trans.",
            ),
        ),
        migrations.AddField(
            model_name="line",
            name="risk_weight",
            field=models.PositiveSmallIntegerField(
                default=1,
                help_text="How many places a conversation at high risk takes of those a counsellor has.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(3),
                ],
            ),
        ),
        migrations.AddField(
            model_name="number",
            name="skill",
            field=models.SlugField(
                blank=True,
                help_text="Who comes by it is offered only to those with this skill; “peer”: to peers. Empty: to all.",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="site",
            name="skill",
            field=models.SlugField(
                blank=True,
                help_text="Who comes by it is offered only to those with this skill; “peer”: to peers. Empty: to all.",
                max_length=20,
            ),
        ),
    ]
