from django.db import migrations

from core.db import RefuseChanges


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_forms_reviews_and_follow_up")]
    operations = [RefuseChanges("FormVersion")]
