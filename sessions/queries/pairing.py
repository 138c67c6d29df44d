"""What reviewers know and like beside what plans are about."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.utils.translation import get_language

from plans.models import Version, VersionQuestion, VersionSection
from sessions.matching.given import Pair
from sessions.models import Liked, Liking, Round, RoundPlan
from sessions.points import Expertise, Points, Topic, points_of, topic_of
from sessions.queries.pool import Reader

Likings = dict[tuple[int, int, int | None], Liked]  # person, region, dossier or nothing


def likings_of(round_: Round) -> Likings:
    """What everybody said in a round. One query; for the matching, never shown as it is."""
    rows = Liking.objects.filter(round=round_)
    return {(row.person_id, row.region_id, row.dossier_id): Liked(row.liked) for row in rows}


def liked_by(person_id: int, plan: RoundPlan, likings: Likings) -> Liked:
    """What somebody said of a plan, else of its region."""
    region, dossier = plan.dossier.region_id, plan.dossier_id
    own = likings.get((person_id, region, dossier))
    return own or likings.get((person_id, region, None), Liked.FINE)


def topics_of(plans: Collection[RoundPlan]) -> dict[int, Topic]:
    """What each plan is about, by plan. Three queries; the plans come with their versions."""
    versions = {plan.version_id for plan in plans}
    elements: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    named = ("element__name_en", "element__name_nl")
    through = Version.elements.through.objects.filter(version__in=versions).order_by("element")
    for version_id, *names in through.values_list("version_id", *named):
        elements[version_id].append(tuple(names if get_language() == "en" else names[::-1]))
    texts: dict[int, list[str]] = defaultdict(list)
    sections = VersionSection.objects.filter(version__in=versions)
    for version_id, source in sections.values_list("version_id", "source"):
        texts[version_id].append(source)
    questions: dict[int, dict[int, str]] = defaultdict(dict)
    asked = VersionQuestion.objects.filter(version__in=versions)
    for version_id, place, source in asked.values_list("version_id", "position", "source"):
        questions[version_id][place] = source
    return {
        plan.pk: topic_of(
            elements[plan.version_id],
            [plan.version.title, plan.version.summary, *texts[plan.version_id]],
            questions[plan.version_id],
        )
        for plan in plans
    }


def points_for(
    plans: Mapping[int, RoundPlan],
    readers: Mapping[int, Reader],
    topics: Mapping[int, Topic],
    likings: Likings,
) -> dict[Pair, Points]:
    """How well everybody fits every plan, with the parts. Asks no database."""
    known = {key: Expertise.of(one.person.expertise) for key, one in readers.items()}
    return {
        (pk, key): points_of(expertise, topics[pk], liked_by(key, plan, likings))
        for pk, plan in plans.items()
        for key, expertise in known.items()
    }
