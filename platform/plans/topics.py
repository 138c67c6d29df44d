"""What people may talk about in plans: a dossier, a section, a question."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from people.levels import ORDER, Level, at_least
from people.models import Person, Role
from people.queries import Visitor, facilitators_of, holders, standing, team_of
from people.roles import ROLES
from plans.hooks import task_readers
from plans.models import Dossier, Question, Section, Version
from plans.models.visible import by_layer, by_task, has_versions, in_team
from plans.queries import newest_versions

# Who may ask and answer in a layer; the other roles of that layer only read.
WRITERS = {
    Level.PARTICIPANTS: [role for role, card in ROLES.items() if card.layer == "participants"],
    Level.NETWORK: [role for role, card in ROLES.items() if "discussion.ask" in card.permissions],
}


Named = dict[int, tuple[Dossier, str]]  # id -> its dossier, and what the part is called


def dossiers_to_talk_about(person: Visitor) -> Iterator[tuple[Level, Q]]:
    """The narrowest level of threads that somebody reads, and on which dossiers; the dearest question last."""
    facilitated = Q(edition_id__in=standing(person).facilitates)
    if standing(person).teams:
        yield Level.REGION, in_team(person)
    for level, condition in by_layer(person):
        yield level, condition & (has_versions() | facilitated)
    yield Level.SESSION, Q(has_versions(by_task(person, "pk", "dossier__")))


@dataclass
class PlanTopic:
    """One kind of thing in a plan; `dossier_of` finds its dossier, `ids` its ids in dossiers, `named` its words."""

    key: str
    dossier_of: Callable[[int], Dossier | None]
    ids: Callable[[QuerySet[Dossier]], QuerySet]
    named: Callable[[Collection[int]], Named]
    place: str

    def threads_visible_to(self, person: Visitor) -> Q:
        """By level of the thread, on the dossiers whose threads of that level the person reads.

        A thread that is apart for one reviewer is read by that reviewer and who facilitates.
        """
        own = Q(audience__isnull=True)
        if isinstance(person, Person):
            own |= Q(audience=person)
        found = Q(pk__in=[])
        for level, dossiers in dossiers_to_talk_about(person):
            ids = self.ids(Dossier.objects.filter(dossiers))
            found |= Q(level__in=at_least(level), target_id__in=ids) & own
        running = Dossier.objects.filter(
            edition_id__in=standing(person).facilitates, level__in=at_least(Level.SESSION)
        )
        return found | Q(level__in=at_least(Level.SESSION), target_id__in=self.ids(running))

    def may_start(self, person: Person, target_id: int, level: str) -> bool:
        """Whoever may post, at a level that is not wider than the dossier's."""
        dossier = self.dossier_of(target_id)
        if dossier is None or ORDER.index(Level(level)) > ORDER.index(Level(dossier.level)):
            return False
        return _may_write(person, dossier, Level(level))

    def may_post(self, person: Person, target_id: int, level: str) -> bool:
        """The team, who facilitates, who reviews, and whose role speaks in this layer."""
        dossier = self.dossier_of(target_id)
        return dossier is not None and _may_write(person, dossier, Level(level))

    def threads_written_by(self, person: Person) -> Q:
        """The same of many: a test proves that both agree."""
        here = standing(person)
        found = Q(target_id__in=self.ids(Dossier.objects.filter(in_team(person))))
        for least, condition in dossiers_to_talk_about(person):
            if least != Level.SESSION and least not in WRITERS:
                continue
            dossiers = Dossier.objects.filter(condition)
            if least in WRITERS:
                dossiers = dossiers.filter(edition_id__in=here.editions(*WRITERS[least]))
            found |= Q(level__in=at_least(least), target_id__in=self.ids(dossiers))
        return found

    def may_moderate(self, person: Person, target_id: int) -> bool:
        """Who facilitates the edition."""
        dossier = self.dossier_of(target_id)
        return dossier is not None and dossier.edition_id in standing(person).facilitates

    def moderated_by(self, person: Visitor) -> Q:
        """On dossiers of editions that the person facilitates."""
        runs = Dossier.objects.filter(edition_id__in=standing(person).facilitates)
        return Q(target_id__in=self.ids(runs))

    def moderators(self, target_id: int) -> Iterable[Person]:
        """Who facilitates the edition."""
        edition = self.edition_of(target_id)
        return facilitators_of(edition) if edition else Person.objects.none()

    def edition_of(self, target_id: int) -> int | None:
        """The dossier's edition."""
        dossier = self.dossier_of(target_id)
        return dossier.edition_id if dossier else None

    def may_resolve(self, person: Person, target_id: int) -> bool:
        """The region's team, and who facilitates."""
        dossier = self.dossier_of(target_id)
        return dossier is not None and (
            _in_team(person, dossier) or dossier.edition_id in standing(person).facilitates
        )

    def title(self, target_id: int) -> str:
        """Region, theme, and which part of it."""
        return self.titles([target_id]).get(target_id, "")

    def titles(self, target_ids: Collection[int]) -> dict[int, str]:
        """The same for many, in two queries."""
        named = self.named(target_ids)
        # Outside the team nobody hears of a new title before it is submitted.
        newest = newest_versions({dossier.pk for dossier, _words in named.values()})
        return {
            pk: _joined(dossier, newest.get(dossier.pk), words)
            for pk, (dossier, words) in named.items()
        }

    def url(self, target_id: int) -> str:
        """The plan's page, at the part."""
        dossier = self.dossier_of(target_id)
        if dossier is None:
            return reverse("plans:dossier-list")
        page = reverse("plans:dossier-detail", args=[dossier.pk])
        return f"{page}{self.place % {'id': target_id}}"

    def people(self, target_id: int, level: str) -> QuerySet[Person]:
        """The team; then, by level, who facilitates and reviews, and whose role reads the layer."""
        dossier = self.dossier_of(target_id)
        if dossier is None:
            return Person.objects.none()
        level = min(level, dossier.level, key=lambda one: ORDER.index(Level(one)))
        found = who_reads(dossier, level, Version.objects.filter(dossier=dossier))
        return Person.objects.filter(found, is_active=True)


