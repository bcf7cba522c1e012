from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("helpline", "0004_numbers_of_lines")]

    operations = [
        migrations.RemoveConstraint(
            model_name="line",
            name="line_number_once",
        ),
        migrations.RemoveField(
            model_name="line",
            name="number",
        ),
    ]
