"""Proposed words whose conversation was resolved by hand waited on: say that they were not taken over."""

from django.db import migrations


def end(apps, _editor):
    suggestion = apps.get_model("plans", "Suggestion")
    rows = suggestion.objects.filter(state="open", anchor__thread__state="resolved")
    for row in rows.select_related("anchor__thread"):
        row.state = "declined"
        row.decided_at = row.anchor.thread.resolved_at
        row.decided_by_id = row.anchor.thread.resolved_by_id
        row.save(update_fields=["state", "decided_at", "decided_by"])


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0003_passages_and_suggestions"),
        ("discussion", "0009_posts_are_in_a_known_language"),
    ]
    operations = [migrations.RunPython(end, migrations.RunPython.noop)]
