"""The text form comes back: compared first, then kept as chosen, and nothing overwritten unseen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reviews.actions import save_answers
from reviews.models import Answer, Review
from sessions.models import StepKind
from tests.reviews.stage import set_stage


@pytest.fixture
def stage(cast):
    return set_stage(cast)


@pytest.fixture
def ada(stage, login):
    return login(stage.cast.ada)


def url(name, stage):
    return reverse(f"reviews:{name}", args=[stage.ada.pk])


def keep(stage, seen=None, **given):
    save_answers(assignment=stage.ada, by=stage.cast.ada, given=given, seen=seen or {})


def download(ada, stage):
    return ada.get(url("review-draft", stage)).content.decode()


def fill(text, key, answer):
    """Write below the line of one question."""
    head, line, tail = text.partition(f"[[{key}]]")
    first, _end, rest = tail.partition("\n")
    return f"{head}{line}{first}\n{answer}\n{rest}"


def upload(ada, stage, text, encoding="utf-8"):
    sent = SimpleUploadedFile("review.txt", text.encode(encoding), "text/plain")
    return ada.post(url("review-text", stage), {"file": sent})


def values():
    return dict(Answer.objects.values_list("key", "value"))


def test_the_download_holds_every_question_and_the_version_line(stage, ada):
    keep(stage, core="My words")

    text = download(ada, stage)

    first = text.split("\n")[0]
    plan = stage.plan.dossier_id
    assert first.startswith(f"[[klankbord]] task={stage.ada.pk} plan={plan} version=1 form=")
    assert "[[c8]] revision=0" in text
    assert "[[core]] revision=1" in text
    assert "My words" in text


def test_what_was_not_touched_changes_nothing(stage, ada):
    keep(stage, core="My words", c1="3")
    text = download(ada, stage)
    keep(stage, seen={"core": 1}, core="Newer here")

    response = upload(ada, stage, text)

    assert response.status_code == 200
    assert response.context["rows"] == []
    assert values() == {"core": "Newer here", "c1": 3}


def test_a_look_keeps_nothing_and_a_choice_keeps_it(stage, ada):
    text = fill(download(ada, stage), "core", "Filled in\nin the train")

    look = upload(ada, stage, text)
    before = Review.objects.count()
    ada.post(
        url("review-text-save", stage),
        {"take-core": "file", "core": "Filled in\r\nin the train", "rev-core": "0"},
    )

    assert [row["change"].control.key for row in look.context["rows"]] == ["core"]
    assert look.context["rows"][0]["change"].conflict is False
    assert before == 0
    assert values() == {"core": "Filled in\nin the train"}


def test_changed_in_both_places_stands_side_by_side(stage, ada):
    keep(stage, core="First")
    text = download(ada, stage).replace("First", "From the train")
    keep(stage, seen={"core": 1}, core="From the desk")

    response = upload(ada, stage, text)

    page = response.content.decode()
    row = response.context["rows"][0]
    assert (row["change"].conflict, row["mine"], row["now"]) == (
        True,
        "From the train",
        "From the desk",
    )
    assert "From the train" in page
    assert "From the desk" in page
    assert values() == {"core": "From the desk"}


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("file", "File"), ("here", "Here"), ("both", "Here\n\nFile"), ("nonsense", "Here")],
)
def test_the_choice_decides(stage, ada, choice, kept):
    keep(stage, core="Here")

    ada.post(url("review-text-save", stage), {"take-core": choice, "core": "File", "rev-core": "1"})

    assert values() == {"core": kept}


def test_what_changed_after_the_look_is_shown_again(stage, ada):
    keep(stage, core="Seen in the look")
    keep(stage, seen={"core": 1}, core="Typed after the look")

    response = ada.post(
        url("review-text-save", stage), {"take-core": "file", "core": "File", "rev-core": "1"}
    )

    assert response.status_code == 409
    assert response.context["rows"][0]["change"].conflict is True
    assert values() == {"core": "Typed after the look"}


def test_a_file_of_another_task_is_refused(stage, ada):
    text = download(ada, stage).replace(f"task={stage.ada.pk} ", f"task={stage.ada.pk + 1} ")

    response = upload(ada, stage, fill(text, "core", "Secret"))

    assert response.status_code == 422
    assert values() == {}


def test_an_older_form_and_an_older_version_are_named_and_what_has_no_place_is_shown(stage, ada):
    text = fill(download(ada, stage), "core", "Kept words")
    text = text.replace("version=1 form=", "version=7 form=old")
    text += "\n[[gone]] revision=1 was=x\nWORDS WITHOUT A PLACE\n"

    response = upload(ada, stage, text)

    assert len(response.context["notes"]) == 2
    assert [left.text for left in response.context["changes"].left] == ["WORDS WITHOUT A PLACE"]
    assert "WORDS WITHOUT A PLACE" in response.content.decode()
    assert [row["mine"] for row in response.context["rows"]] == ["Kept words"]


def test_lines_that_are_not_understood_are_named_by_number(stage, ada):
    text = "Dear colleague\n" + download(ada, stage).replace("( ) 3", "(x) 33")

    response = upload(ada, stage, text)

    strays = [(stray.at, stray.line[:6]) for stray in response.context["changes"].strays]
    assert strays[0] == (1, "Dear c")
    assert (len(strays), strays[1][1]) == (9, "(x) 33")


@pytest.mark.parametrize(
    ("encoding", "status"), [("utf-8-sig", 200), ("utf-16", 200), ("cp1252", 422)]
)
def test_other_encodings_are_read_or_refused_with_a_sentence(stage, ada, encoding, status):
    response = upload(
        ada, stage, fill(download(ada, stage).replace("…", ""), "core", "Één"), encoding
    )

    assert response.status_code == status
    if status == 200:
        assert [row["mine"] for row in response.context["rows"]] == ["Één"]


@pytest.mark.parametrize("text", ["", "hello", "[[core]] revision=1\nx", "\x00" * 50])
def test_what_is_no_text_form_is_refused(stage, ada, text):
    assert upload(ada, stage, text).status_code == 422
    assert values() == {}


def test_too_long_an_answer_is_named_and_not_kept(stage, ada):
    response = upload(ada, stage, fill(download(ada, stage), "core", "x" * 30_000))

    assert response.context["rows"][0]["change"].trouble != ""
    assert 'name="take-core"' not in response.content.decode()


def test_after_the_close_the_form_can_still_be_downloaded_and_nothing_uploaded(stage, ada):
    keep(stage, core="KEPT WORDS")
    text = fill(download(ada, stage), "wish", "Late")
    stage.at(StepKind.SITTING)

    assert "KEPT WORDS" in download(ada, stage)
    assert upload(ada, stage, text).status_code == 403
    assert (
        ada.post(
            url("review-text-save", stage), {"take-wish": "file", "wish": "x", "rev-wish": "0"}
        ).status_code
        == 403
    )
    assert values() == {"core": "KEPT WORDS"}
