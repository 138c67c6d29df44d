from django.db import migrations

from core.db import RefuseChanges


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_dossiers_and_versions")]
    operations = [
        RefuseChanges("Version"),
        RefuseChanges("Version_elements"),
        RefuseChanges("VersionSection", but=["html", "renderer"]),
        RefuseChanges("VersionQuestion", but=["html", "renderer"]),
        RefuseChanges("VersionAttachment"),
    ]
