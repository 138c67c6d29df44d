"""The desk: what is open, what could be better, a look back before handing in, and citations."""

import pytest
from django.urls import reverse

from core.clock import local
from discussion.anchoring.passages import NotThere
from plans.queries import read_version
from reviews.actions import cite, save_answers
from reviews.actions.citing import Place
from reviews.errors import NotAllowed, UnknownField
from reviews.models import Answer, Citation, Review, ReviewState
from reviews.queries.citations import citations_of
from reviews.queries.pane import plan_pane
from reviews.text_form import digest
from sessions.models import StepKind
from tests.factories.plans import VersionFactory, VersionSectionFactory
from tests.reviews.stage import handed_in, set_stage, whole_answers

TEXT = "One door 😀 for all"


@pytest.fixture
def stage(cast):
    stage = set_stage(cast)
    section = stage.version.sections.first()
    VersionSectionFactory(
        version=stage.version,
        key="approach" if section.key != "approach" else "facts",
        source=f"{TEXT}\n\nSecond block.",
        html=f"<p>{TEXT}</p>\n<p>Second <strong>block</strong>.</p>",
    )
    return stage


@pytest.fixture
def ada(stage, login):
    return login(stage.cast.ada)


def url(name, stage):
    return reverse(f"reviews:{name}", args=[stage.ada.pk])


def key_of(stage):
    return next(p for p in plan_pane(stage.version).paragraphs() if p.text == TEXT)


def passage(stage, start=9, end=14, quote="😀 for", **more):
    end = start + len(quote)
    found = key_of(stage)
    return {
        "key": "core",
        "version": stage.version.pk,
        "part": found.part,
        "paragraph": found.place,
        "start": start,
        "end": end,
        "quote": quote,
    } | more


def keep(stage, **given):
    return save_answers(assignment=stage.ada, by=stage.cast.ada, given=given, seen={})


# Saving


def test_a_save_says_when_by_the_servers_clock_and_what_is_still_open(stage, ada):
    body = ada.post(
        url("review-field", stage), {"key": "core", "core": "Clear", "rev-core": "0"}
    ).json()

    saved = Review.objects.get().saved_at
    assert f"{local(saved):%H:%M}" in body["saved"]
    assert body["was"] == digest("Clear")
    assert "core" not in body["open"]
    assert "c1" in body["open"]
    assert body["parts"]["understanding"] == [1, 1]
    assert body["done"] == 1


def test_hints_come_with_the_save_and_block_nothing(stage, ada):
    body = ada.post(
        url("review-field", stage),
        {"key": "probing", "probing": "Have you considered stopping?", "rev-probing": "0"},
    ).json()

    assert [hint["key"] for hint in body["hints"]] == ["probing"]
    assert body["hints"][0]["example"].endswith("?")
    assert Answer.objects.get().value == "Have you considered stopping?"


def test_an_answer_that_was_not_touched_is_not_sent_again(stage, ada):
    """A page that is old in one answer may be saved for another."""
    keep(stage, core="Newer, from the other window")

    response = ada.post(
        url("review-save", stage),
        {
            "core": "",
            "rev-core": "0",
            "was-core": digest(None),
            "wish": "New here",
            "rev-wish": "0",
            "was-wish": digest(None),
        },
    )

    assert response.status_code == 302
    assert dict(Answer.objects.values_list("key", "value")) == {
        "core": "Newer, from the other window",
        "wish": "New here",
    }


def test_save_and_next_leads_to_the_first_open_question(stage, ada):
    response = ada.post(
        url("review-save", stage), {"relation": "none", "rev-relation": "0", "next": "1"}
    )

    assert response["Location"] == url("review-write", stage) + "#id_core"


# Checking and handing in


def test_the_check_names_what_is_missing_and_the_button_says_why_it_waits(stage, ada):
    keep(stage, core="Clear")

    page = ada.get(url("review-check", stage)).content.decode()

    assert f'href="{url("review-write", stage)}#id_c1"' in page
    assert f'href="{url("review-write", stage)}#id_core"' not in page
    assert 'aria-disabled="true"' in page
    assert "Beantwoord eerst wat er nog ontbreekt." in page or "Answer first" in page


def test_the_check_says_who_will_read_it(stage, ada):
    keep(stage, level="participants")

    page = ada.get(url("review-check", stage)).content.decode()

    assert "alle regio" in page or "all regions" in page


def test_handing_in_from_the_check_sends_no_fields_and_empties_none(stage, ada):
    keep(stage, **whole_answers(stage.ada))

    response = ada.post(url("review-submit", stage))

    review = Review.objects.get()
    assert response["Location"] == reverse("reviews:review-detail", args=[review.pk])
    assert review.state == ReviewState.SUBMITTED
    assert review.answers.get(key="core").value == "Clear to me."


def test_handing_in_too_early_leads_back_to_the_check_and_keeps_all(stage, ada):
    keep(stage, core="Clear")

    response = ada.post(url("review-submit", stage))

    assert response["Location"] == url("review-check", stage)
    assert Review.objects.get().state == ReviewState.DRAFT
    assert Answer.objects.get().value == "Clear"


@pytest.mark.parametrize(
    "name", ["chris", "rob", "mia", "eva", "pim", "wim", "olga", "bo", "cas", "ben", "sam"]
)
def test_nobody_else_opens_the_pages_of_the_desk(stage, login, name):
    keep(stage, core="SECRET WORDS")
    client = login(getattr(stage.cast, name))
    answers = [
        client.get(url("review-check", stage)),
        client.get(url("review-text", stage)),
        client.post(url("review-text", stage)),
        client.post(url("review-text-save", stage), {"take-core": "file", "core": "x"}),
        client.post(url("review-cite", stage), passage(stage)),
        client.get(url("review-cite-page", stage) + f"?passage={key_of(stage).name}"),
        client.post(url("review-cite-page", stage) + f"?passage={key_of(stage).name}"),
    ]

    assert {answer.status_code for answer in answers} <= {403, 404}
    assert all(b"SECRET WORDS" not in answer.content for answer in answers)
    assert Citation.objects.count() == 0


