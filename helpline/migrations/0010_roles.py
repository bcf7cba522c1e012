"""A role for everybody, in the place of the mark that said who is a supervisor."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ROLES = ("counsellor", "peer", "supervisor", "administrator", "evaluator")


def name_supervisors(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    people = apps.get_model("helpline", "Counsellor")
    people.objects.filter(supervisor=True).update(role="supervisor")


def mark_supervisors(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    people = apps.get_model("helpline", "Counsellor")
    people.objects.filter(role="supervisor").update(supervisor=True)


class Migration(migrations.Migration):
    dependencies = [
        ("helpline", "0009_seekers_page"),
    ]

    operations = [
        migrations.AddField(
            model_name="counsellor",
            name="role",
            field=models.CharField(
                choices=[(role, role) for role in ROLES], default="counsellor", max_length=14
            ),
        ),
        migrations.RunPython(name_supervisors, mark_supervisors),
        migrations.RemoveField(model_name="counsellor", name="supervisor"),
    ]
