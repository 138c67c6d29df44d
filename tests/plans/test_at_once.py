"""Two people at the same moment, on a database that lets them."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection

from core.errors import DomainError
from discussion.actions import carry_out
from plans import actions
from plans.actions.passages import Place
from plans.actions.settling import Choice, Decision
from plans.models import Suggestion, SuggestionState, Version
from plans.passages import blocks_of
from plans.queries import read_version
from tests.factories.plans import full_dossier
from tests.people import make_cast


def at_once(*calls):
    """Do these at the same moment, each with its own connection; what each gave or refused."""
    barrier, answers = Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        barrier.wait()
        try:
            answers[place] = call()
        except DomainError as error:
            answers[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def world(transactional_db):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one connection; there writers come one after the other")
    cast = make_cast()
    return cast, full_dossier(by=cast.rob, edition=cast.edition, region=cast.south)


def test_submitting_at_the_same_moment_makes_one_version(world):
    cast, plan = world

    answers = at_once(*[lambda: actions.submit_plan(dossier=plan, by=cast.rob)] * 4)

    assert Version.objects.count() == 1
    assert sorted(type(answer).__name__ for answer in answers) == ["NothingChanged"] * 3 + [
        "Version"
    ]


def test_writing_a_section_at_the_same_moment_keeps_one_and_tells_the_other(world):
    cast, plan = world

    answers = at_once(
        *[
            lambda words=words: actions.save_section(
                dossier=plan, key="core", source=words, revision=0, by=cast.mia
            )
            for words in ("One.", "Two.")
        ]
    )

    kept = plan.sections.get(key="core")
    refused = next(answer for answer in answers if isinstance(answer, DomainError))
    assert kept.revision == 1
    assert refused.saved.text == kept.source


def test_three_questions_are_the_most_also_at_the_same_moment(world):
    cast, plan = world

    answers = at_once(
        *[
            lambda words=words: actions.add_question(dossier=plan, source=words, by=cast.mia)
            for words in ("One?", "Two?", "Three?", "Four?")
        ]
    )

    assert plan.questions.count() == 3
    assert sum(isinstance(answer, DomainError) for answer in answers) == 2


def test_proposed_words_get_one_end_when_three_decide_at_the_same_moment(world):
    cast, plan = world
    section = plan.sections.get(key="core")
    version = actions.submit_plan(dossier=plan, by=cast.rob)
    text = blocks_of(read_version(version))[0].text
    thread = actions.start_passage(
        version=version,
        place=Place("core.1", 0, len(text), text),
        by=cast.rob,
        key=uuid4(),
        body="Rather so.",
        level="region",
        words="Other words.",
    )
    suggestion = Suggestion.objects.select_related("anchor").get()
    actions.save_section(
        dossier=plan, key="leads", source="More.", revision=section_of(plan, "leads"), by=cast.mia
    )
    ended = {"resolution": "not", "outcome": "Not now."}

    answers = at_once(
        lambda: actions.accept_suggestion(
            suggestion=suggestion,
            dossier=plan,
            revision=section.revision,
            by=cast.mia,
            key=uuid4(),
        ),
        lambda: carry_out(thread=thread, by=cast.mia, key=uuid4(), kind="resolve", payload=ended),
        lambda: actions.submit_plan(
            dossier=plan,
            by=cast.rob,
            change_note="More.",
            decisions=[Decision(thread.pk, Choice.DONE)],
        ),
    )

    suggestion.refresh_from_db()
    thread.refresh_from_db()
    taken = "Other words." in plan.sections.get(key="core").source
    assert plan.versions.count() == 2
    assert sum(isinstance(answer, DomainError) for answer in answers) in (1, 2)
    assert thread.events.filter(kind="resolve").count() == 1
    assert (suggestion.state == SuggestionState.ACCEPTED) == taken


def section_of(plan, key):
    row = plan.sections.filter(key=key).first()
    return row.revision if row else 0
