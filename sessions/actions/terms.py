"""What the matching of a round goes by: numbers, wishes for plans, what reviewers can do and like."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from audit.actions import record
from core.clock import now
from people.models import Person, Region
from plans.models import Dossier
from sessions.models import Liked, Liking, Matching, PlanWish, Reading, Round, RoundPlan, Terms
from sessions.queries.numbers import Numbers

WISHES = (
    "language",
    "wanted",
    "least_business",
    "least_knowledge",
    "least_government",
    "least_peer",
)


@transaction.atomic
def save_matching(*, round: Round, numbers: Numbers, by: Person) -> Matching:  # noqa: A002 -- the noun
    """Keep the numbers that the matching of a round goes by."""
    Round.objects.select_for_update().get(pk=round.pk)
    held = Matching.objects.filter(round=round).first()
    old = Numbers.of(held) if held else Numbers()
    if held is not None and old == numbers:
        return held
    made = held or Matching(round=round)
    for name, value in numbers.as_data().items():
        setattr(made, name, value)
    made.saved_at, made.saved_by = now(), by
    made.save()
    before, after = old.as_data(), numbers.as_data()
    changes = {key: (before[key], after[key]) for key in after if before[key] != after[key]}
    record("matching.settings_changed", by=by, target=round, changes=changes)
    return made


@transaction.atomic
def save_wish(*, plan: RoundPlan, given: Mapping[str, Any], by: Person) -> None:
    """Say where one plan differs from its round; without a difference there is no row."""
    held = PlanWish.objects.select_for_update().filter(plan=plan).first()
    before = {name: getattr(held, name) for name in WISHES} if held else dict.fromkeys(WISHES)
    after = {name: given.get(name) for name in WISHES}
    before["language"], after["language"] = before["language"] or "", after["language"] or ""
    if before == after:
        return
    if all(value in (None, "") for value in after.values()):
        PlanWish.objects.filter(plan=plan).delete()
    else:
        PlanWish.objects.update_or_create(
            plan=plan, defaults={**after, "saved_at": now(), "saved_by": by}
        )
    changes = {key: (before[key], after[key]) for key in WISHES if before[key] != after[key]}
    record("matching.plan_wish_changed", by=by, target=plan, changes=changes)


@transaction.atomic
def save_terms(
    *,
    round: Round,  # noqa: A002 -- the noun
    person: Person,
    by: Person,
    **given: Any,
) -> None:
    """Say whether somebody is away, and how many plans at least and at most. Unnamed stays."""
    held = Terms.objects.select_for_update().filter(round=round, person=person).first()
    row = held or Terms(round=round, person=person)
    changes = {key: (getattr(row, key), value) for key, value in given.items()}
    if all(old == new for old, new in changes.values()):
        return
    for key, value in given.items():
        setattr(row, key, value)
    row.saved_at, row.saved_by = now(), by
    row.save()
    record("matching.terms_changed", by=by, target=round)


@transaction.atomic
def save_readings(*, person: Person, languages: Collection[str], by: Person) -> None:
    """Say in which languages somebody reads plans; none means all."""
    held = set(Reading.objects.filter(person=person).values_list("language", flat=True))
    wanted = set(languages)
    if held == wanted:
        return
    Reading.objects.filter(person=person).exclude(language__in=wanted).delete()
    Reading.objects.bulk_create(
        [Reading(person=person, language=code) for code in sorted(wanted - held)],
        ignore_conflicts=True,
    )
    record("person.readings_changed", by=by, target=person)


@transaction.atomic
def say_wishes(
    *,
    round: Round,  # noqa: A002 -- the noun
    terms: Mapping[str, Any],
    languages: Collection[str],
    likings: Mapping[tuple[Region, Dossier | None], Liked],
    by: Person,
) -> None:
    """Keep what a reviewer says about a round; the log says that it was said, not what."""
    Round.objects.select_for_update().get(pk=round.pk)
    save_terms(round=round, person=by, by=by, **terms)
    save_readings(person=by, languages=languages, by=by)
    for (region, dossier), liked in likings.items():
        Liking.objects.update_or_create(
            round=round,
            person=by,
            region=region,
            dossier=dossier,
            defaults={"liked": liked, "said_at": now()},
        )
    if likings:
        record("matching.likings_said", by=by, target=round)
