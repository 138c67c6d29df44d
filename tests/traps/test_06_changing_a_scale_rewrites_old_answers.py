"""Trap 6: somebody changes the scale of a form, and answers that were given before mean something else."""

import copy
import json
import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviews import schema
from reviews.actions import move_drafts, publish_form
from reviews.actions.publishing import SEEDS
from reviews.models import FormVersion, Review
from reviews.queries.moving import drafts_of, effect_of
from reviews.queries.reading import chapters_of
from sessions.models import Capacity
from tests.reviews.stage import handed_in, set_stage

# Tokens of a page, and the ids that components make up.
CHANGING = re.compile(r'(csrfmiddlewaretoken" value="[^"]+|"X-CSRFToken": "[^"]+|\bu[0-9a-f]{8}\b)')
JUNE = json.loads((SEEDS / "june.json").read_text(encoding="utf-8"))


@pytest.fixture
def stage(cast):
    return set_stage(cast)


def other_scale():
    """The same questions, on a scale whose points mean something else, and turned round."""
    data = copy.deepcopy(JUNE)
    data["scale"] = {str(n): {"nl": f"anders {n}", "en": f"other {n}"} for n in range(1, 6)}
    for section in data["sections"]:
        for asked in section["fields"]:
            if asked["kind"] == "scale":
                asked["anchors"] = {}
                asked["cannot_judge"] = False
                asked["prompt"] = {"nl": "Anders", "en": "Other"}
    return data


def said(review, person):
    return [
        (one.title, one.words, one.html)
        for chapter in chapters_of(review, person)
        for one in chapter.said
    ]


def test_answers_keep_the_words_of_the_scale_on_which_they_were_given(stage, login):
    review = handed_in(stage.ada, c1="4")
    before = said(review, stage.cast.ada)
    client = login(stage.cast.ada)
    url = reverse("reviews:review-detail", args=[review.pk])
    page = CHANGING.sub("", client.get(url).content.decode())

    newer = publish_form(data=other_scale(), by=stage.cast.chris)
    move_drafts(
        round_=stage.june,
        audience=Capacity.FRIEND,
        version=newer,
        by=stage.cast.chris,
        seen=effect_of(drafts_of(stage.june, Capacity.FRIEND, newer), newer).fingerprint,
    )
    review.refresh_from_db()

    assert said(review, stage.cast.ada) == before
    assert CHANGING.sub("", client.get(url).content.decode()) == page
    assert "anders 4" not in page
    assert any(words.startswith("4 · ") and "anders" not in words for _t, words, _h in before)


def test_the_database_refuses_to_change_a_published_scale(stage):
    version = FormVersion.objects.get(form__key="june")

    with pytest.raises(IntegrityError), transaction.atomic():
        FormVersion.objects.filter(pk=version.pk).update(schema=other_scale())
    with pytest.raises(IntegrityError), transaction.atomic():
        FormVersion.objects.filter(pk=version.pk).update(structure_hash="x")
    version.refresh_from_db()

    assert version.schema == JUNE
    assert version.content_hash == schema.content_hash(JUNE)


def test_a_draft_that_moves_shows_the_new_words_and_an_old_review_beside_it_the_old_ones(
    stage, login
):
    """The control: the new scale is in use, and only for what was not handed in yet."""
    handed_in(stage.ada, c1="4")
    newer = publish_form(data=other_scale(), by=stage.cast.chris)
    for audience in Capacity:
        effect = effect_of(drafts_of(stage.june, audience, newer), newer)
        move_drafts(
            round_=stage.june,
            audience=audience,
            version=newer,
            by=stage.cast.chris,
            seen=effect.fingerprint,
        )

    eva = login(stage.cast.eva).get(reverse("reviews:review-write", args=[stage.eva.pk]))

    assert "anders 4" in eva.content.decode()


WORDS = st.text("abc", min_size=1, max_size=4)


@st.composite
def later_versions(draw):
    """June with questions gone, reworded, moved, or on another scale."""
    data = copy.deepcopy(JUNE)
    for section in data["sections"]:
        kept = [asked for asked in section["fields"] if draw(st.integers(0, 3))]
        for asked in kept:
            if draw(st.booleans()):
                asked["prompt"] = {"nl": draw(WORDS), "en": draw(WORDS)}
            if asked["kind"] == "scale" and draw(st.booleans()):
                asked["anchors"] = {str(n): {"nl": draw(WORDS), "en": "x"} for n in range(1, 6)}
        section["fields"] = kept[::-1] if draw(st.booleans()) else kept
    return data


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(later_versions(), min_size=1, max_size=3))
def test_old_answers_never_change_whatever_is_published_later(stage, versions):
    review = Review.objects.filter(assignment=stage.ada).first() or handed_in(stage.ada, c1="4")
    before = said(review, stage.cast.ada)
    rows = list(review.answers.order_by("pk").values())

    for data in versions:
        if not any(section["fields"] for section in data["sections"]):
            continue
        newer = publish_form(data=data, by=stage.cast.chris)
        for audience in Capacity:
            effect = effect_of(drafts_of(stage.june, audience, newer), newer)
            move_drafts(
                round_=stage.june,
                audience=audience,
                version=newer,
                by=stage.cast.chris,
                seen=effect.fingerprint,
            )

    assert said(review, stage.cast.ada) == before
    assert list(review.answers.order_by("pk").values()) == rows


@given(later_versions())
@settings(max_examples=60, deadline=None)
def test_prompts_and_anchors_make_another_form_of_the_same_structure(data):
    bare = copy.deepcopy(data)
    for section in bare["sections"]:
        for asked in section["fields"]:
            asked["prompt"] = {"nl": "Zo", "en": "So"}
            asked.pop("anchors", None)

    def structure(form):
        return schema.structure_hash(schema.read(form, whole=False))

    assert structure(bare) == structure(data)
