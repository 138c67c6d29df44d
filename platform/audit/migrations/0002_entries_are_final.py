from django.db import migrations

from core.db import RefuseChanges


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_entries")]
    operations = [RefuseChanges("Entry")]