# Citing


def test_numbers_and_anchors_are_those_of_the_plans_page(stage):
    pane = plan_pane(stage.version)
    page = read_version(stage.version)

    assert [
        (one.number, one.anchor, one.html) for part in pane.sections for one in part.paragraphs
    ] == [(one.number, one.anchor, one.html) for part in page.sections for one in part.paragraphs]


def test_a_citation_is_exactly_the_slice_and_comes_as_a_quote_with_its_address(stage, ada):
    response = ada.post(url("review-cite", stage), passage(stage))

    row = Citation.objects.get()
    assert response.status_code == 201
    assert (row.quote, row.before, row.after) == ("😀 for", "One door ", " all")
    assert (row.version, row.key, row.cited_by) == (stage.version, "core", stage.cast.ada)
    page = reverse("plans:version-detail", args=[stage.plan.dossier_id, 1])
    assert response.json()["quote"].startswith("> 😀 for\n>\n> [")
    assert response.json()["quote"].endswith(f"]({page}#{key_of(stage).anchor})")


@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": "Other!"},
        {"start": 10},
        {"end": 4000},
        {"paragraph": 99},
        {"part": "nothing"},
        {"version": 999_999},
        {"start": -1},
        {"quote": ""},
        {"start": "x"},
    ],
)
def test_what_does_not_stand_there_is_refused_with_a_sentence(stage, ada, wrong):
    response = ada.post(url("review-cite", stage), passage(stage) | wrong)

    assert response.status_code == 422
    assert response.json()["reason"] == str(NotThere())
    assert Citation.objects.count() == 0


def test_a_version_of_another_plan_cannot_be_cited(stage):
    other = VersionFactory(submitted_by=stage.cast.rob)
    VersionSectionFactory(version=other, key="core", source="Secret", html="<p>Secret</p>")

    with pytest.raises(NotThere):
        cite(
            assignment=stage.ada,
            by=stage.cast.ada,
            key="core",
            place=Place(other.pk, "core", 1, 0, 6, "Secret"),
        )


def test_only_an_answer_with_room_can_quote(stage):
    found = key_of(stage)
    place = Place(stage.version.pk, found.part, found.place, 0, len(TEXT), TEXT)

    for key in ("c1", "relation", "nothing"):
        with pytest.raises(UnknownField):
            cite(assignment=stage.ada, by=stage.cast.ada, key=key, place=place)


@pytest.mark.parametrize("name", ["chris", "rob", "eva", "pim", "sam"])
def test_nobody_else_cites_in_it(stage, name):
    found = key_of(stage)
    place = Place(stage.version.pk, found.part, found.place, 0, len(TEXT), TEXT)

    with pytest.raises(NotAllowed):
        cite(assignment=stage.ada, by=getattr(stage.cast, name), key="core", place=place)


def test_the_same_citation_twice_is_one(stage, ada):
    ada.post(url("review-cite", stage), passage(stage))
    ada.post(url("review-cite", stage), passage(stage))

    assert Citation.objects.count() == 1


def test_without_script_a_paragraph_comes_below_what_was_written(stage, ada):
    keep(stage, core="My words.")
    page = url("review-cite-page", stage) + f"?passage={key_of(stage).name}"

    shown = ada.get(page)
    response = ada.post(page, {"key": "core"})

    assert TEXT in shown.content.decode()
    assert response["Location"] == url("review-write", stage) + "#id_core"
    assert Answer.objects.get().value.startswith(f"My words.\n\n> {TEXT}")


@pytest.mark.parametrize("name", ["", "core", "core.x", "nothing.1", "core.99", "core.²"])
def test_a_passage_that_is_none_is_not_found(stage, ada, name):
    assert ada.get(url("review-cite-page", stage) + f"?passage={name}").status_code == 404


def test_a_citation_keeps_its_version_and_its_link_when_the_region_replaces_the_version(
    stage, login
):
    ada = login(stage.cast.ada)
    quote = ada.post(url("review-cite", stage), passage(stage)).json()["quote"]
    second = VersionFactory(
        dossier=stage.plan.dossier, number=2, submitted_by=stage.cast.rob, change_note="All new"
    )
    VersionSectionFactory(version=second, key="core", source="New.", html="<p>New.</p>")
    old = stage.version
    stage.plan.version = second
    stage.plan.save()
    review = handed_in(stage.ada, core=f"{quote}\n\nI wonder.")

    page = ada.get(reverse("reviews:review-detail", args=[review.pk])).content.decode()
    address = reverse("plans:version-detail", args=[stage.plan.dossier_id, 1])

    assert citations_of(review)["core"][0].version == old
    assert f'href="{address}#' in page
    assert "<blockquote>" in page
    assert ada.get(address).status_code == 200


def test_a_citation_that_was_taken_out_of_the_answer_counts_no_more(stage, ada):
    quote = ada.post(url("review-cite", stage), passage(stage)).json()["quote"]
    keep(stage, core=quote)
    standing = citations_of(Review.objects.get())
    save_answers(
        assignment=stage.ada, by=stage.cast.ada, given={"core": "No quote."}, seen={"core": 1}
    )

    assert list(standing) == ["core"]
    assert citations_of(Review.objects.get()) == {}


def test_outside_the_step_nothing_is_cited(stage, ada):
    stage.at(StepKind.SITTING)

    assert ada.post(url("review-cite", stage), passage(stage)).status_code == 403
    assert Citation.objects.count() == 0
