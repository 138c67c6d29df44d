"""Say of old posts in which language they are: by their words, else that of the writer's screens."""

from django.db import migrations

from core.text import language_of

BATCH = 500


def guess(apps, _editor):
    post = apps.get_model("discussion", "Post")
    rows = post.objects.filter(language="").select_related("author").order_by("pk")
    rows = rows.only("body_md", "language", "author__language")
    for row in rows.iterator(chunk_size=BATCH):
        post.objects.filter(pk=row.pk).update(
            language=language_of(row.body_md, row.author.language)
        )


class Migration(migrations.Migration):
    dependencies = [("discussion", "0007_words_of_posts")]
    operations = [migrations.RunPython(guess, migrations.RunPython.noop)]
