"""A tier is a head start: the queue stands in the order of one moment, and phrases raise the tier."""

import django.core.validators
import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q

from helpline.firstphrases import FIRST_PHRASES
from helpline.models.choices import LOCALES
from helpline.models.phrases import TIERS, validate_words
from helpline.ranks import rank
from helpline.states import OPEN


def rank_all(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Whoever waits keeps their place, as near as a head start comes to it."""
    conversations = apps.get_model("helpline", "Conversation")
    conversations.objects.update(rank_at=F("waiting_since"))
    conversations.objects.filter(priority__gt=0).update(priority=0, tier=1, raised_by="help")
    for row in conversations.objects.filter(Q(risk__gt=0) | Q(tier__gt=0), state__in=sorted(OPEN)):
        conversations.objects.filter(pk=row.pk).update(
            rank_at=rank(row.waiting_since, row.risk, row.tier)
        )


def write_phrases(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    phrases = apps.get_model("helpline", "Phrase")
    phrases.objects.bulk_create(
        phrases(language=language, tier=tier, phrase=phrase)
        for language, tiers in FIRST_PHRASES.items()
        for tier, some in tiers.items()
        for phrase in some
    )


class Migration(migrations.Migration):
    dependencies = [
        ("helpline", "0011_preferences"),
    ]

    operations = [
        migrations.CreateModel(
            name="Phrase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(choices=LOCALES, max_length=5)),
                (
                    "phrase",
                    models.CharField(
                        help_text="Whole words; capitals, accents and apostrophes make no "
                        "difference.",
                        max_length=80,
                        validators=[validate_words],
                    ),
                ),
                (
                    "tier",
                    models.PositiveSmallIntegerField(
                        choices=TIERS,
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3),
                        ],
                    ),
                ),
                ("active", models.BooleanField(default=True)),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: every line.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phrases",
                        to="helpline.line",
                    ),
                ),
            ],
            options={"ordering": ["line", "language", "-tier", "phrase"]},
        ),
        migrations.AddConstraint(
            model_name="phrase",
            constraint=models.UniqueConstraint(
                fields=["line", "language", "phrase"], name="phrase_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="phrase",
            constraint=models.UniqueConstraint(
                condition=Q(line__isnull=True),
                fields=["language", "phrase"],
                name="common_phrase_once",
            ),
        ),
        migrations.AddField(
            model_name="conversation",
            name="tier",
            field=models.SmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="conversation",
            name="raised_by",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="conversation",
            name="phrase",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="helpline.phrase",
            ),
        ),
        migrations.AddField(
            model_name="conversation",
            name="rank_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(rank_all, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="conversation",
            name="rank_at",
            field=models.DateTimeField(),
        ),
        migrations.RemoveIndex(model_name="conversation", name="queue"),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=Q(state="waiting"),
                fields=["line", "-priority", "rank_at", "id"],
                name="queue",
            ),
        ),
        migrations.RunPython(write_phrases, migrations.RunPython.noop),
    ]
