"""Signatures count for the text as it was; an own view stays whatever others change."""

import pytest
from django.urls import reverse
from django.utils import translation

from notifications.models import Notice
from people.models import Sector
from reviews.actions import (
    remove_co_writer,
    reopen_review,
    save_answers,
    save_minority,
    sign,
    submit_review,
    withdraw_review,
)
from reviews.errors import NotAllowed, NotSubmitted, RowChanged, StepClosed
from reviews.models import CoWriter, Review, ReviewState
from reviews.queries import tasks_for
from reviews.queries.together import Signature, together_of
from sessions.models import StepKind
from tests.reviews.shared import colleague, handed_in_together, invited, written
from tests.reviews.stage import set_stage

JSON = {"headers": {"accept": "application/json"}}


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


@pytest.fixture
def nina(stage):
    person = colleague(stage, "Nina")
    invited(stage, person)
    return person


@pytest.fixture
def otto(stage):
    person = colleague(stage, "Otto", Sector.BUSINESS)
    invited(stage, person)
    return person


def signatures(review):
    found = together_of(Review.objects.get(pk=review.pk))
    return {seat.row.person.name: seat.signature for seat in found.seats}


def signed(stage, person):
    review = Review.objects.get(assignment=stage.pim)
    return sign(assignment=stage.pim, by=person, seen=review.revision)


def changes_something(stage, by):
    save_answers(assignment=stage.pim, by=by, given={"wish": "Another wish"}, seen={})


def test_signing_is_for_the_text_as_it_stands(stage, nina, otto, login):
    review = written(stage.pim)

    login(nina).post(
        reverse("reviews:co-writer-sign", args=[stage.pim.pk]), {"revision": review.revision}
    )

    assert signatures(review) == {"Nina": Signature.SIGNED, "Otto": Signature.OPEN}
    assert Notice.objects.filter(person=stage.cast.pim, kind="reviews.signed").count() == 1


def test_a_later_change_makes_the_signature_stale_and_asks_again(stage, nina):
    review = written(stage.pim)
    signed(stage, nina)
    asked_after_signing = tasks_for(nina)

    changes_something(stage, stage.cast.pim)

    assert asked_after_signing == []
    assert signatures(review) == {"Nina": Signature.STALE}
    assert [task.action for task in tasks_for(nina)] == ["Sign again"]
    signed(stage, nina)
    assert signatures(review) == {"Nina": Signature.SIGNED}


def test_saving_the_same_text_again_leaves_signatures_alone(stage, nina):
    review = written(stage.pim)
    signed(stage, nina)

    save_answers(assignment=stage.pim, by=stage.cast.pim, given={"core": "Clear to me."}, seen={})

    assert signatures(review) == {"Nina": Signature.SIGNED}


def test_nobody_signs_what_they_did_not_read(stage, nina, login):
    review = written(stage.pim)
    changes_something(stage, stage.cast.pim)

    page = login(nina).post(
        reverse("reviews:co-writer-sign", args=[stage.pim.pk]),
        {"revision": review.revision},
        follow=True,
    )

    assert b"The text was changed while you were reading" in page.content
    assert signatures(review) == {"Nina": Signature.OPEN}
    with pytest.raises(RowChanged):
        sign(assignment=stage.pim, by=nina, seen=review.revision)


@pytest.mark.parametrize("sent", ["", "x", "-1", "99999999999", "²"])
def test_a_revision_that_is_none_signs_nothing(stage, nina, login, sent):
    review = written(stage.pim)

    login(nina).post(reverse("reviews:co-writer-sign", args=[stage.pim.pk]), {"revision": sent})

    assert signatures(review) == {"Nina": Signature.OPEN}


def test_handing_in_and_opening_again_change_no_text_and_no_signature(stage, nina, otto):
    written(stage.pim)
    signed(stage, nina)
    changes_something(stage, nina)
    signed(stage, otto)

    review = submit_review(assignment=stage.pim, by=stage.cast.pim)
    after_handing_in = signatures(review)
    reopen_review(review=review, by=stage.cast.pim)

    assert after_handing_in == {"Nina": Signature.STALE, "Otto": Signature.SIGNED}
    assert signatures(review) == after_handing_in


def test_handing_in_shows_who_signed_and_who_not_and_never_waits(stage, nina, otto, login):
    written(stage.pim)
    signed(stage, nina)
    client = login(stage.cast.pim)

    page = client.get(reverse("reviews:review-check", args=[stage.pim.pk])).content.decode()
    answer = client.post(reverse("reviews:review-submit", args=[stage.pim.pk]))

    assert "Not everybody signed this text. You can hand it in all the same." in page
    assert "did not sign" in page
    assert answer.status_code == 302
    assert Review.objects.get().state == ReviewState.SUBMITTED


