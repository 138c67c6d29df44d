"""Conversations in a report: each post in its own language, and what is not there any more."""

import pytest
from django.utils import translation

from people.levels import Level
from plans.models import Dossier
from reports.page import page_of
from reports.queries.dossier import dossier_report
from tests.factories.discussion import ThreadFactory, command, post, thread_in

ENGLISH = "What if you were to ask them what they need?"
DUTCH = "Wij willen dat ondernemers ons weten te vinden."


@pytest.fixture
def report(cast):
    """Rob's report, with a conversation in two languages from which a post went away."""
    thread = thread_in(cast)
    for body in (ENGLISH, DUTCH):
        post(thread, cast.rob, body)
    moved = post(thread, cast.mia, "Not for here")
    team = ThreadFactory(target_id=thread.target_id, created_by=cast.rob, level=Level.SESSION)
    command(thread, cast.chris, "move", post=moved.pk, to=team.pk)
    command(team, cast.mia, "delete", post=team.posts.get().pk)
    return lambda: dossier_report(Dossier.objects.get(pk=thread.target_id), cast.rob)


@pytest.mark.parametrize(("language", "other"), [("nl", ENGLISH), ("en", DUTCH)])
def test_page_says_of_a_post_in_another_language_that_it_is(report, language, other):
    with translation.override(language):
        page = page_of(report())

    code = "en" if language == "nl" else "nl"
    assert page.count(f'<div class="prose" lang="{code}">') == 1
    assert other in page.split(f'<div class="prose" lang="{code}">')[1].split("</div>")[0]


def test_what_went_away_is_said_and_its_text_is_not(report):
    with translation.override("en"):
        page = page_of(report())

    assert page.count("This post was moved to another conversation.") == 1
    assert page.count("This post was deleted.") == 1
    assert "Not for here" not in page