def who_reads(dossier: Dossier, level: str, versions: QuerySet[Version]) -> Q:
    """A condition on Person: the team; then, by level, who has a task on these versions, and whose role reads."""
    groups = [team_of(dossier.edition_id, dossier.region_id)]
    if level in at_least(Level.SESSION):
        groups += [facilitators_of(dossier.edition_id), *task_readers(versions)]
    for layer in ("participants", "network"):
        if level in at_least(Level(layer)) and dossier.versions.exists():
            groups.append(holders(dossier.edition_id, *_roles_of(layer)))
    found = Q(pk__in=[])
    for group in groups:
        found |= Q(pk__in=group.values("pk"))
    return found


def _roles_of(layer: str) -> list[Role]:
    return [role for role, card in ROLES.items() if card.layer == layer]


def _in_team(person: Person, dossier: Dossier) -> bool:
    return (dossier.edition_id, dossier.region_id) in standing(person).teams


def _may_write(person: Person, dossier: Dossier, level: Level) -> bool:
    if _in_team(person, dossier):
        return True
    here = standing(person)
    speaks = {
        least for least, roles in WRITERS.items() if dossier.edition_id in here.editions(*roles)
    }
    enough = {Level.SESSION, *speaks}
    return any(
        Dossier.objects.filter(condition, pk=dossier.pk).exists()
        for least, condition in dossiers_to_talk_about(person)
        if least in enough and level in at_least(least)
    )


def _dossier(target_id: int) -> Dossier | None:
    return Dossier.objects.select_related("region").filter(pk=target_id).first()


def _of_section(target_id: int) -> Dossier | None:
    row = Section.objects.select_related("dossier__region").filter(pk=target_id).first()
    return row.dossier if row else None


def _of_question(target_id: int) -> Dossier | None:
    row = Question.objects.select_related("dossier__region").filter(pk=target_id).first()
    return row.dossier if row else None


def _joined(dossier: Dossier, newest: Version | None, words: str) -> str:
    theme = newest.title if newest else dossier.title
    return " · ".join(word for word in (str(dossier.region), theme, words) if word)


def _named_dossiers(ids: Collection[int]) -> Named:
    rows = Dossier.objects.select_related("region").filter(pk__in=ids)
    return {row.pk: (row, "") for row in rows}


def _named_sections(ids: Collection[int]) -> Named:
    rows = Section.objects.select_related("dossier__region").filter(pk__in=ids)
    return {row.pk: (row.dossier, row.title) for row in rows}


def _named_questions(ids: Collection[int]) -> Named:
    rows = Question.objects.select_related("dossier__region").filter(pk__in=ids)
    words = _("Question %(number)d")
    return {row.pk: (row.dossier, words % {"number": row.position}) for row in rows}


KINDS = [
    PlanTopic("dossier", _dossier, lambda rows: rows.values("pk"), _named_dossiers, ""),
    PlanTopic(
        "section",
        _of_section,
        lambda rows: Section.objects.filter(dossier__in=rows).values("pk"),
        _named_sections,
        "#section-%(id)d",
    ),
    PlanTopic(
        "question",
        _of_question,
        lambda rows: Question.objects.filter(dossier__in=rows).values("pk"),
        _named_questions,
        "#question-%(id)d",
    ),
]
