"""The pages of the programme, by every role."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from audit.models import Entry
from people.models import Sector
from programme.models import ParticipationStatus, Step, StepState
from programme.queries import current_edition
from tests.factories.people import OrganisationFactory, PersonFactory, RegionFactory
from tests.factories.programme import (
    EditionFactory,
    ElementFactory,
    LearningQuestionFactory,
    ParticipationFactory,
    StepFactory,
)

EVERYBODY = ["chris", "rob", "mia", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
EDIT = {"state": "planned", "planned_start": "2026-01-01", "planned_end": "2026-02-01"}


def page_of(edition):
    return f"/programme/{edition.slug}/"


def test_who_gets_the_edition(cast, login):
    people = {**cast.everybody(), "nobody": PersonFactory()}

    answers = {
        name: login(person).get(page_of(cast.edition)).status_code
        for name, person in people.items()
    }

    assert answers == dict.fromkeys(EVERYBODY, 200) | {"nobody": 404}
    assert Client().get(page_of(cast.edition)).status_code == 302


def test_another_edition_does_not_exist_for_who_has_no_part_in_it(cast, login):
    other = EditionFactory(year=2018, programme=cast.edition.programme)

    answers = {
        name: login(person).get(page_of(other)).status_code
        for name, person in cast.everybody().items()
    }

    assert answers == dict.fromkeys(EVERYBODY, 404) | {"ben": 200}


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_change_the_planning(cast, login, method):
    step = StepFactory(edition=cast.edition, number=2)
    people = {**cast.everybody(), "nobody": PersonFactory()}
    path = f"{page_of(cast.edition)}steps/2/edit/"
    data = {**EDIT, "owner": step.owner_id}

    answers = {
        name: getattr(login(person), method)(path, data).status_code
        for name, person in people.items()
    }

    assert answers == dict.fromkeys(EVERYBODY, 403) | {
        "chris": 200 if method == "get" else 302,
        "nobody": 404,
    }


def test_saving_the_planning_is_a_line_in_the_log(cast, login):
    step = StepFactory(edition=cast.edition, number=2)
    data = {**EDIT, "owner": step.owner_id, "state": "running", "actual_start": "2026-01-02"}

    login(cast.chris).post(f"{page_of(cast.edition)}steps/2/edit/", data)

    step.refresh_from_db()
    entry = Entry.objects.get(verb="step.changed")
    assert (step.state, step.actual_start) == (StepState.RUNNING, date(2026, 1, 2))
    assert entry.changes["actual_start"] == {"type": "date", "old": None, "new": "2026-01-02"}
    assert entry.changes["state"] == {"type": "str", "old": "planned", "new": "running"}


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"planned_end": "2025-01-01"}, "planned_end", "The end lies before the start."),
        ({"state": "running"}, "actual_start", "Say when the step started."),
        ({"state": "done", "actual_start": "2026-01-01"}, "actual_end", "Say when the step ended."),
        (
            {"actual_start": "2026-01-01"},
            "state",
            "The step has started, so it is no longer only planned.",
        ),
        (
            {"state": "done", "actual_start": "2026-01-05", "actual_end": "2026-01-01"},
            "actual_end",
            "The end lies before the start.",
        ),
        ({"actual_end": "2026-01-01"}, "actual_start", "Say when the step started."),
        ({"planned_start": "31 February"}, "planned_start", "Enter a valid date."),
        ({"planned_start": "2026-01-01\x00"}, "planned_start", "Enter a valid date."),
        ({"owner": "999999"}, "owner", "Select a valid choice."),
    ],
)
def test_dates_that_cannot_be_are_refused_at_the_field(cast, login, fields, field, sentence):
    step = StepFactory(edition=cast.edition, number=2)
    client = login(cast.chris)
    client.cookies["django_language"] = "en"

    answer = client.post(
        f"{page_of(cast.edition)}steps/2/edit/", {**EDIT, "owner": step.owner_id, **fields}
    )

    assert answer.status_code == 200
    assert sentence in str(answer.context["form"].errors[field])
    assert Step.objects.get().planned_start == step.planned_start


def test_the_database_refuses_an_end_before_the_start(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        StepFactory(
            edition=cast.edition, planned_start=date(2026, 2, 1), planned_end=date(2026, 1, 1)
        )


@pytest.mark.parametrize("count", [1, 30])
def test_an_edition_takes_twelve_queries(cast, login, django_assert_num_queries, count):
    for number in range(count):
        StepFactory(edition=cast.edition, number=number)
        ParticipationFactory(edition=cast.edition)
        ElementFactory(programme=cast.edition.programme)
        LearningQuestionFactory(programme=cast.edition.programme)
    client = login(cast.chris)

    with django_assert_num_queries(12):
        answer = client.get(page_of(cast.edition))

    assert len(answer.context["page"].steps) == count


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_editions_takes_seven_queries(cast, login, django_assert_num_queries, count):
    for number in range(count):
        EditionFactory(programme=cast.edition.programme, year=1900 + number)
    client = login(cast.ben)

    with django_assert_num_queries(7):
        answer = client.get("/programme/")

    assert len(answer.context["editions"]) == count + 1


def test_participants_see_who_was_spoken_with_and_the_network_does_not(cast, login):
    for status in ParticipationStatus:
        ParticipationFactory(
            edition=cast.edition,
            status=status,
            region=RegionFactory() if status == "participant" else None,
            organisation=OrganisationFactory(name=f"Body {status}", sector=Sector.BUSINESS),
        )

    def statuses(person):
        page = login(person).get(page_of(cast.edition)).context["page"]
        return [group.status.value for group in page.groups]

    assert statuses(cast.ada) == ["participant", "observer", "partner", "explored", "withdrawn"]
    assert statuses(cast.olga) == ["participant", "observer", "partner"]


def test_the_page_speaks_the_readers_language(cast, login):
    ElementFactory(programme=cast.edition.programme, name_nl="Netwerken", name_en="Networks")
    client = login(cast.ada)

    dutch = client.get(page_of(cast.edition)).content.decode()
    client.cookies["django_language"] = "en"
    english = client.get(page_of(cast.edition)).content.decode()

    assert ("Netwerken" in dutch, "Networks" in dutch) == (True, False)
    assert ("Netwerken" in english, "Networks" in english) == (False, True)


def test_the_present_edition_is_the_current_one_of_somebodys_own(cast):
    EditionFactory(programme=cast.edition.programme, year=2030)

    assert current_edition(cast.ada) == cast.edition
    assert current_edition(PersonFactory()) == cast.edition
