"""What plans do outside a request."""

import pytest

from core.text import RENDERER_VERSION
from plans.models import Section, VersionSection
from plans.tasks import render_again
from tests.factories.plans import (
    QuestionFactory,
    SectionFactory,
    VersionQuestionFactory,
    VersionSectionFactory,
)


@pytest.mark.django_db
def test_texts_of_an_older_renderer_are_rendered_again_and_keep_their_words():
    old = {"source": "A **word**.", "html": "<p>old</p>", "renderer": 0}
    rows = [
        SectionFactory(**old),
        QuestionFactory(**old),
        VersionSectionFactory(**old),
        VersionQuestionFactory(**old),
    ]
    SectionFactory(source="", html="", renderer=0)

    counts = [render_again(), render_again()]

    for row in rows:
        row.refresh_from_db()
        assert row.html.strip() == "<p>A <strong>word</strong>.</p>"
        assert (row.source, row.renderer) == ("A **word**.", RENDERER_VERSION)
    assert counts == [4, 0]
    assert (Section.objects.count(), VersionSection.objects.count()) == (2, 1)
