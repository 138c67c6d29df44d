"""A passage of a version as something to talk about: no wider than that version."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import Person
from people.queries import Visitor
from plans.actions.passages import may_attach
from plans.hooks import task_readers
from plans.models import PASSAGE, Dossier, SuggestionState, Version
from plans.queries.passages import about_passage
from plans.topics import Named, PlanTopic


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

    def people(self, target_id: int, level: str) -> Iterable[Person]:
        """As of the plan, without who has a task on another version only.

        That is asked of each person with a task: there are few, and the rule stays in one place.
        """
        found = super().people(target_id, level)
        dossier = self.dossier_of(target_id)
        if dossier is None:
            return found
        asked = {one for group in task_readers(dossier.pk) for one in group}
        apart = [one.pk for one in asked if not _reads(one, target_id)]
        return Person.objects.filter(pk__in=[one.pk for one in found]).exclude(pk__in=apart)

    def url(self, target_id: int) -> str:
        """The page of the version."""
        version = Version.objects.filter(pk=target_id).first()
        if version is None:
            return reverse("plans:dossier-list")
        return reverse("plans:version-detail", args=[version.dossier_id, version.number])

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
