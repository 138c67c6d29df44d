"""Another version of a form while drafts are being written: answers move along, or step aside."""

from django.db import transaction

from audit.actions import record
from core.clock import now
from notifications.actions import notify
from people.models import Person
from reviews import notices
from reviews.actions.publishing import choose_form
from reviews.building.moving import renamed
from reviews.errors import NotAllowed, Touched
from reviews.models import FormVersion, Review, ReviewState
from reviews.queries.moving import drafts_of, effect_of, sheets_of, writers_of
from reviews.queries.sheets import answers_of
from sessions.models import Capacity, Round


@transaction.atomic
def move_drafts(
    *, round_: Round, audience: Capacity, version: FormVersion, by: Person, seen: str
) -> int:
    """Choose this version for the audience and move its drafts; says how many moved.

    `seen` is the fingerprint of what was shown. Raises Touched when that is no longer so.
    Reviews that were handed in or taken back keep the form on which they were written.
    """
    if not by.has_perm("reviews.choose_forms", round_):
        raise NotAllowed
    Round.objects.select_for_update().get(pk=round_.pk)
    ids = [review.pk for review in drafts_of(round_, audience, version)]
    list(Review.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    drafts = drafts_of(round_, audience, version)
    if effect_of(drafts, version).fingerprint != seen:
        raise Touched
    choose_form(round_=round_, audience=audience, version=version, by=by)
    for review in drafts:
        _move(review, version, by)
    return len(drafts)


def _move(review: Review, version: FormVersion, by: Person) -> None:
    values, _revisions = answers_of(review)
    changes = renamed(values, *sheets_of(review, version))
    _rename(review, changes)
    before = review.form_version
    changed = Review.objects.filter(pk=review.pk, state=ReviewState.DRAFT).update(
        form_version=version, revision=review.revision + 1, saved_at=now()
    )
    if not changed:
        raise Touched
    record(
        "review.moved",
        by=by,
        target=review,
        changes={"form": (str(before), str(version))},
        region_id=review.round_plan.dossier.region_id,
    )
    notify(
        writers_of(review),
        notices.MOVED,
        about=review.assignment,
        by=by,
        key=f"{review.pk}:{version.pk}:{review.revision}",
        context={"plan": review.round_plan.dossier.title, "form": str(version)},
    )


def _rename(review: Review, changes: dict[str, str]) -> None:
    """First aside what leaves, then home what comes back: a key is one answer's at any moment."""
    rows = {row.key: row for row in review.answers.all()}
    homecoming = {new for old, new in changes.items() if len(new) < len(old)}
    for key in homecoming & rows.keys() - changes.keys():
        rows[key].delete()  # an empty answer makes room
    for old, new in sorted(changes.items(), key=lambda pair: pair[1] in homecoming):
        row = rows[old]
        row.key, row.revision = new, row.revision + 1
        row.save(update_fields=["key", "revision"])