def test_signing_goes_on_after_handing_in_while_the_step_is_open(stage, nina):
    review = handed_in_together(stage)

    signed(stage, nina)

    assert signatures(review) == {"Nina": Signature.SIGNED}
    stage.at(StepKind.SITTING)
    with pytest.raises(StepClosed):
        sign(assignment=stage.pim, by=nina, seen=0)


def test_a_review_that_was_taken_back_is_not_signed(stage, nina):
    withdraw_review(review=handed_in_together(stage), by=stage.cast.pim)

    with pytest.raises(NotSubmitted):
        signed(stage, nina)


@pytest.mark.parametrize(
    "name", ["chris", "rob", "mia", "ada", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
)
def test_only_co_writers_sign_and_write_an_own_view(stage, nina, name):
    review = written(stage.pim)
    person = getattr(stage.cast, name)

    with pytest.raises(NotAllowed):
        sign(assignment=stage.pim, by=person, seen=review.revision)
    with pytest.raises(NotAllowed):
        save_minority(assignment=stage.pim, by=person, text="Mine", seen=1)

    assert CoWriter.objects.values_list("signed_revision", "minority").get() == (None, "")


def test_an_own_view_is_kept_while_typing_and_two_windows_lose_nothing(stage, nina, login):
    client = login(nina)
    address = reverse("reviews:co-writer-minority", args=[stage.pim.pk])

    first = client.post(address, {"minority": "I see it **differently**.", "revision": 1}, **JSON)
    second = client.post(address, {"minority": "From window two", "revision": 1}, **JSON)
    same = client.post(address, {"minority": "I see it **differently**.", "revision": 1}, **JSON)

    assert (first.status_code, first.json()["revision"]) == (200, 2)
    assert second.status_code == 409
    assert (second.json()["theirs"], second.json()["revision"]) == ("I see it **differently**.", 2)
    assert same.status_code == 200
    assert CoWriter.objects.get().minority_html == "<p>I see it <strong>differently</strong>.</p>"


def test_without_script_both_views_stand_on_the_page(stage, nina, login):
    client = login(nina)
    address = reverse("reviews:co-writer-minority", args=[stage.pim.pk])
    client.post(address, {"minority": "FROM WINDOW ONE", "revision": 1})

    page = client.post(address, {"minority": "FROM WINDOW TWO", "revision": 1})

    assert page.status_code == 409
    assert b"FROM WINDOW ONE" in page.content
    assert b"FROM WINDOW TWO" in page.content
    assert b'name="revision" value="2"' in page.content


def test_an_own_view_that_is_too_long_is_refused_and_stays_on_the_page(stage, nina, login):
    client = login(nina)
    address = reverse("reviews:co-writer-minority", args=[stage.pim.pk])
    text = "word " * 301

    assert client.post(address, {"minority": text, "revision": 1}, **JSON).status_code == 422
    assert client.post(address, {"minority": text, "revision": 1}).status_code == 422
    assert CoWriter.objects.get().minority == ""


def test_hostile_words_in_an_own_view_stay_words(stage, nina):
    save_minority(assignment=stage.pim, by=nina, text="<script>alert(1)</script>", seen=1)

    assert "<script" not in CoWriter.objects.get().minority_html


def test_the_own_view_stays_beside_the_text_whatever_others_do(stage, nina, otto, login):
    written(stage.pim)
    save_minority(assignment=stage.pim, by=nina, text="NINA SEES IT DIFFERENTLY", seen=1)
    changes_something(stage, otto)
    save_minority(assignment=stage.pim, by=otto, text="OTTO TOO", seen=1)
    seat = CoWriter.objects.get(person=nina)
    remove_co_writer(seat=seat, by=stage.cast.pim)
    review = submit_review(assignment=stage.pim, by=stage.cast.pim)
    stage.at(StepKind.SITTING)

    page = login(stage.cast.rob).get(reverse("reviews:review-detail", args=[review.pk]))

    assert b"NINA SEES IT DIFFERENTLY" in page.content
    assert b"OTTO TOO" in page.content
    assert "no longer writes along" in page.content.decode()


@pytest.mark.parametrize("name", ["rob", "mia", "ada", "eva", "chris", "wim", "sam"])
def test_an_own_view_is_as_hidden_as_the_review(stage, nina, login, name):
    save_minority(assignment=stage.pim, by=nina, text="HIDDEN VIEW", seen=1)
    draft = Review.objects.get()
    client = login(getattr(stage.cast, name))

    pages = [
        client.get(reverse("reviews:review-detail", args=[draft.pk])),
        client.get(reverse("reviews:review-together", args=[stage.pim.pk])),
        client.get(reverse("reviews:plan-review-list", args=[stage.plan.pk])),
    ]

    assert all(b"HIDDEN VIEW" not in page.content for page in pages)
