"""A line's one number becomes the first of its numbers, and the one its open talks go by."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    lines = apps.get_model("helpline", "Line").objects.exclude(number="")
    for line in lines:
        number = apps.get_model("helpline", "Number").objects.create(
            line=line, channel="sms", number=line.number
        )
        talks = apps.get_model("helpline", "Conversation").objects.filter(line=line, channel="sms")
        talks.update(number=number)


def backwards(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    numbers = apps.get_model("helpline", "Number").objects.filter(channel="sms").order_by("-pk")
    for number in numbers:
        apps.get_model("helpline", "Line").objects.filter(pk=number.line_id).update(
            number=number.number
        )


class Migration(migrations.Migration):
    dependencies = [("helpline", "0003_numbers_and_caution")]

    operations = [migrations.RunPython(forwards, backwards)]
