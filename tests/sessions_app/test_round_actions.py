"""Making, dating and publishing rounds."""

from datetime import timedelta

import pytest
from django.utils import translation

from audit.models import Entry
from core import clock
from notifications.models import Notice
from notifications.queries import line_of
from sessions.actions import change_steps, create_round, publish_round
from sessions.errors import AlreadyPublished, RoundExists, StepsChangedMeanwhile, StepsDoNotFollow
from sessions.models import Round, Season, StepKind
from sessions.schedule import Moments, moments_of, suggested
from tests.factories.programme import EditionFactory
from tests.factories.sessions import AssignmentFactory
from tests.sessions_app.rounds import JUNE_SITTING, SEPTEMBER_SITTING, june_round, make_scene


def later(round_, days=1):
    """The round's own steps, each so many days later."""
    move = timedelta(days=days)
    return [
        Moments(one.kind, one.opens_at + move, one.due_at + move, one.closes_at + move)
        for one in moments_of(round_.steps.all())
    ]


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("person__name", flat=True))


def test_a_new_round_has_five_steps_and_is_known_to_facilitators_alone(cast):
    made = june_round(cast, published=False)

    assert [step.kind for step in made.steps.all()] == [
        "plan", "review", "sitting", "response", "follow_up",
    ]  # fmt: skip
    assert {name for name, one in cast.everybody().items() if Round.objects.visible_to(one)} == {
        "chris"
    }
    assert Notice.objects.count() == 0


def test_a_second_june_round_of_the_edition_is_refused(cast):
    june_round(cast)

    with pytest.raises(RoundExists):
        create_round(
            edition=cast.edition, season=Season.JUNE, steps=suggested(JUNE_SITTING), by=cast.chris
        )

    assert Round.objects.count() == 1


def test_two_rounds_of_an_edition_may_not_overlap(cast):
    june_round(cast)

    with pytest.raises(StepsDoNotFollow) as refused:
        create_round(
            edition=cast.edition,
            season=Season.SEPTEMBER,
            steps=suggested(SEPTEMBER_SITTING - timedelta(days=1)),
            by=cast.chris,
        )

    assert [(fault.kind, fault.field) for fault in refused.value.faults] == [("plan", "opens_at")]
    assert Round.objects.count() == 1


def test_rounds_of_two_editions_may_overlap(cast):
    june_round(cast)
    other = EditionFactory(programme=cast.edition.programme, year=2018)

    made = create_round(
        edition=other, season=Season.SEPTEMBER, steps=suggested(JUNE_SITTING), by=cast.chris
    )

    assert made.steps.count() == 5


def test_steps_must_be_all_five_in_order(cast):
    steps = suggested(JUNE_SITTING)

    for wrong in (steps[:4], list(reversed(steps)), []):
        with pytest.raises(StepsDoNotFollow):
            create_round(edition=cast.edition, season=Season.JUNE, steps=wrong, by=cast.chris)


def test_publishing_tells_who_takes_part(cast):
    june_round(cast)

    assert told("sessions.round-published") == ["Ada", "Mia", "Pim", "Rob", "Sam", "Wim"]


def test_the_notice_names_the_round_in_the_reader_s_language(cast):
    june_round(cast)

    with translation.override("en"):
        line = line_of(Notice.objects.get(person=cast.ada))

    assert line.text == "The June round 2017 is announced. Look when each step opens."


def test_publishing_twice_is_refused(cast):
    made = june_round(cast)

    with pytest.raises(AlreadyPublished):
        publish_round(round=made, by=cast.chris)


def test_changed_dates_are_kept_in_the_log_and_told_once(cast):
    scene = make_scene(cast)
    AssignmentFactory(round_plan=scene.plan, person=cast.eva, capacity="extra_friend")
    revision = scene.round.revision

    touched = change_steps(
        round=scene.round, steps=later(scene.round), revision=revision, by=cast.chris
    )

    assert len(touched) == 5
    assert told("sessions.steps-changed") == ["Ada", "Eva", "Mia", "Pim", "Rob", "Sam", "Wim"]
    changes = Entry.objects.get(verb="round.steps_changed").changes
    assert changes["review.due_at"]["old"] != changes["review.due_at"]["new"]


def test_the_same_dates_change_and_tell_nothing(cast):
    made = june_round(cast)

    touched = change_steps(round=made, steps=later(made, 0), revision=0, by=cast.chris)

    assert touched == []
    assert (told("sessions.steps-changed"), Round.objects.get().revision) == ([], 0)


def test_an_unpublished_round_changes_in_silence(cast):
    made = june_round(cast, published=False)

    change_steps(round=made, steps=later(made), revision=0, by=cast.chris)

    assert told("sessions.steps-changed") == []


def test_who_saw_older_dates_is_asked_to_look_again(cast):
    made = june_round(cast)
    change_steps(round=made, steps=later(made), revision=0, by=cast.chris)
    kept = made.steps.get(kind="plan").opens_at

    with pytest.raises(StepsChangedMeanwhile):
        change_steps(round=made, steps=later(made), revision=0, by=cast.chris)

    assert made.steps.get(kind="plan").opens_at == kept


def test_changed_steps_may_not_leave_a_gap(cast):
    made = june_round(cast)
    steps = moments_of(made.steps.all())
    steps[1] = Moments(
        StepKind.REVIEW,
        steps[1].opens_at + timedelta(hours=1),
        steps[1].due_at,
        steps[1].closes_at,
    )

    with pytest.raises(StepsDoNotFollow):
        change_steps(round=made, steps=steps, revision=0, by=cast.chris)

    assert made.steps.get(kind="review").opens_at == clock.amsterdam(2017, 6, 10, 9)
