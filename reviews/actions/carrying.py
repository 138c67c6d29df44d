"""What the region's team has in hand goes along when advice is merged or stands alone again.

Both are the team's own until it signs or submits, so they neither stop a facilitator nor get lost.
"""

from collections.abc import Iterable, Sequence

from reviews.models import ChangeLink, Recommendation, ResponseDraft


def carry(old: Sequence[Recommendation], new: Sequence[Recommendation]) -> None:
    """Proposed answers and links in the working copy go from these to those, all of it to each."""
    _carry_proposals(old, new)
    _carry_links(old, new)


def _carry_proposals(old: Iterable[Recommendation], new: Iterable[Recommendation]) -> None:
    """One stays as it is; several stand under each other, to choose from."""
    drafts = list(ResponseDraft.objects.filter(recommendation__in=list(old)).order_by("saved_at"))
    if not drafts:
        return
    last = drafts[-1]
    kinds = {draft.kind for draft in drafts}
    kind = kinds.pop() if len(kinds) == 1 else ""
    reasons = dict.fromkeys(draft.reason for draft in drafts if draft.reason)
    for advice in new:
        ResponseDraft.objects.get_or_create(
            recommendation=advice,
            defaults={
                "kind": kind,
                "reason": "\n\n".join(reasons),
                "saved_at": last.saved_at,
                "saved_by": last.saved_by,
            },
        )
    ResponseDraft.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()


def _carry_links(old: Iterable[Recommendation], new: Iterable[Recommendation]) -> None:
    links = ChangeLink.objects.filter(version=None, recommendation__in=list(old))
    targets = list(new)
    ChangeLink.objects.bulk_create(
        [
            ChangeLink(
                dossier_id=link.dossier_id,
                part=link.part,
                recommendation=advice,
                linked_at=link.linked_at,
                linked_by_id=link.linked_by_id,
            )
            for link in links
            for advice in targets
        ],
        ignore_conflicts=True,
    )
    links.delete()
