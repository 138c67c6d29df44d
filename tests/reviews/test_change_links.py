"""The region says because of which advice its plan changed, and only who reads the advice sees it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from audit.models import Entry
from core.errors import DomainError
from notifications.models import Notice
from plans.actions import save_section, submit_plan
from plans.models import Version
from plans.sections import SECTIONS
from reviews.actions import keep_links, merge_recommendations, withdraw_recommendation
from reviews.errors import AdviceNotHere, LinkStays, NotAllowed, PartNotChanged
from reviews.models import ChangeLink, Recommendation
from reviews.queries.changes import changes_because_of, reasons_between
from sessions.models import Season, StepKind
from tests.factories.plans import SectionFactory, VersionSectionFactory
from tests.factories.reviews import RecommendationFactory, ReviewFactory
from tests.factories.sessions import RoundFactory, RoundPlanFactory
from tests.queries import takes
from tests.reviews.stage import handed_in, set_stage

ADVICE = "Make one door"


@pytest.fixture
def stage(cast):
    """June is over for South: Ada gave advice, and the team has begun to change its text."""
    stage = set_stage(cast, level="network")
    handed_in(stage.ada)
    stage.at(StepKind.FOLLOW_UP)
    dossier = stage.plan.dossier
    for kind in SECTIONS:
        if kind.required:
            SectionFactory(dossier=dossier, key=kind.key, source="Entrepreneurs do not find us.")
    write(stage, "core", "Entrepreneurs find one door.")
    return stage


def write(stage, key, source):
    section = stage.plan.dossier.sections.get(key=key)
    return save_section(
        dossier=stage.plan.dossier,
        key=key,
        source=source,
        revision=section.revision,
        by=stage.cast.mia,
    )


def the_advice():
    return Recommendation.objects.get(title=ADVICE)


def keep(stage, by=None, version=None, **because):
    keep_links(
        dossier=stage.plan.dossier,
        version=version,
        by=by or stage.cast.mia,
        because={part: set(ids) for part, ids in because.items()},
    )


def submitted(stage, **more):
    return submit_plan(
        dossier=stage.plan.dossier, by=stage.cast.rob, change_note="We listened.", **more
    )


def links():
    return [
        (link.part, link.recommendation.title, link.version and link.version.number)
        for link in ChangeLink.objects.all()
    ]


def test_a_link_is_kept_with_the_working_copy_and_goes_along_with_the_version(stage):
    keep(stage, core=[the_advice().pk])
    before = links()

    submitted(stage)

    assert before == [("core", ADVICE, None)]
    assert links() == [("core", ADVICE, 2)]


def test_a_link_is_taken_away_again_while_writing_and_other_parts_keep_theirs(stage):
    pk = the_advice().pk
    keep(stage, core=[pk], approach=[pk])

    keep(stage, core=[])

    assert links() == [("approach", ADVICE, None)]


def test_a_part_that_was_put_back_takes_no_link_along(stage):
    keep(stage, core=[the_advice().pk], approach=[the_advice().pk])
    write(stage, "core", "Entrepreneurs do not find us.")

    submitted(stage)

    assert links() == [("approach", ADVICE, 2)]


def test_advice_that_was_taken_back_is_no_reason_any_more(stage):
    keep(stage, core=[the_advice().pk])
    withdraw_recommendation(recommendation=the_advice(), by=stage.cast.ada)

    submitted(stage)

    assert links() == []


def test_what_is_ticked_at_submitting_replaces_what_was_kept(stage):
    keep(stage, core=[the_advice().pk])

    submitted(stage, because={"core": set(), "approach": {the_advice().pk}})

    assert links() == [("approach", ADVICE, 2)]


def test_submitting_that_fails_keeps_no_link(stage):
    with pytest.raises(DomainError):
        submitted(stage, because={"core": {the_advice().pk}, "leads": {10**6}})

    assert (links(), Version.objects.filter(number=2).exists()) == ([], False)


@pytest.mark.parametrize(
    ("because", "error"),
    [
        ({"core": [10**6]}, AdviceNotHere),
        ({"nothing": [1]}, PartNotChanged),
        ({"facts": [1]}, PartNotChanged),
    ],
)
def test_only_advice_on_this_plan_and_parts_that_changed_are_linked(stage, because, error):
    with pytest.raises(error):
        keep(stage, **because)

    assert links() == []


def test_advice_on_another_plan_is_refused(cast, stage):
    plan = RoundPlanFactory(round=stage.june, dossier__region=cast.south)
    other = RecommendationFactory(review__assignment__round_plan=plan)

    with pytest.raises(AdviceNotHere):
        keep(stage, core=[other.pk])


def test_only_the_team_links_while_writing_and_only_the_lead_links_a_version(cast, stage):
    pk = the_advice().pk
    tried = {name: tries(stage, person, None, pk) for name, person in cast.everybody().items()}
    version = submitted(stage)

    later = {name: tries(stage, person, version, pk) for name, person in cast.everybody().items()}

    assert {name for name, done in tried.items() if done} == {"rob", "mia"}
    assert {name for name, done in later.items() if done} == {"rob"}


def tries(stage, person, version, pk):
    try:
        keep(stage, by=person, version=version, core=[pk])
    except NotAllowed:
        return False
    return True


def test_the_lead_adds_and_removes_until_a_review_of_that_version_is_handed_in(cast, stage):
    pk = the_advice().pk
    version = submitted(stage)
    keep(stage, by=cast.rob, version=version, core=[pk])
    keep(stage, by=cast.rob, version=version, core=[])
    keep(stage, by=cast.rob, version=version, core=[pk])
    september_review_of(stage, version)

    with pytest.raises(LinkStays):
        keep(stage, by=cast.rob, version=version, core=[])
    keep(stage, by=cast.rob, version=version, core=[pk], approach=[pk])

    assert links() == [("core", ADVICE, 2), ("approach", ADVICE, 2)]


def september_review_of(stage, version):
    """Ada handed in a September review of this version."""
    september = RoundFactory(edition=stage.cast.edition, season=Season.SEPTEMBER)
    plan = RoundPlanFactory(round=september, version=version, dossier=version.dossier)
    ReviewFactory(assignment__round_plan=plan, assignment__person=stage.cast.ada, submitted=True)


def test_the_giver_is_told_once_and_the_log_says_who_linked(cast, stage):
    keep(stage, core=[the_advice().pk], approach=[the_advice().pk])
    nothing_yet = Notice.objects.filter(kind="reviews.changed").count()

    submitted(stage)

    told = Notice.objects.filter(kind="reviews.changed").values_list("person__name", flat=True)
    logged = Entry.objects.filter(verb="recommendation.linked")
    assert (nothing_yet, list(told)) == (0, ["Ada"])
    assert [(row.target_id, row.actor_id) for row in logged] == [
        (str(the_advice().pk), cast.mia.pk)
    ] * 2


def test_a_change_shows_its_advice_only_to_who_reads_the_advice(cast, login, stage):
    keep(stage, core=[the_advice().pk])
    version = submitted(stage)
    url = reverse("plans:version-diff", args=[version.dossier_id, 2])

    pages = {name: login(person).get(url) for name, person in cast.everybody().items()}

    read = {name for name, page in pages.items() if page.status_code == 200}
    told = {name for name in read if ADVICE in pages[name].content.decode()}
    hints = {name for name in read if 'id="only-advice"' in pages[name].content.decode()}
    may = {
        name
        for name, person in cast.everybody().items()
        if Recommendation.objects.given().visible_to(person).exists()
    }
    assert "olga" in read - may
    assert told == hints == read & may
    assert {"rob", "mia", "ada", "chris"} <= told


def test_the_filter_shows_only_what_changed_because_of_advice_one_reads(cast, login, stage):
    write(stage, "approach", "Another approach.")
    keep(stage, core=[the_advice().pk])
    version = submitted(stage)
    url = reverse("plans:version-diff", args=[version.dossier_id, 2])

    filtered = login(cast.ada).get(url, {"advice": "1"})
    observer = login(cast.olga).get(url, {"advice": "1"})

    assert [change.part for change in filtered.context["found"].changes] == ["core"]
    assert "core" in [change.part for change in observer.context["found"].changes]
    assert len(observer.context["found"].changes) > 1


def test_the_recommendation_says_where_the_plan_changed_in_versions_one_reads(cast, login, stage):
    keep(stage, core=[the_advice().pk])
    page = reverse("reviews:recommendation-detail", args=[the_advice().pk])
    before = login(cast.ada).get(page).content.decode()

    submitted(stage)

    with translation.override("en"):
        told = [(one.title, one.number) for one in changes_because_of(the_advice(), cast.ada)]
    after = login(cast.ada).get(page).content.decode()
    assert told == [("Core of the task", 2)]
    assert ("changed-because" in before, "changed-because" in after) == (False, True)


def test_a_version_that_one_may_not_read_is_not_named_beside_the_advice(cast, stage):
    keep(stage, core=[the_advice().pk])
    submitted(stage)
    dossier = stage.plan.dossier
    dossier.level = "region"
    dossier.save(update_fields=["level"])

    read = {
        name: len(changes_because_of(the_advice(), person))
        for name, person in cast.everybody().items()
    }

    assert {name for name, count in read.items() if count} == {"rob", "mia"}


def test_nobody_but_the_team_knows_the_links_of_a_working_copy(cast, login, stage):
    keep(stage, core=[the_advice().pk])
    urls = [
        reverse("reviews:recommendation-detail", args=[the_advice().pk]),
        reverse("plans:dossier-detail", args=[stage.plan.dossier_id]),
        reverse("plans:dossier-changes", args=[stage.plan.dossier_id]),
    ]

    pages = {
        name: [login(person).get(url) for url in urls] for name, person in cast.everybody().items()
    }

    knows = {
        name
        for name, found in pages.items()
        if any("1 gekozen" in page.content.decode() for page in found)
    }
    assert knows == {"rob", "mia"}
    assert changes_because_of(the_advice(), cast.ada) == []


def test_reasons_of_all_versions_between_are_told(cast, stage):
    keep(stage, core=[the_advice().pk])
    second = submitted(stage)
    write(stage, "core", "Two doors.")
    third = submitted(stage)
    first = Version.objects.get(number=1)

    told = [
        [*reasons_between(cast.ada, *pair)]
        for pair in ((first, third), (second, third), (third, first))
    ]

    assert told == [["core"], [], ["core"]]


def test_a_merged_one_is_what_can_be_chosen(cast, stage):
    handed_in_more(stage)
    originals = list(Recommendation.objects.order_by("pk"))
    merged = merge_recommendations(
        chosen=originals, by=cast.chris, title="One door", source="All say so."
    )

    with pytest.raises(AdviceNotHere):
        keep(stage, core=[originals[0].pk])
    keep(stage, core=[merged.pk])

    assert links() == [("core", "One door", None)]


def handed_in_more(stage):
    """Pim gave the same advice; the review step is moved to now and back."""
    stage.at(StepKind.REVIEW)
    handed_in(stage.pim)
    stage.at(StepKind.FOLLOW_UP)


def test_the_pages_of_the_team_offer_and_keep_links(cast, login, stage):
    pk = the_advice().pk
    mia, rob = login(cast.mia), login(cast.rob)
    page = reverse("plans:dossier-changes", args=[stage.plan.dossier_id])
    submit = reverse("plans:dossier-submit", args=[stage.plan.dossier_id])

    kept = mia.post(page, {"because-core": [str(pk)]})
    shown = rob.get(submit)
    sent = rob.post(
        submit,
        {
            "seen": shown.context["form"].initial["seen"],
            "change_note": "We listened.",
            "reasons": "1",
            "because-core": [str(pk)],
            "because-approach": [str(pk)],
        },
    )

    assert (kept.status_code, sent.status_code) == (302, 302)
    assert "1 gekozen" in shown.content.decode()
    assert sorted(links()) == [("approach", ADVICE, 2), ("core", ADVICE, 2)]


@pytest.mark.parametrize("odd", ["x", "-1", "999999", ""])
def test_odd_boxes_are_refused_with_a_sentence(cast, login, stage, odd):
    page = reverse("plans:dossier-changes", args=[stage.plan.dossier_id])

    answer = login(cast.mia).post(page, {"because-core": [odd]})

    assert (answer.status_code, links()) == (422, [])


def test_every_person_at_the_address_of_a_versions_links(cast, login, stage):
    version = submitted(stage)
    url = reverse("plans:version-diff", args=[version.dossier_id, 2])

    answers = {
        name: login(person).post(url, {"because-core": [str(the_advice().pk)]}).status_code
        for name, person in cast.everybody().items()
    }

    assert {name for name, code in answers.items() if code == 302} == {"rob"}
    assert set(answers.values()) <= {302, 403, 404}
    assert links() == [("core", ADVICE, 2)]


def test_the_database_refuses_the_same_link_twice(cast, stage):
    version = submitted(stage)
    dossier = stage.plan.dossier
    for of in (None, version):
        link = {
            "dossier": dossier,
            "version": of,
            "part": "core",
            "recommendation": the_advice(),
            "linked_by": cast.rob,
            "linked_at": timezone.now(),
        }
        ChangeLink.objects.create(**link)
        with pytest.raises(IntegrityError), transaction.atomic():
            ChangeLink.objects.create(**link)


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_takes_as_many_queries_for_one_link_as_for_thirty(
    cast, login, stage, count, django_assert_num_queries
):
    advice = the_advice()
    version = submitted(stage)
    for number in range(count):
        made = RecommendationFactory(review=advice.review, title=f"Advice {number}")
        ChangeLink.objects.create(
            dossier=version.dossier,
            version=version,
            part="core",
            recommendation=made,
            linked_by=cast.rob,
        )
    ada = login(cast.ada)
    url = reverse("plans:version-diff", args=[version.dossier_id, 2])
    ada.get(url)

    with takes(QUERIES):
        page = ada.get(url)

    assert page.content.decode().count("Advice ") == count
    with django_assert_num_queries(6):
        changes_because_of(Recommendation.objects.get(title="Advice 0"), cast.ada)


QUERIES = 12


def test_what_changed_elsewhere_is_not_mixed_up(cast, stage):
    version = submitted(stage)
    VersionSectionFactory(version=version, key="facts", source="A fact.")
    keep(stage, by=cast.rob, version=version, facts=[the_advice().pk])

    assert links() == [("facts", ADVICE, 2)]
