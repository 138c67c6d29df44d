"""September looks back on a list that was frozen at the opening, and says what changed since."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Entry
from core import clock
from reviews.actions import freeze_advice, respond, save_answers, withdraw_recommendation
from reviews.models import FrozenAdvice, FrozenList, Recommendation, ResponseKind, RoundForm
from reviews.queries.desk import desk_of, task_of
from reviews.queries.look_back import earlier_of, look_back_on
from reviews.schema import Kind
from reviews.tasks import freeze_lists
from sessions.models import Capacity, Round, RoundStep, StepKind
from tests.factories.reviews import (
    CommitmentFactory,
    EvidenceFactory,
    ProgressFactory,
    RecommendationFactory,
    ResponseFactory,
    seeded,
)
from tests.factories.sessions import RoundPlanFactory, steps_around
from tests.reviews.stage import handed_in, september_after, set_stage


@pytest.fixture
def stage(cast):
    return set_stage(cast)


@pytest.fixture
def advice(stage):
    return handed_in(stage.ada).recommendations.get()


@pytest.fixture
def later(stage, advice):
    return september_after(stage)


def frozen(later):
    return freeze_advice(round_=later.june, dossier=later.plan.dossier)


def desk(assignment):
    task = task_of(assignment.pk, assignment.person)
    assert task is not None
    return desk_of(task, assignment.person)


def look_back(assignment):
    here = desk(assignment)
    return look_back_on(here.assignment.round_plan, assignment.person, here.sheet)


def write_page(login, assignment):
    return login(assignment.person).get(reverse("reviews:review-write", args=[assignment.pk]))


def test_the_sweep_freezes_what_june_advised_with_the_claim_of_that_moment(stage, advice, later):
    CommitmentFactory(recommendation=advice, state="on_schedule")

    swept = [freeze_lists(), freeze_lists()]

    (row,) = FrozenAdvice.objects.all()
    assert swept == [1, 0]
    assert (row.frozen_list.round, row.frozen_list.dossier) == (later.june, stage.plan.dossier)
    assert (row.recommendation, row.position, row.claim, row.advice_revision) == (
        advice,
        1,
        "on_schedule",
        1,
    )
    assert Entry.objects.filter(verb="advice.frozen").count() == 1


def test_refused_and_finished_advice_is_open_too(stage, advice, later):
    refused = RecommendationFactory(review=advice.review)
    ResponseFactory(recommendation=refused, kind="not", reason="No money.")
    CommitmentFactory(recommendation=advice, state="done")
    taken_back = RecommendationFactory(review=advice.review, withdrawn_at=clock.now())

    listed = frozen(later).advice.values_list("recommendation", "claim")

    assert list(listed) == [(advice.pk, "done"), (refused.pk, "not")]
    assert taken_back.pk not in dict(listed)


def test_what_was_merged_stands_once_and_is_its_givers_own(stage, later, advice):
    other = handed_in_june(stage, "Two doors")
    merged = Recommendation.objects.create(
        round_plan=stage.plan, author=stage.cast.chris, position=1, title="Doors", source="Both."
    )
    Recommendation.objects.filter(pk__in=[advice.pk, other.pk]).update(merged_into=merged)
    frozen(later)

    seen = {
        name: [(one.id, one.mine) for one in earlier_of(later.plan, getattr(stage.cast, name).pk)]
        for name in ("ada", "eva", "pim", "chris")
    }

    assert seen == {
        "ada": [(merged.pk, True)],
        "eva": [(merged.pk, True)],
        "pim": [(merged.pk, False)],
        "chris": [(merged.pk, False)],
    }


def handed_in_june(stage, title):
    """Advice of Eva in June, given beside the actions: June's step is over."""
    from tests.factories.reviews import ReviewFactory

    review = ReviewFactory(assignment=stage.eva, submitted=True)
    return RecommendationFactory(review=review, title=title)


def test_freezing_twice_gives_the_first_list(later):
    first = frozen(later)
    RecommendationFactory(review=Recommendation.objects.get().review)

    assert frozen(later) == first
    assert FrozenAdvice.objects.count() == 1


