"""Which notices the digests told that are about to leave."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Case, When

from notifications.models import Digest, Notice


def note_told(told: Mapping[Digest, list[int]]) -> None:
    """Note for each digest what it tells, and nothing else: two queries for one as for many."""
    every = [pk for ids in told.values() for pk in ids]
    digests = [digest.pk for digest in told]
    if not digests:
        return
    cases = [When(pk__in=ids, then=digest.pk) for digest, ids in told.items() if ids]
    with transaction.atomic():
        Notice.objects.filter(digest__in=digests).exclude(pk__in=every).update(digest=None)
        if cases:
            Notice.objects.filter(pk__in=every).update(digest_id=Case(*cases))
