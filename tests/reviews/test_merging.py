"""Advice that says the same is told as one; the originals keep their words, and it can be undone."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from discussion import targets
from notifications.models import Notice
from notifications.queries import lines_of
from people.models import Role
from reviews.actions import (
    commit,
    freeze_advice,
    merge_recommendations,
    propose_answer,
    reopen_review,
    respond,
    submit_review,
    unmerge_recommendation,
    withdraw_recommendation,
)
from reviews.errors import (
    AlreadyMerged,
    BuiltOn,
    MergedAway,
    NotAllowed,
    NothingToMerge,
    OnTheList,
    OtherPlan,
    RoundEnded,
    WordsMissing,
)
from reviews.models import ChangeLink, Recommendation, ResponseDraft, ResponseKind
from reviews.queries.advice import lines_of as lines_of_advice
from reviews.queries.advice import listed, table_of, with_fate
from reviews.queries.asked import tasks_for
from reviews.queries.look_back import earlier_of
from reviews.risks.advice import late_answers
from sessions.models import StepKind
from sessions.risks.gathering import scope_of
from tests.factories.reviews import (
    CommitmentFactory,
    RecommendationFactory,
    ResponseFactory,
    ReviewFactory,
)
from tests.factories.sessions import RoundPlanFactory
from tests.reviews.stage import handed_in, september_after, set_stage
from tests.reviews.test_follow_up import PROMISE


@pytest.fixture
def stage(cast):
    return set_stage(cast)


@pytest.fixture
def pair(stage):
    """Ada and Eva say the same."""
    return [
        RecommendationFactory(review=ReviewFactory(assignment=who, submitted=True))
        for who in (stage.ada, stage.eva)
    ]


@pytest.fixture
def third(stage):
    return RecommendationFactory(review=ReviewFactory(assignment=stage.pim, submitted=True))


def merged(stage, rows, title="One door", source="People **get lost**."):
    return merge_recommendations(chosen=rows, by=stage.cast.chris, title=title, source=source)


def url(page, *args):
    return reverse(f"reviews:{page}", args=args)


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("person__name", flat=True))


def test_originals_keep_everything_and_point_at_the_merged_one(stage, pair):
    before = [(row.title, row.source, row.html, row.author_id) for row in pair]

    one = merged(stage, pair)

    for row in pair:
        row.refresh_from_db()
    assert [row.merged_into for row in pair] == [one, one]
    assert [(row.title, row.source, row.html, row.author_id) for row in pair] == before
    assert (one.review, one.author, one.html) == (
        None,
        stage.cast.chris,
        "<p>People <strong>get lost</strong>.</p>",
    )
    assert list(Recommendation.objects.current()) == [one]


def test_the_merged_one_keeps_what_all_say_alike(stage, pair):
    Recommendation.objects.filter(pk=pair[0].pk).update(
        kind="improve", addressees=["business"], term="later", effect="large"
    )
    Recommendation.objects.filter(pk=pair[1].pk).update(
        kind="improve", addressees=["state", "business"], term="this_year", effect="small"
    )

    one = merged(stage, pair)

    assert (one.kind, one.addressees, one.term, one.effect) == (
        "improve",
        ["business", "state"],
        "this_year",
        "",
    )


def test_who_gave_it_and_the_team_that_may_read_it_are_told(stage, pair):
    stage.at(StepKind.RESPONSE)

    merged(stage, pair)

    assert told("reviews.merged") == ["Ada", "Eva"]
    assert told("reviews.merged_for_us") == ["Mia", "Rob"]


def test_before_the_sitting_the_team_hears_nothing(stage, pair):
    merged(stage, pair)

    assert told("reviews.merged_for_us") == []


def test_undoing_lets_the_originals_stand_alone_and_tells_them(stage, pair):
    stage.at(StepKind.RESPONSE)
    one = merged(stage, pair)

    for _press in range(2):
        unmerge_recommendation(merged=one, by=stage.cast.chris)

    one.refresh_from_db()
    assert one.withdrawn_at is not None
    assert list(Recommendation.objects.current().order_by("pk")) == pair
    assert told("reviews.unmerged") == ["Ada", "Eva"]
    assert told("reviews.unmerged_for_us") == ["Mia", "Rob"]
    assert Entry.objects.filter(verb="recommendation.unmerged").count() == 1


def test_pressing_the_button_twice_merges_once(stage, pair):
    first = merged(stage, pair)

    assert merged(stage, pair) == first
    assert Recommendation.objects.filter(review=None).count() == 1
    assert Notice.objects.filter(kind="reviews.merged").count() == 2


def test_a_merged_one_among_the_chosen_dissolves_into_its_originals(stage, pair, third):
    first = merged(stage, pair)

    second = merged(stage, [first, third], title="All three")

    assert set(second.originals.all()) == {*pair, third}
    assert list(Recommendation.objects.current()) == [second]
    assert merged(stage, [first, third], title="All three") == second
    assert set(unmerge_recommendation(merged=second, by=stage.cast.chris)) == {*pair, third}


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (lambda stage, rows: ResponseFactory(recommendation=rows[0]), BuiltOn),
        (lambda stage, rows: CommitmentFactory(recommendation=rows[0]), BuiltOn),
        (
            lambda stage, rows: Recommendation.objects.filter(pk=rows[0].pk).update(
                withdrawn_at=rows[0].created_at
            ),
            AlreadyMerged,
        ),
        (
            lambda stage, rows: merged(stage, rows, title="Something else"),
            AlreadyMerged,
        ),
        (lambda stage, rows: steps_past(stage), RoundEnded),
        (
            lambda stage, rows: freeze_advice(
                round_=september_after(stage).june, dossier=stage.plan.dossier
            ),
            OnTheList,
        ),
    ],
    ids=["answered", "promised", "taken back", "merged", "round over", "on the list"],
)
def test_what_others_built_on_is_not_merged(stage, pair, spoil, refusal):
    spoil(stage, pair)

    with pytest.raises(refusal):
        merged(stage, pair)


def steps_past(stage):
    for step in stage.june.steps.all():
        step.opens_at, step.due_at, step.closes_at = (
            moment.replace(year=moment.year - 1)
            for moment in (step.opens_at, step.due_at, step.closes_at)
        )
        step.save()


def test_advice_on_another_plan_is_not_the_same_advice(stage, pair):
    elsewhere = RecommendationFactory(
        review=ReviewFactory(
            assignment__round_plan=RoundPlanFactory(round=stage.june), submitted=True
        )
    )

    with pytest.raises(OtherPlan):
        merged(stage, [pair[0], elsewhere])


def test_one_alone_or_without_words_is_no_merge(stage, pair):
    with pytest.raises(NothingToMerge):
        merged(stage, pair[:1])
    with pytest.raises(WordsMissing):
        merged(stage, pair, title=" ")
    with pytest.raises(WordsMissing):
        merged(stage, pair, source="\n")


@pytest.mark.parametrize("build_on", ["answer", "promise"])
def test_what_the_region_answered_or_promised_stays_merged(stage, pair, build_on):
    one = merged(stage, pair)
    stage.at(StepKind.RESPONSE)
    if build_on == "answer":
        respond(recommendation=one, by=stage.cast.rob, kind=ResponseKind.ADOPTED, reason="", seen=0)
    else:
        commit(dossier=stage.plan.dossier, by=stage.cast.rob, promise=PROMISE, recommendation=one)

    with pytest.raises(BuiltOn):
        unmerge_recommendation(merged=one, by=stage.cast.chris)
    with pytest.raises(BuiltOn):
        withdraw_recommendation(recommendation=pair[0], by=stage.cast.ada)
    assert Recommendation.objects.get(pk=pair[0].pk).merged_into == one


def test_originals_are_answered_as_the_merged_one_only(stage, pair, login):
    one = merged(stage, pair)
    stage.at(StepKind.RESPONSE)

    for act in (
        lambda: respond(
            recommendation=pair[0], by=stage.cast.rob, kind=ResponseKind.ADOPTED, reason="", seen=0
        ),
        lambda: commit(
            dossier=stage.plan.dossier, by=stage.cast.rob, promise=PROMISE, recommendation=pair[0]
        ),
    ):
        with pytest.raises(MergedAway):
            act()
    page = login(stage.cast.rob).get(url("recommendation-detail", pair[0].pk))
    assert page.context["story"].next.url == url("recommendation-detail", one.pk)


def test_a_giver_who_takes_the_own_words_back_undoes_the_merge(stage, pair):
    merged(stage, pair)

    withdraw_recommendation(recommendation=pair[0], by=stage.cast.ada)

    assert list(Recommendation.objects.current()) == [pair[1]]
    assert told("reviews.unmerged") == ["Eva"]
    assert told("reviews.unmerged_for_us") == ["Chris"]


def test_the_region_answers_once_and_everybody_who_gave_it_hears(stage, pair):
    one = merged(stage, pair)
    stage.at(StepKind.RESPONSE)

    asked = [row for row in tasks_for(stage.cast.rob) if row.kind == "response"]
    respond(
        recommendation=one, by=stage.cast.rob, kind=ResponseKind.NOT, reason="No money.", seen=0
    )

    assert [(row.title, row.url) for row in asked] == [
        ("Reageer op het advies van Ada, Eva", url("recommendation-detail", one.pk))
    ] or [row.url for row in asked] == [url("recommendation-detail", one.pk)]
    assert told("reviews.answered") == ["Ada", "Eva"]
    assert [row for row in tasks_for(stage.cast.rob) if row.kind == "response"] == []


def test_lists_and_the_cross_table_count_it_once(stage, pair, login):
    one = merged(stage, pair)
    chris = stage.cast.chris

    lines = lines_of_advice(with_fate(listed(chris), chris))
    page = login(chris).get(url("recommendation-list"))
    follow_up = login(chris).get(url("dossier-follow-up", stage.plan.dossier_id))

    assert [line.advice for line in lines] == [one]
    assert {giver.name for giver in lines[0].given_by} == {"Ada", "Eva"}
    assert table_of(lines).total == 1
    assert [line.advice for line in page.context["page"]] == [one]
    assert follow_up.context["found"].table.total == 1


def test_the_cockpit_counts_it_once(stage, pair):
    merged(stage, pair)
    stage.at(StepKind.FOLLOW_UP)

    scope = scope_of(stage.cast.chris, stage.june.edition_id)

    words = [risk.words for risk in late_answers(scope)]

    assert len(words) == 1
    assert "1" in words[0]
    assert "2" not in words[0]


def test_september_asks_about_the_merged_one_as_everybodys_own(stage, pair):
    one = merged(stage, pair)
    later = september_after(stage)

    for who, mine in ((stage.ada, True), (stage.eva, True), (stage.pim, False)):
        found = earlier_of(later.plan, who.person_id)
        assert [(row.id, row.mine) for row in found] == [(one.pk, mine)]


READERS = {"chris", "ada", "eva"}


@pytest.mark.parametrize(
    ("step", "level", "readers"),
    [
        (StepKind.REVIEW, "session", READERS),
        (StepKind.SITTING, "session", READERS | {"rob", "mia"}),
        (
            StepKind.SITTING,
            "participants",
            READERS | {"rob", "mia", "wim", "sam"},
        ),
    ],
)
def test_who_reads_the_merged_one(stage, pair, step, level, readers):
    for row in pair:
        row.review.level = level
        row.review.save()
    one = merged(stage, pair)
    stage.at(step)

    for name, person in stage.cast.everybody().items():
        found = Recommendation.objects.given().visible_to(person)
        assert (one in found) == (name in readers), name


def test_a_co_reviewer_who_did_not_hand_in_reads_nothing_of_it(stage, pair):
    one = merged(stage, pair)
    ReviewFactory(assignment=stage.pim)

    assert one not in Recommendation.objects.visible_to(stage.cast.pim)


def test_a_layer_that_reads_one_original_does_not_read_what_merges_it_with_another(stage, pair):
    pair[0].review.level = "participants"
    pair[0].review.save()
    one = merged(stage, pair)
    stage.at(StepKind.SITTING)

    found = Recommendation.objects.given().visible_to(stage.cast.wim)

    assert list(found) == [pair[0]]
    assert one in Recommendation.objects.given().visible_to(stage.cast.rob)


def test_a_reviewer_of_september_reads_it(stage, pair):
    one = merged(stage, pair)
    later = september_after(stage)

    assert one in Recommendation.objects.given().visible_to(later.pim.person)


def test_a_giver_whose_task_ended_still_reads_it(stage, pair):
    one = merged(stage, pair)
    stage.ada.state = "withdrawn"
    stage.ada.withdrawn_at = stage.ada.sent_at
    stage.ada.save()

    assert one in Recommendation.objects.given().visible_to(stage.cast.ada)


def test_people_talk_about_merged_advice_as_narrowly_as_its_narrowest_original(stage, pair):
    pair[0].review.level = "participants"
    pair[0].review.save()
    one = merged(stage, pair)
    stage.at(StepKind.SITTING)
    topic = targets.get("recommendation")
    cast = stage.cast

    starters = {
        name
        for name, person in cast.everybody().items()
        if topic.may_start(person, one.pk, "session")
    }
    resolvers = {
        name for name, person in cast.everybody().items() if topic.may_resolve(person, one.pk)
    }

    assert starters == {"chris", "rob", "mia", "ada", "eva"}
    assert resolvers == {"chris", "rob", "mia", "ada", "eva"}
    assert not topic.may_start(cast.ada, one.pk, "participants")
    assert {person.name for person in topic.people(one.pk, "session")} == {
        "Chris",
        "Rob",
        "Mia",
        "Ada",
        "Eva",
    }
    assert topic.title(one.pk) == "South · One door"


def test_only_facilitators_merge_and_undo(stage, pair, login):
    one = None
    for name, person in stage.cast.everybody().items():
        if name == "chris":
            continue
        post = login(person).post(
            url("advice-merge", stage.plan.pk),
            {"advice": [row.pk for row in pair], "title": "One", "source": "One"},
        )
        assert post.status_code in (403, 404), name
        with pytest.raises(NotAllowed):
            merge_recommendations(chosen=pair, by=person, title="One", source="One")
    assert Recommendation.objects.filter(review=None).count() == 0
    one = merged(stage, pair)
    for name, person in stage.cast.everybody().items():
        if name == "chris":
            continue
        post = login(person).post(url("recommendation-unmerge", one.pk))
        assert post.status_code in (403, 404), name
        with pytest.raises(NotAllowed):
            unmerge_recommendation(merged=one, by=person)
    assert list(Recommendation.objects.current()) == [one]


def test_who_merged_did_not_give_it_and_takes_nothing_back(stage, pair, login):
    one = merged(stage, pair)

    with pytest.raises(NotAllowed):
        withdraw_recommendation(recommendation=one, by=stage.cast.chris)
    assert login(stage.cast.chris).post(url("recommendation-withdraw", one.pk)).status_code == 403


def test_the_page_suggests_prefills_merges_and_undoes(stage, pair, login):
    Recommendation.objects.filter(pk=pair[0].pk).update(title="Make one door for companies")
    Recommendation.objects.filter(pk=pair[1].pk).update(
        title="One door where companies come in", source="Companies get lost."
    )
    client = login(stage.cast.chris)
    address = url("advice-merge", stage.plan.pk)

    first = client.get(address)
    group = first.context["page"].suggestions[0]
    second = client.get(f"{address}?{group.query}")
    sent = {
        "advice": [row.pk for row in pair],
        "title": second.context["form"]["title"].value(),
        "source": second.context["form"]["source"].value(),
    }
    done = client.post(address, sent)

    one = Recommendation.objects.get(review=None)
    assert done.url == url("recommendation-detail", one.pk)
    assert one.title == "Make one door for companies"
    assert one.source == "Entrepreneurs get lost.\n\nCompanies get lost."
    for _press in range(2):
        assert client.post(url("recommendation-unmerge", one.pk)).url == url(
            "dossier-follow-up", stage.plan.dossier_id
        )
    assert list(Recommendation.objects.current().order_by("pk")) == pair


def test_a_merge_without_a_title_keeps_what_was_typed(stage, pair, login):
    response = login(stage.cast.chris).post(
        url("advice-merge", stage.plan.pk),
        {"advice": [row.pk for row in pair], "title": "", "source": "TYPED"},
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["title"]
    assert b"TYPED" in response.content


def test_undoing_too_late_is_a_sentence(stage, pair, login):
    one = merged(stage, pair)
    ResponseFactory(recommendation=one)

    client = login(stage.cast.chris)
    client.post(url("recommendation-unmerge", one.pk))
    page = client.get(url("recommendation-detail", one.pk))

    assert page.context["story"].undo_refusal != ""
    assert Recommendation.objects.get(pk=one.pk).withdrawn_at is None


@pytest.mark.parametrize("page", ["recommendation-list", "advice-merge", "dossier-follow-up"])
def test_pages_take_the_same_queries_for_one_and_thirty(stage, pair, third, login, page):
    client = login(stage.cast.chris)
    merged(stage, pair)
    about = {"advice-merge": [stage.plan.pk], "dossier-follow-up": [stage.plan.dossier_id]}
    address = url(page, *about.get(page, []))
    client.get(address)
    counts = []
    for number in range(30):
        if number in (0, 29):
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
        RecommendationFactory(review=third.review, position=10 + number)

    assert counts[0] == counts[1]
    assert counts[0] <= 26


def test_notices_of_a_merge_hold_no_names(stage, pair):
    merged(stage, pair)

    rows = list(Notice.objects.filter(kind="reviews.merged", person=stage.cast.ada))

    assert [row.context for row in rows] == [{}]
    assert len(lines_of(rows)) == 1


def test_the_database_refuses_that_a_merged_one_is_merged(stage, pair, third):
    one = merged(stage, pair)

    with pytest.raises(IntegrityError), transaction.atomic():
        Recommendation.objects.filter(pk=one.pk).update(merged_into=third)


def test_a_review_that_is_opened_again_and_handed_in_stands_alone_and_is_asked_again(stage):
    pair = [handed_in(who).recommendations.get() for who in (stage.ada, stage.eva)]
    merged(stage, pair)

    reopen_review(review=pair[0].review, by=stage.cast.ada)
    alone = list(Recommendation.objects.current())
    submit_review(assignment=stage.ada, by=stage.cast.ada)
    stage.at(StepKind.RESPONSE)

    asked = [row.url for row in tasks_for(stage.cast.rob) if row.kind == "response"]
    assert alone == [pair[1]]
    assert sorted(asked) == sorted(url("recommendation-detail", row.pk) for row in pair)


def test_a_facilitator_of_another_edition_is_a_stranger_here(stage, pair, cast):
    from tests.factories.people import MembershipFactory, PersonFactory
    from tests.factories.programme import EditionFactory

    other = PersonFactory()
    MembershipFactory(person=other, edition=EditionFactory(), role=Role.FACILITATOR)

    with pytest.raises(NotAllowed):
        merge_recommendations(chosen=pair, by=other, title="One", source="One")


def test_what_the_team_has_in_hand_goes_along_and_comes_back(stage, pair):
    stage.at(StepKind.RESPONSE)
    dossier, mia = stage.plan.dossier, stage.cast.mia
    for row, reason in zip(pair, ("First.", "Second."), strict=True):
        propose_answer(recommendation=row, by=mia, kind="not", reason=reason, seen=0)
        ChangeLink.objects.create(dossier=dossier, part="core", recommendation=row, linked_by=mia)

    one = merged(stage, pair)

    draft = ResponseDraft.objects.get()
    assert draft.recommendation == one
    assert (draft.kind, draft.reason) == ("not", "First.\n\nSecond.")
    assert [link.recommendation for link in ChangeLink.objects.all()] == [one]

    unmerge_recommendation(merged=one, by=stage.cast.chris)

    assert [
        (row.recommendation, row.reason) for row in ResponseDraft.objects.order_by("recommendation")
    ] == [(row, "First.\n\nSecond.") for row in pair]
    assert {link.recommendation for link in ChangeLink.objects.all()} == set(pair)


def test_a_change_that_the_region_submitted_because_of_it_keeps_it_as_it_is(stage, pair):
    ChangeLink.objects.create(
        dossier=stage.plan.dossier,
        version=stage.version,
        part="core",
        recommendation=pair[0],
        linked_by=stage.cast.mia,
    )

    with pytest.raises(BuiltOn):
        merged(stage, pair)
