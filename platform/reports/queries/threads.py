"""Conversations about a dossier and what hangs on it, as somebody may read them."""

from collections.abc import Mapping

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from discussion.models import Post, PostState, Thread
from people.models import Person
from plans.models import Dossier
from reports import shapes
from reports.queries.names import act

Things = Mapping[tuple[str, int], str]  # kind and id of a thing to what it is called


def things_of(
    dossier: Dossier, reviews: tuple[shapes.Review, ...], advice: tuple[shapes.Advice, ...]
) -> Things:
    """What conversations may hang on, by names that the reader knows already: two queries."""
    found = {("dossier", dossier.pk): _("the plan")}
    found |= {("section", row.pk): row.title for row in dossier.sections.all()}
    number = _("question %(number)d")
    found |= {
        ("question", row.pk): number % {"number": row.position} for row in dossier.questions.all()
    }
    by = _("the review by %(name)s")
    found |= {("review", row.id): by % {"name": row.handed_in.by.name} for row in reviews}
    for one in advice:
        for row in (one, *one.originals):
            found["recommendation", row.id] = row.title
    return found


def threads_on(things: Things, person: Person) -> tuple[shapes.Thread, ...]:
    """The threads on these things with their posts, oldest first: two queries."""
    where = Q(pk__in=[])
    kinds = {kind for kind, _pk in things}
    for kind in kinds:
        where |= Q(target_kind=kind, target_id__in=[pk for key, pk in things if key == kind])
    posts = Post.objects.select_related("author__organisation", "reply_to").order_by("seq")
    rows = (
        Thread.objects.visible_to(person, *kinds)
        .filter(where)
        .select_related("resolved_by__organisation")
        .prefetch_related(Prefetch("posts", queryset=posts))
        .order_by("created_at", "pk")
    )
    return tuple(_thread(row, things[row.target_kind, row.target_id]) for row in rows)


def _thread(row: Thread, about: str) -> shapes.Thread:
    resolved = row.resolved_by and row.resolved_at and act(row.resolved_by, row.resolved_at)
    return shapes.Thread(
        id=row.pk,
        title=row.title,
        about=about,
        level=str(row.get_level_display()),
        state=str(row.get_state_display()),
        outcome=row.outcome,
        resolved=resolved or None,
        posts=tuple(_post(post) for post in row.posts.all()),
    )


def _post(row: Post) -> shapes.Post:
    deleted = row.state == PostState.DELETED
    return shapes.Post(
        id=str(row.pk),
        number=row.seq,
        kind=str(row.get_kind_display()),
        html="" if deleted else row.body_html,
        language=row.language,
        deleted=deleted,
        reply_to=row.reply_to.seq if row.reply_to else None,
        written=act(row.author, row.created_at),
        edited_at=None if deleted else row.edited_at,
        moved=row.state == PostState.MOVED,
    )
