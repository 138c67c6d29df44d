"""Passages that answers quote: as Markdown, and which of them still stand in their answer."""

from collections import defaultdict

from django.utils.translation import gettext as _

from plans.models import Version
from reviews.models import Citation, Review
from reviews.passages import as_quote
from reviews.queries.pane import Pane, Paragraph, plan_pane


def version_to_cite(review: Review, version_id: int) -> Version | None:
    """The version, when it is one of the reviewed plan and the author may read it."""
    rows = Version.objects.visible_to(review.author).select_related("dossier")
    return rows.filter(pk=version_id, dossier=review.round_plan.dossier_id).first()


def quote_of(pane: Pane, paragraph: Paragraph, quote: str) -> str:
    """A passage as Markdown: its words, and a link to where they stand."""
    place = _("Plan, version %(version)d: %(where)s") % {
        "version": pane.version.number,
        "where": paragraph.where,
    }
    return as_quote(quote, place, pane.address(paragraph))


def citations_of(review: Review) -> dict[str, list[Citation]]:
    """By answer, the citations whose link still stands in it: one that was taken out counts no more."""
    found: dict[str, list[Citation]] = defaultdict(list)
    answers = {row.key: str(row.value or "") for row in review.answers.all()}
    for row in review.citations.select_related("version"):
        anchor = row.part if row.part.startswith("question-") else f"{row.part}-{row.paragraph}"
        address = f"/{row.version.number}/#{anchor})"
        if address in answers.get(row.key, ""):
            found[row.key].append(row)
    return dict(found)


def cited_places(review: Review | None, version: Version) -> set[str]:
    """The paragraphs of this version that the review cites, by their names in the pane."""
    if review is None:
        return set()
    return {
        f"{row.part}.{row.paragraph}"
        for rows in citations_of(review).values()
        for row in rows
        if row.version_id == version.pk
    }


def pane_to_cite(review: Review, version_id: int) -> Pane | None:
    """The version's text, when it may be cited in this review."""
    version = version_to_cite(review, version_id)
    return plan_pane(version) if version is not None else None
