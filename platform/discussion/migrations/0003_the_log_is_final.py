from django.db import migrations

from core.db import RefuseChanges


class Migration(migrations.Migration):
    dependencies = [("discussion", "0002_threads_and_log_people")]
    operations = [RefuseChanges("ThreadEvent")]
