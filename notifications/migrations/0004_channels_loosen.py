"""A way beside the yes or no about mail; both may be empty for a moment."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0003_mail_that_came_back")]

    operations = [
        migrations.AddField(
            model_name="preference",
            name="channel",
            field=models.CharField(blank=True, default="", max_length=6),
        ),
        migrations.AlterField(
            model_name="preference",
            name="mail",
            field=models.BooleanField(null=True, verbose_name="by mail"),
        ),
    ]
