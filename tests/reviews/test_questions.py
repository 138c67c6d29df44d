"""The region's questions: who answered, do they agree, what the region did with it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notifications.models import Notice
from plans.models import Question
from reviews.actions import give_opinion, set_outcome
from reviews.agreement import Picture, agreement
from reviews.errors import EditionEnded, NotAllowed, ReasonMissing, RowChanged, UnknownField
from reviews.models import Opinion, Outcome, OutcomeKind, Stance
from reviews.queries.questions import board_of, boards_of
from sessions.models import RoundPlan, StepKind
from tests.factories.people import RegionFactory
from tests.factories.plans import (
    DossierFactory,
    QuestionFactory,
    VersionFactory,
    VersionQuestionFactory,
)
from tests.factories.programme import StepFactory
from tests.factories.reviews import ReviewFactory, seeded
from tests.factories.sessions import AssignmentFactory, RoundPlanFactory
from tests.reviews.shared import colleague, handed_in_together, invited
from tests.reviews.stage import handed_in, set_stage

STANCES = ["agree", "partly", "disagree"]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def login(login):
    """In English, as the words below are."""

    def english(person):
        client = login(person)
        client.cookies["django_language"] = "en"
        return client

    return english


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def plan_of(stage):
    rows = RoundPlan.objects.select_related("round__edition", "dossier__region", "version")
    return rows.get(pk=stage.plan.pk)


def question_of(stage):
    return Question.objects.get(pk=stage.question_ids[0])


def key_of(stage):
    return f"answer-{stage.question_ids[0]}"


def page_of(stage):
    return reverse("reviews:plan-questions", args=[stage.plan.pk])


def cells(stage, person):
    return [(cell.name, str(cell.mark)) for cell in board_of(plan_of(stage), person).asked[0].cells]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(STANCES)), max_size=12))
def test_numbers_appear_from_three_people_on_and_never_before(pairs):
    found = agreement(pairs)

    assert found.counted == (len({person for person, _stance in pairs}) >= 3)
    if found.counted:
        assert [found.agree, found.partly, found.disagree] == [
            sum(stance == wanted for _person, stance in pairs) for wanted in STANCES
        ]


@pytest.mark.parametrize(
    ("stances", "picture"),
    [
        ([], Picture.NONE),
        (["agree"], Picture.AGREE),
        (["agree", "partly"], Picture.PARTLY),
        (["agree", "disagree"], Picture.DIFFER),
        (["partly", "disagree"], Picture.DIFFER),
    ],
)
def test_with_few_opinions_the_picture_is_a_word(stances, picture):
    assert agreement(enumerate(stances)).picture == picture


def test_who_answered_is_said_as_far_as_reviews_may_be_read(stage):
    handed_in(stage.ada)
    handed_in(stage.eva)

    assert cells(stage, stage.cast.chris) == [
        ("Ada", "answered"),
        ("Eva", "answered"),
        ("Pim", "waiting"),
    ]
    assert cells(stage, stage.cast.rob) == [
        ("Ada", "waiting"),
        ("Eva", "waiting"),
        ("Pim", "waiting"),
    ]
    stage.at(StepKind.SITTING)
    assert cells(stage, stage.cast.rob)[0] == ("Ada", "answered")
    assert cells(stage, stage.cast.wim) == []


def test_a_review_without_an_answer_says_so(stage):
    handed_in(stage.ada)
    review = handed_in(stage.eva)
    review.answers.filter(key=key_of(stage)).update(value=None)

    assert cells(stage, stage.cast.chris)[1] == ("Eva", "skipped")


def test_only_questions_without_an_answer(stage, login):
    second = QuestionFactory(dossier=stage.plan.dossier, position=2)
    VersionQuestionFactory(
        version=stage.version, question=second, position=2, source="SECOND QUESTION"
    )
    review = handed_in(stage.ada)
    review.answers.filter(key=f"answer-{stage.question_ids[1]}").delete()
    client = login(stage.cast.chris)

    every = client.get(page_of(stage)).context["asked"]
    waiting = client.get(page_of(stage) + "?answers=open").context["asked"]

    assert len(every) == 2
    assert [one.row.source for one, _form in waiting] == ["SECOND QUESTION"]


@pytest.mark.parametrize("name", ["rob", "mia", "pim", "wim", "sam"])
def test_answers_that_may_not_be_read_are_on_no_page(stage, login, name):
    review = handed_in(stage.ada)
    review.answers.filter(key=key_of(stage)).update(value="PLANTED", html="<p>PLANTED</p>")
    client = login(getattr(stage.cast, name))

    pages = [client.get(page_of(stage)), client.get(f"/reviews/plans/{stage.plan.pk}/")]

    assert all(b"PLANTED" not in page.content for page in pages)
    assert pages[0].context["board"].asked[0].answered == 0


def test_a_plan_out_of_sight_has_no_questions(cast, login):
    stage = set_stage(cast, level="session")

    pages = [login(getattr(cast, name)).get(page_of(stage)) for name in ("sam", "olga", "wim")]

    assert [page.status_code for page in pages] == [404, 404, 404]


def test_a_co_reviewer_says_whether_an_answer_is_right(stage, login):
    review = handed_in(stage.ada)
    handed_in(stage.eva)
    address = reverse("reviews:opinion-give", args=[review.pk, key_of(stage)])

    login(stage.cast.eva).post(address, {"stance": "partly", "remark": "Only  for\nstarters"})
    login(stage.cast.eva).post(address, {"stance": "agree", "remark": "Also later"})

    assert Opinion.objects.values_list("person__name", "stance", "remark").get() == (
        "Eva",
        "agree",
        "Also later",
    )
    page = login(stage.cast.ada).get(page_of(stage)).content.decode()
    assert "Also later" in page
    assert "Co-reviewers agree." in page


@pytest.mark.parametrize(
    "name", ["chris", "rob", "mia", "ada", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
)
def test_who_handed_in_no_other_review_gives_no_opinion(stage, login, name):
    review = handed_in(stage.ada)
    handed_in(stage.eva)
    stage.at(StepKind.SITTING)
    address = reverse("reviews:opinion-give", args=[review.pk, key_of(stage)])

    answer = login(getattr(stage.cast, name)).post(address, {"stance": "agree"})

    assert answer.status_code in {403, 404}
    assert Opinion.objects.count() == 0


def test_a_co_writer_gives_no_opinion_on_the_shared_review_and_may_on_others(stage):
    nina = colleague(stage, "Nina")
    invited(stage, nina)
    mine = handed_in_together(stage)
    review = handed_in(stage.ada)

    with pytest.raises(NotAllowed):
        give_opinion(review=mine, key=key_of(stage), by=nina, stance=Stance.AGREE)
    give_opinion(review=review, key=key_of(stage), by=nina, stance=Stance.AGREE)

    assert Opinion.objects.get().person == nina


@pytest.mark.parametrize("key", ["core", "answer-999999", "nothing"])
def test_an_opinion_is_about_an_answer_to_a_question(stage, key):
    review = handed_in(stage.ada)
    handed_in(stage.eva)

    with pytest.raises(UnknownField):
        give_opinion(review=review, key=key, by=stage.cast.eva, stance=Stance.AGREE)


def test_an_opinion_is_read_by_who_reads_both_reviews(stage):
    review = handed_in(stage.ada, level="participants")
    handed_in(stage.eva)
    give_opinion(review=review, key=key_of(stage), by=stage.cast.eva, stance=Stance.DISAGREE)
    stage.at(StepKind.SITTING)

    seers = {
        name
        for name, person in stage.cast.everybody().items()
        if Opinion.objects.visible_to(person).exists()
    }

    assert seers == {"chris", "rob", "mia", "ada", "eva"}


def test_a_choice_is_needed(stage, login):
    review = handed_in(stage.ada)
    handed_in(stage.eva)

    login(stage.cast.eva).post(
        reverse("reviews:opinion-give", args=[review.pk, key_of(stage)]), {"stance": "maybe"}
    )

    assert Opinion.objects.count() == 0


def answered(stage):
    handed_in(stage.ada)
    stage.at(StepKind.SITTING)


def outcome_url(stage):
    return reverse("reviews:outcome-set", args=[stage.plan.pk, stage.question_ids[0]])


def test_the_lead_says_what_the_region_did_with_the_answers(stage, login):
    answered(stage)

    answer = login(stage.cast.rob).post(
        outcome_url(stage), {"kind": "partly", "text": "We **began**.", "revision": 0}
    )

    outcome = Outcome.objects.get()
    assert answer.status_code == 302
    assert (outcome.kind, outcome.html, outcome.given_by) == (
        "partly",
        "<p>We <strong>began</strong>.</p>",
        stage.cast.rob,
    )
    assert list(
        Notice.objects.filter(kind="reviews.outcome").values_list("person__name", flat=True)
    ) == ["Ada"]


@pytest.mark.parametrize(
    "name", ["chris", "mia", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
)
def test_nobody_else_says_it(stage, login, name):
    answered(stage)
    person = getattr(stage.cast, name)

    answer = login(person).post(outcome_url(stage), {"kind": "used", "revision": 0})

    assert answer.status_code in {403, 404}
    with pytest.raises(NotAllowed):
        set_outcome(
            plan=plan_of(stage),
            question=question_of(stage),
            by=person,
            kind=OutcomeKind.USED,
            text="",
            seen=0,
        )
    assert Outcome.objects.count() == 0


def test_all_but_used_gives_a_reason(stage, login):
    answered(stage)

    page = login(stage.cast.rob).post(outcome_url(stage), {"kind": "not", "revision": 0})

    assert page.status_code == 422
    with pytest.raises(ReasonMissing):
        set_outcome(
            plan=plan_of(stage),
            question=question_of(stage),
            by=stage.cast.rob,
            kind=OutcomeKind.NOT,
            text=" ",
            seen=0,
        )


def test_a_stale_page_overwrites_no_outcome(stage, login):
    answered(stage)
    client = login(stage.cast.rob)
    client.post(outcome_url(stage), {"kind": "used", "text": "FIRST", "revision": 0})

    page = client.post(outcome_url(stage), {"kind": "not", "text": "SECOND", "revision": 0})

    assert page.status_code == 409
    assert b"FIRST" in page.content
    assert b"SECOND" in page.content
    assert Outcome.objects.get().text == "FIRST"
    with pytest.raises(RowChanged):
        set_outcome(
            plan=plan_of(stage),
            question=question_of(stage),
            by=stage.cast.rob,
            kind=OutcomeKind.NOT,
            text="THIRD",
            seen=0,
        )


def test_without_an_answer_there_is_nothing_to_do_something_with(stage):
    with pytest.raises(NotAllowed, match="no answer"):
        set_outcome(
            plan=plan_of(stage),
            question=question_of(stage),
            by=stage.cast.rob,
            kind=OutcomeKind.USED,
            text="",
            seen=0,
        )


def test_after_the_edition_nothing_is_added(stage):
    review = handed_in(stage.ada)
    handed_in(stage.eva)
    stage.at(StepKind.SITTING)
    StepFactory(edition=stage.cast.edition)

    with pytest.raises(EditionEnded):
        set_outcome(
            plan=plan_of(stage),
            question=question_of(stage),
            by=stage.cast.rob,
            kind=OutcomeKind.USED,
            text="",
            seen=0,
        )
    with pytest.raises(EditionEnded):
        give_opinion(review=review, key=key_of(stage), by=stage.cast.eva, stance=Stance.AGREE)


def test_an_outcome_is_read_by_who_reads_an_answer(stage):
    answered(stage)
    set_outcome(
        plan=plan_of(stage),
        question=question_of(stage),
        by=stage.cast.rob,
        kind=OutcomeKind.USED,
        text="",
        seen=0,
    )

    seers = {
        name
        for name, person in stage.cast.everybody().items()
        if Outcome.objects.visible_to(person).exists()
    }

    assert seers == {"rob", "mia", "chris", "ada"}


@pytest.mark.parametrize("wrong", [{"kind": "maybe"}, {"kind": "not", "text": ""}])
def test_the_database_refuses_outcomes_that_cannot_be(stage, wrong):
    Outcome.objects.create(question=question_of(stage), kind="used", given_by=stage.cast.rob)

    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.update(**wrong)


@pytest.mark.parametrize("name", ["rob", "mia", "ada", "pim", "wim", "sam", "olga", "ben"])
def test_the_questions_of_a_round_are_for_who_runs_it(stage, login, name):
    address = reverse("reviews:round-questions", args=[stage.june.pk])

    assert login(getattr(stage.cast, name)).get(address).status_code in {403, 404}
    assert login(stage.cast.chris).get(address).status_code == 200


def test_facilitators_see_which_questions_of_a_round_wait(stage, login):
    handed_in(stage.ada)
    other = one_more(stage, 1)
    client = login(stage.cast.chris)
    address = reverse("reviews:round-questions", args=[stage.june.pk])

    every = client.get(address).context
    waiting = client.get(address + "?answers=open").context

    assert (every["total"], every["waiting"]) == (2, 1)
    assert [board.plan.pk for board, _asked in waiting["shown"]] == [other.pk]


def one_more(stage, number, *, reviewed=False):
    dossier = DossierFactory(
        edition=stage.cast.edition,
        region=RegionFactory(name=f"Region {number}", slug=f"region-{number}"),
        title=f"Theme {number}",
    )
    version = VersionFactory(dossier=dossier)
    VersionQuestionFactory(version=version, position=1, question__dossier=dossier)
    plan = RoundPlanFactory(round=stage.june, version=version, dossier=dossier)
    if reviewed:
        ReviewFactory(assignment=AssignmentFactory(round_plan=plan), submitted=True)
    return plan


@pytest.mark.parametrize("count", [1, 30])
def test_the_questions_of_a_round_cost_the_same_for_one_and_thirty(
    stage, login, django_assert_num_queries, count
):
    seeded()
    for number in range(count):
        one_more(stage, number, reviewed=True)
    client = login(stage.cast.chris)
    address = reverse("reviews:round-questions", args=[stage.june.pk])
    client.get(address)

    with django_assert_num_queries(22):
        page = client.get(address)

    assert len(page.context["shown"]) == min(count + 1, 20)  # a page


@pytest.mark.parametrize("count", [1, 30])
def test_the_questions_of_a_plan_cost_the_same_for_one_review_and_thirty(
    stage, login, django_assert_num_queries, count
):
    seeded()
    for _number in range(count):
        review = ReviewFactory(assignment=AssignmentFactory(round_plan=stage.plan), submitted=True)
        review.answers.create(key=key_of(stage), value="Yes", html="<p>Yes</p>")
        Opinion.objects.create(
            review=review, key=key_of(stage), person=review.author, stance="agree"
        )
    client = login(stage.cast.chris)
    client.get(page_of(stage))

    with django_assert_num_queries(19):
        page = client.get(page_of(stage))

    assert page.context["board"].asked[0].answered == count


def test_boards_of_many_plans_are_those_of_each(stage):
    handed_in(stage.ada)
    one_more(stage, 1, reviewed=True)
    plans = list(RoundPlan.objects.select_related("round__edition", "dossier__region", "version"))
    chris = stage.cast.chris

    many = [[one.answered for one in board.asked] for board in boards_of(plans, chris)]

    assert many == [[one.answered for one in board_of(plan, chris).asked] for plan in plans]
