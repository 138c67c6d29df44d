"""An index for the log, which shows the newest entries first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_entries_are_final")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["-at", "-id"], name="audit_entry_newest"),
        ),
    ]
