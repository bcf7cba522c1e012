"""A key that was in use while something was taken out goes in its turn, and the name model is asked
about records that are closed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("transcripts", "0019_a_hold_has_a_line")]

    operations = [
        migrations.AddField(
            model_name="kept",
            name="rekey_again",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="demand",
            name="rekey_again",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="demand",
            name="ask_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="ask_at",
            field=models.DateTimeField(null=True),
        ),
    ]
