"""Who reads, starts and answers threads on plans; and the notices that plans send."""

import pytest

from discussion import targets
from discussion.models import Thread
from notifications import kinds
from notifications.models import Notice
from plans import actions
from plans.models import Dossier
from tests.factories.sessions import AssignmentFactory, RoundFactory, RoundPlanFactory

ALL = ["chris", "rob", "mia", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
LEVELS = ["region", "session", "participants", "network", "public"]


@pytest.fixture
def plan(cast, dossier):
    """South's plan, open for everybody; Ada reviews it."""
    version = actions.submit_plan(dossier=dossier, by=cast.rob)
    tied = RoundPlanFactory(round=RoundFactory(edition=cast.edition), version=version)
    AssignmentFactory(round_plan=tied, person=cast.ada)
    Dossier.objects.update(level="public")
    return dossier


def thread(target, level, kind="dossier", **fields):
    return Thread.objects.create(
        target_kind=kind,
        target_id=target.pk,
        level=level,
        title="Subject",
        created_by=target.created_by if kind == "dossier" else fields.pop("by"),
        **fields,
    )


def readers(cast, found):
    rows = Thread.objects.filter(pk=found.pk)
    return [name for name in ALL if rows.visible_to(getattr(cast, name)).exists()]


READERS = {
    "region": ["rob", "mia"],
    "session": ["chris", "rob", "mia", "ada"],
    "participants": ["chris", "rob", "mia", "ada", "pim", "wim", "sam"],
    "network": [name for name in ALL if name != "ben"],
    "public": ALL,
}


@pytest.mark.parametrize("level", LEVELS)
def test_the_level_of_a_thread_decides_who_reads_it(cast, plan, level):
    assert readers(cast, thread(plan, level)) == READERS[level]


@pytest.mark.parametrize("level", LEVELS)
def test_a_thread_is_never_wider_than_the_plan(cast, plan, level):
    Dossier.objects.update(level=level)

    assert readers(cast, thread(plan, "public")) == READERS[level]


def test_before_a_version_only_team_and_facilitator_talk(cast, dossier):
    Dossier.objects.update(level="public")

    assert readers(cast, thread(dossier, "public")) == ["chris", "rob", "mia"]


def test_a_thread_apart_is_read_by_its_reviewer_and_who_facilitates(cast, plan):
    found = thread(plan, "session", audience=cast.ada)

    assert readers(cast, found) == ["chris", "ada"]


def test_sections_and_questions_have_the_readers_of_their_plan(cast, plan):
    section = thread(plan.sections.get(key="core"), "session", "section", by=cast.rob)
    question = thread(plan.questions.get(), "session", "question", by=cast.rob)

    assert readers(cast, section) == READERS["session"]
    assert readers(cast, question) == READERS["session"]


@pytest.mark.parametrize(
    ("level", "writers"),
    [
        ("region", ["rob", "mia"]),
        ("session", ["chris", "rob", "mia", "ada"]),
        ("participants", ["chris", "rob", "mia", "ada", "pim", "wim", "sam"]),
        ("network", ["chris", "rob", "mia", "ada", "pim", "wim", "olga", "sam"]),
    ],
)
def test_the_role_decides_who_writes(cast, plan, level, writers):
    kind = targets.get("dossier")

    found = [name for name in ALL if kind.may_start(getattr(cast, name), plan.pk, level)]

    assert found == writers
    assert found == [name for name in ALL if kind.may_post(getattr(cast, name), plan.pk, level)]


def test_a_thread_wider_than_the_plan_cannot_be_started(cast, plan):
    Dossier.objects.update(level="session")

    assert not targets.get("dossier").may_start(cast.rob, plan.pk, "participants")


def test_who_moderates_and_who_resolves(cast, plan):
    kind = targets.get("section")
    section = plan.sections.get(key="core")

    moderators = [name for name in ALL if kind.may_moderate(getattr(cast, name), section.pk)]
    resolvers = [name for name in ALL if kind.may_resolve(getattr(cast, name), section.pk)]

    assert (moderators, resolvers) == (["chris"], ["chris", "rob", "mia"])


@pytest.mark.parametrize("level", ["region", "session", "participants", "network"])
def test_the_people_of_a_thread_are_those_who_read_it(cast, plan, level):
    found = targets.get("dossier").people(plan.pk, level)

    assert {person.name.lower() for person in found} == set(READERS[level])


def test_titles_and_addresses_lead_to_the_place(cast, plan):
    section, question = plan.sections.get(key="core"), plan.questions.get()
    titles = [
        targets.get("dossier").title(plan.pk),
        targets.get("section").title(section.pk),
        targets.get("question").title(question.pk),
    ]
    urls = [
        targets.get("dossier").url(plan.pk),
        targets.get("section").url(section.pk),
        targets.get("question").url(question.pk),
    ]

    page = f"/plans/{plan.pk}/"
    assert titles[0] == "South · Late adopters"
    assert titles[1] == f"South · Late adopters · {section.title}"
    assert titles[2].startswith("South · Late adopters · ")
    assert urls == [page, f"{page}#section-{section.pk}", f"{page}#question-{question.pk}"]


def test_a_thing_that_is_not_there_is_nobodys(cast, db):
    for kind in ("dossier", "section", "question"):
        found = targets.get(kind)

        assert not found.may_start(cast.rob, 999, "session")
        assert not found.may_moderate(cast.chris, 999)
        assert list(found.people(999, "session")) == []
        assert found.title(999) == ""


def test_a_notice_lives_as_long_as_its_reader_may_know_of_the_plan(cast, dossier):
    version = actions.submit_plan(dossier=dossier, by=cast.rob)
    context = Notice.objects.first().context
    to_facilitator = kinds.get("plans.submitted")
    to_team = kinds.get("plans.own_submitted")

    assert to_facilitator.still_seen_by(cast.chris, {version.pk}) == {version.pk}
    assert to_facilitator.still_seen_by(cast.sam, {version.pk}) == set()
    assert to_team.still_seen_by(cast.mia, {version.pk}) == {version.pk}
    assert to_team.still_seen_by(cast.sam, {version.pk}) == set()
    assert to_team.url(version.pk, context) == f"/plans/{dossier.pk}/"
    assert "South" in str(to_facilitator.line) % context
    assert "Late adopters" in str(to_team.line) % context
