from django.db import migrations

from core.db import RefuseChanges


class Migration(migrations.Migration):
    dependencies = [("work_sessions", "0004_rooms_polls_and_minutes")]
    operations = [RefuseChanges("RoomEvent"), RefuseChanges("MinutesVersion")]
