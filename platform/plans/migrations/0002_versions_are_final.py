from django.db import migrations

from core.db import RefuseChanges


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_dossiers_and_versions")]
    operations = [
        RefuseChanges("Version"),
        RefuseChanges("VersionSection"),
        RefuseChanges("VersionQuestion"),
        RefuseChanges("VersionAttachment"),
    ]
