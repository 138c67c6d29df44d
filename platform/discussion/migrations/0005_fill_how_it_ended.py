"""Say of old rows how the conversation ended, and who deleted the post, as the log knows."""

from django.db import migrations


def fill(apps, _editor):
    thread, post = (apps.get_model("discussion", name) for name in ("Thread", "Post"))
    event = apps.get_model("discussion", "ThreadEvent")
    thread.objects.filter(state="resolved").update(resolution="done")
    for row in post.objects.filter(state="deleted").iterator():
        last = event.objects.filter(post=row, kind="delete").order_by("-seq").first()
        row.deleted_at = last.created_at if last else row.created_at
        row.deleted_by_id = last.actor_id if last else row.author_id
        row.save(update_fields=["deleted_at", "deleted_by"])


class Migration(migrations.Migration):
    dependencies = [("discussion", "0004_reactions_reports_pins_moves")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
