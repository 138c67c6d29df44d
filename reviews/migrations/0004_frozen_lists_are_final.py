from django.db import migrations

from core.db import RefuseChanges


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_the_loop_in_depth")]
    operations = [RefuseChanges("FrozenList"), RefuseChanges("FrozenAdvice")]
