"""A passage of a version as something to talk about: no wider than that version."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from people.levels import Level
from people.models import Person
from people.queries import Visitor
from plans.actions.ending import end_suggestion, offer_again
from plans.actions.passages import may_attach
from plans.models import PASSAGE, Dossier, SuggestionState, Version
from plans.queries.passages import about_passage
from plans.topics import Named, PlanTopic, who_reads


@dataclass
class PassageTopic(PlanTopic):
    """The threads of passages hang on the version in which the passage was pointed at."""

    def threads_visible_to(self, person: Visitor) -> Q:
        """As those on the plan, for who reads that version too."""
        versions = Version.objects.visible_to(person).values("pk")
        return super().threads_visible_to(person) & Q(target_id__in=versions)

    def may_start(self, person: Person, target_id: int, level: str) -> bool:
        """As on the plan, for who reads that version."""
        return _reads(person, target_id) and super().may_start(person, target_id, level)

    def may_post(self, person: Person, target_id: int, level: str) -> bool:
        """As on the plan, for who reads that version."""
        return _reads(person, target_id) and super().may_post(person, target_id, level)

    def threads_written_by(self, person: Person) -> Q:
        """As on the plan, for who reads that version."""
        versions = Version.objects.visible_to(person).values("pk")
        return super().threads_written_by(person) & Q(target_id__in=versions)

    def people(self, target_id: int, level: str) -> QuerySet[Person]:
        """As of the plan, without who has a task on another version only: one query."""
        dossier = self.dossier_of(target_id)
        if dossier is None:
            return Person.objects.none()
        here = who_reads(dossier, dossier.level, Version.objects.filter(pk=target_id))
        of_plan = super().people(target_id, level)
        return of_plan if dossier.level == Level.PUBLIC else of_plan.filter(here)

    def url(self, target_id: int) -> str:
        """The page of the version."""
        version = Version.objects.filter(pk=target_id).first()
        if version is None:
            return reverse("plans:dossier-list")
        return reverse("plans:version-detail", args=[version.dossier_id, version.number])

    def ended(self, thread_id: int, by: Person, *, done: bool) -> None:
        """Proposed words wait no more."""
        end_suggestion(thread_id, by, done=done)

    def reopened(self, thread_id: int, by: Person) -> None:
        """Proposed words that were not taken over are offered again."""
        offer_again(thread_id, by)

    def panel(self, person: Person, thread_id: int) -> str:
        """The passage, where it stands in the newest version, and what one may do with it."""
        shown = about_passage(person, thread_id)
        if shown is None:
            return ""
        dossier = shown.anchor.version.dossier
        open_words = shown.suggestion is not None and shown.suggestion.state == SuggestionState.OPEN
        context = {
            "anchor": shown.anchor,
            "thread_id": str(thread_id),
            "row": shown.row,
            "newest": shown.newest,
            "can_attach": shown.row is not None and may_attach(person, shown.anchor.thread),
            "can_decide": open_words and person.has_perm("plans.write_dossier", dossier),
        }
        return render_to_string("plans/_passage_panel.html", context)


def _reads(person: Person, version_id: int) -> bool:
    return Version.objects.visible_to(person).filter(pk=version_id).exists()


def _of_version(target_id: int) -> Dossier | None:
    row = Version.objects.select_related("dossier__region").filter(pk=target_id).first()
    return row.dossier if row else None


def _named_versions(ids: Collection[int]) -> Named:
    rows = Version.objects.select_related("dossier__region").filter(pk__in=ids)
    words = _("version %(number)d")
    return {row.pk: (row.dossier, words % {"number": row.number}) for row in rows}


TOPIC = PassageTopic(
    PASSAGE,
    _of_version,
    lambda rows: Version.objects.filter(dossier__in=rows).values("pk"),
    _named_versions,
    "",
)
