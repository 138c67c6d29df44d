"""Two people at the same moment, on a database that lets them."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from core.errors import DomainError
from plans import actions
from plans.models import Version
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
