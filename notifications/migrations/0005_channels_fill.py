"""Who wanted mail gets it at once; who wanted none reads in the inbox. Back again: mail is mail at once."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("notifications", "Preference").objects.filter(channel="")
    rows.filter(mail=True).update(channel="now")
    rows.exclude(mail=True).update(channel="inbox")


def empty(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("notifications", "Preference").objects
    rows.filter(channel="now").update(mail=True)
    rows.exclude(channel="now").update(mail=False)
    rows.update(channel="")


class Migration(migrations.Migration):
    dependencies = [("notifications", "0004_channels_loosen")]

    operations = [migrations.RunPython(fill, empty)]
