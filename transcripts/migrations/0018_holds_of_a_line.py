"""A hold is its line's, also where another has the conversation by now; some may not be told yet."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Subquery


def of_who_has_it(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    alias = editor.connection.alias
    talks = apps.get_model("helpline", "Conversation").objects.using(alias)
    theirs = talks.filter(pk=OuterRef("conversation")).values("line")
    apps.get_model("transcripts", "Hold").objects.using(alias).update(line=Subquery(theirs))


class Migration(migrations.Migration):
    dependencies = [
        ("helpline", "0027_held_openly"),
        ("transcripts", "0017_closed_records"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="hold", name="one_hold_at_a_time"),
        migrations.AddField(
            model_name="hold",
            name="line",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="helpline.line",
            ),
        ),
        migrations.AddField("hold", "silent", models.BooleanField(default=False)),
        migrations.AddField("hold", "silent_until", models.DateTimeField(null=True)),
        migrations.AddField("hold", "words_from", models.IntegerField(null=True)),
        migrations.AddField("hold", "notes_from", models.IntegerField(null=True)),
        migrations.AddField("hold", "upto", models.IntegerField(null=True)),
        migrations.RunPython(of_who_has_it, migrations.RunPython.noop),
    ]
