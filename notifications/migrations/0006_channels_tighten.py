"""The way alone: the yes or no is gone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("notifications", "0005_channels_fill")]

    operations = [
        migrations.RemoveField(
            model_name='preference',
            name='mail',
        ),
        migrations.AlterField(
            model_name='preference',
            name='channel',
            field=models.CharField(choices=[('now', 'Mail at once'), ('daily', 'In the daily digest'), ('weekly', 'In the weekly digest'), ('inbox', 'In the inbox only'), ('off', 'Not at all')], max_length=6),
        ),
        migrations.AddConstraint(
            model_name='preference',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['now', 'daily', 'weekly', 'inbox', 'off'])), name='notifications_preference_channel_is_known'),
        ),
    ]