def test_the_database_refuses_every_change_of_a_frozen_list(later):
    frozen(later)

    for change in (
        lambda: FrozenList.objects.update(frozen_at=clock.now()),
        lambda: FrozenAdvice.objects.update(claim="done"),
        lambda: FrozenAdvice.objects.all()._raw_delete("default"),
        lambda: FrozenList.objects.create(round=later.june, dossier=later.plan.dossier),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize("state", ["unpublished", "not open", "june"])
def test_nothing_is_frozen_before_the_september_round_opens(stage, later, state):
    if state == "unpublished":
        Round.objects.filter(pk=later.june.pk).update(published_at=None, published_by=None)
    if state == "not open":
        later.june.steps.all().delete()
        steps_around(later.june, StepKind.PLAN, clock.now() + datetime.timedelta(days=30))
    round_ = stage.june if state == "june" else Round.objects.get(pk=later.june.pk)

    swept = freeze_lists() if state != "june" else 0

    assert (freeze_advice(round_=round_, dossier=later.plan.dossier), swept) == (None, 0)
    assert FrozenList.objects.count() == 0


def test_a_round_that_is_over_is_not_frozen_after_the_fact(later):
    RoundStep.objects.filter(round=later.june).update(
        opens_at=clock.now() - datetime.timedelta(days=9),
        due_at=clock.now() - datetime.timedelta(days=8),
        closes_at=clock.now() - datetime.timedelta(days=7),
    )

    assert freeze_lists() == 0


def test_a_plan_that_is_tied_later_gets_its_list_at_the_next_sweep(later):
    freeze_lists()
    from tests.factories.plans import DossierFactory, VersionFactory

    dossier = DossierFactory(edition=later.cast.edition, region=later.cast.north)
    RoundPlanFactory(round=later.june, version=VersionFactory(dossier=dossier), dossier=dossier)

    assert freeze_lists() == 1
    assert FrozenList.objects.count() == 2


def test_the_first_draft_freezes_when_the_sweep_did_not_come_by(later, advice):
    save_answers(assignment=later.eva, by=later.eva.person, given={"core": "x"}, seen={})

    assert list(FrozenAdvice.objects.values_list("recommendation", flat=True)) == [advice.pk]


def test_a_look_freezes_nothing_and_shows_the_same_list(later, advice, login):
    page = write_page(login, later.ada)
    before = [one.id for one in earlier_of(later.plan, later.ada.person_id)]
    nothing = FrozenList.objects.count()
    frozen(later)

    assert (nothing, page.status_code) == (0, 200)
    assert before == [one.id for one in earlier_of(later.plan, later.ada.person_id)] == [advice.pk]


def test_advice_of_after_the_opening_does_not_join_the_list(later, advice):
    frozen(later)
    RecommendationFactory(review=advice.review, title="Too late")

    assert [one.title for one in earlier_of(later.plan, later.ada.person_id)] == ["Make one door"]


def test_the_form_starts_with_it_wherever_the_builder_put_it(later):
    version = seeded("september")
    data = version.schema | {"sections": list(reversed(version.schema["sections"]))}
    version = type(version).objects.create(
        form=version.form, number=99, schema=data, content_hash="x" * 64, structure_hash="x" * 64
    )
    RoundForm.objects.create(round=later.june, audience=Capacity.FRIEND, version=version)

    _section, blocks = desk(later.ada).sheet.parts[0]

    assert [block.field.kind for block in blocks] == [Kind.VERIFICATIONS]


def test_what_changed_after_the_opening_is_told_at_the_line(stage, later, advice):
    with clock.frozen(clock.now() - datetime.timedelta(hours=1)):
        frozen(later)
        unchanged = look_back(later.ada).lines[advice.pk].changes
    ResponseFactory(recommendation=advice, kind="adopted")
    promise = CommitmentFactory(recommendation=advice, state="done")
    ProgressFactory(commitment=promise, state="done")
    EvidenceFactory(commitment=promise)

    changes = look_back(later.ada).lines[advice.pk].changes

    assert unchanged == ()
    assert len(changes) == 5


def test_evidence_that_one_may_not_see_is_no_change_for_that_reader(stage, later, advice):
    promise = CommitmentFactory(recommendation=advice)
    with clock.frozen(clock.now() + datetime.timedelta(minutes=1)):
        frozen(later)
    with clock.frozen(clock.now() + datetime.timedelta(minutes=2)):
        EvidenceFactory(commitment=promise, level="region")

    assert look_back(later.ada).lines[advice.pk].changes == ()


def test_advice_that_was_taken_back_stays_on_the_list_and_needs_no_answer(later, advice, login):
    frozen(later)
    withdraw_recommendation(recommendation=advice, by=later.cast.ada)

    mine, theirs = look_back_gone(later.ada), look_back_gone(later.eva)
    page = write_page(login, later.ada)

    assert earlier_of(later.plan, later.ada.person_id) == ()
    assert (mine, theirs) == (["Make one door"], [""])
    assert b"Make one door" in page.content
    assert handed_in(later.ada).verifications.count() == 0


def look_back_gone(assignment):
    return look_back(assignment).gone


def test_advice_that_was_merged_later_shows_what_was_said_to_the_merged_one(stage, later, advice):
    frozen(later)
    merged = Recommendation.objects.create(
        round_plan=stage.plan, author=stage.cast.chris, position=1, title="Doors", source="Both."
    )
    Recommendation.objects.filter(pk=advice.pk).update(merged_into=merged)
    ResponseFactory(recommendation=merged, kind="partly", reason="One.")

    line = look_back(later.ada).lines[advice.pk]

    assert (line.merged_into, line.response.kind) == (merged, "partly")
    assert len(line.changes) >= 2
    assert [one.mine for one in earlier_of(later.plan, later.ada.person_id)] == [True]


def test_a_new_friend_reads_why_the_list_is_there_and_who_gave_it(later, login):
    page = write_page(login, later.eva)

    found = page.context["look_back"]
    assert (found.own, found.givers) == (0, ["Ada"])
    assert "Ada" in page.content.decode()
    assert "Your advice" not in page.content.decode()


def test_the_giver_is_told_which_advice_is_the_own(later, login):
    client = login(later.cast.ada)
    client.cookies["django_language"] = "en"

    page = client.get(reverse("reviews:review-write", args=[later.ada.pk]))

    assert page.context["look_back"].own == 1
    assert "Your advice" in page.content.decode()


def test_june_shows_no_list(stage, login):
    page = write_page(login, stage.eva)

    assert page.context["look_back"].lines == {}


def test_own_june_answers_stand_beside_the_same_questions(stage, later, login):
    page = write_page(login, later.ada)

    rows = {
        row.control.key: row.before
        for part in page.context["parts"]
        for sheaf in part.sheaves
        for piece in [*sheaf.pieces, *sheaf.spare]
        for row in piece.rows
        if row.before
    }
    assert "Clear to me." in rows["core"].html
    assert rows["c1"].words.startswith("3 ")
    assert not any(key.startswith(("rec-", "verify-", "clarify-")) for key in rows)
    assert {"level", "kind"} & rows.keys() == set()


def test_the_june_answers_of_others_stand_nowhere(later, login):
    page = write_page(login, later.eva)

    assert all(
        row.before is None
        for part in page.context["parts"]
        for sheaf in part.sheaves
        for piece in [*sheaf.pieces, *sheaf.spare]
        for row in piece.rows
    )


@pytest.mark.parametrize("count", [1, 30])
def test_the_desk_in_september(stage, later, advice, login, django_assert_num_queries, count):
    RecommendationFactory.create_batch(count - 1, review=advice.review)
    frozen(later)
    for row in Recommendation.objects.all():
        ResponseFactory(recommendation=row)
        EvidenceFactory(commitment=CommitmentFactory(recommendation=row))
    client = login(later.cast.ada)
    url = reverse("reviews:review-write", args=[later.ada.pk])
    client.get(url)

    with django_assert_num_queries(35):
        page = client.get(url)

    assert len(page.context["look_back"].lines) == count


def test_answering_after_the_opening_is_still_possible_in_time(stage, later, advice):
    frozen(later)
    stage.at(StepKind.RESPONSE)

    respond(recommendation=advice, by=stage.cast.rob, kind=ResponseKind.ADOPTED, reason="", seen=0)

    assert len(look_back(later.ada).lines[advice.pk].changes) == 2
