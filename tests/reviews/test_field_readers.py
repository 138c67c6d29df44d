"""Who reads which answer: page, count and file obey the same function, for every role."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.files import check_upload
from reviews import actions
from reviews.errors import AlreadySubmitted, FileChanged, NotAllowed, UnknownField
from reviews.models import AnswerFile, Review
from reviews.queries.plan_reviews import plan_reviews
from reviews.queries.readers import answers_read_by, open_fields, readable_file
from reviews.queries.reading import chapters_of
from reviews.queries.sheets import schema_of
from sessions.models import Capacity, StepKind
from tests.people import make_cast
from tests.reviews.stage import set_stage

SECRETS = {"all": "review", "round": "round", "region": "region", "team": "programme"}


def words(text):
    return {"nl": text, "en": text}


def form():
    fields = [
        {"key": f"for_{name}", "kind": "text", "prompt": words(name), "readers": readers}
        for name, readers in SECRETS.items()
    ]
    points = {str(n): words(str(n)) for n in range(1, 6)}
    fields += [
        {"key": "score", "kind": "scale", "prompt": words("score"), "readers": "programme"},
        {"key": "open", "kind": "scale", "prompt": words("open")},
        {"key": "paper", "kind": "file", "prompt": words("paper"), "readers": "region"},
        {
            "key": "hidden",
            "kind": "text",
            "prompt": words("hidden"),
            "shown_if": {"field": "open", "values": ["1"]},
        },
    ]
    level = {
        "key": "level",
        "kind": "level",
        "prompt": words("level"),
        "options": [{"key": key, "label": words(key)} for key in ("session", "participants")],
    }
    return {
        "key": "kept",
        "season": "june",
        "name": words("Kept"),
        "scale": points,
        "sections": [{"key": "s", "title": words("S"), "fields": [*fields, level]}],
    }


@pytest.fixture
def stage(db):
    stage = set_stage(make_cast())
    version = actions.publish_form(data=form(), by=stage.cast.chris)
    for audience in Capacity:
        actions.choose_form(
            round_=stage.june, audience=audience, version=version, by=stage.cast.chris
        )
    return stage


def upload():
    return check_upload(SimpleUploadedFile("note.txt", b"Read this."))


def submit(assignment, **more):
    by = assignment.person
    given = {f"for_{name}": f"SAID FOR {name}" for name in SECRETS}
    given |= {"score": "2", "open": "4", "hidden": "SAID HIDDEN", "level": "participants"} | more
    actions.save_answers(assignment=assignment, by=by, given=given, seen={})
    actions.attach_file(assignment=assignment, key="paper", file=upload(), by=by, seen=None)
    return actions.submit_review(assignment=assignment, by=by)


READS = {
    "chris": {"all", "round", "region", "team"},
    "ada": {"all", "round", "region", "team"},
    "rob": {"all", "round", "region"},
    "mia": {"all", "round", "region"},
    "eva": {"all", "round"},
    "pim": {"all", "round"},
    "wim": {"all"},
    "sam": {"all"},
}


def test_each_reads_what_the_field_says(stage):
    review = submit(stage.ada)
    submit(stage.eva)
    submit(stage.pim)
    stage.at(StepKind.FOLLOW_UP)

    seen = {}
    for name, person in stage.cast.everybody().items():
        if Review.objects.visible_to(person).filter(pk=review.pk).exists():
            keys = answers_read_by(person, [review])[review.pk]
            seen[name] = {key.removeprefix("for_") for key in keys if key.startswith("for_")}

    assert {name: seen.get(name, set()) for name in READS} == READS
    assert all(keys == {"all"} for name, keys in seen.items() if name not in READS)


def test_the_page_shows_what_the_function_says(stage, login):
    review = submit(stage.ada)
    submit(stage.eva)
    submit(stage.pim)
    stage.at(StepKind.FOLLOW_UP)

    pages = {
        name: login(person).get(reverse("reviews:review-detail", args=[review.pk]))
        for name, person in stage.cast.everybody().items()
        if name in READS
    }

    shown = {
        name: {kind for kind in SECRETS if f"SAID FOR {kind}" in page.content.decode()}
        for name, page in pages.items()
    }
    assert shown == READS
    assert not any("SAID HIDDEN" in page.content.decode() for page in pages.values())


def test_what_does_not_apply_is_kept_and_not_shown(stage):
    review = submit(stage.ada)

    said = [one.key for chapter in chapters_of(review, stage.cast.ada) for one in chapter.said]

    assert review.answers.get(key="hidden").value == "SAID HIDDEN"
    assert "hidden" not in said
    assert "hidden" not in answers_read_by(stage.cast.ada, [review])[review.pk]


def test_a_spread_counts_only_what_its_reader_reads(stage):
    for assignment in (stage.ada, stage.eva, stage.pim):
        submit(assignment)
    stage.at(StepKind.FOLLOW_UP)

    def criteria(person):
        return [line.title for line in plan_reviews(stage.plan, person).criteria]

    assert criteria(stage.cast.chris) == ["score", "open"]
    assert criteria(stage.cast.rob) == ["open"]
    assert criteria(stage.cast.eva) == ["open"]


def test_fields_that_can_be_counted_in_sql_are_open_to_all_and_always_apply(stage):
    review = submit(stage.ada)

    assert open_fields(schema_of(review.form_version)) == {"for_all", "open", "level"}


def test_many_reviews_take_as_many_queries_as_one(stage, django_assert_num_queries):
    one = submit(stage.ada)
    reviews = Review.objects.select_related(
        "form_version", "round_plan__round", "round_plan__dossier"
    )
    first = list(reviews.filter(pk=one.pk))
    with django_assert_num_queries(4):
        answers_read_by(stage.cast.olga, first)

    submit(stage.eva)
    submit(stage.pim)
    three = list(reviews)
    with django_assert_num_queries(3):
        answers_read_by(stage.cast.olga, three)


def test_a_file_is_served_with_the_rights_of_its_answer(stage, login):
    submit(stage.ada)
    submit(stage.eva)
    submit(stage.pim)
    stage.at(StepKind.FOLLOW_UP)
    file = AnswerFile.objects.get(review__author=stage.cast.ada)
    address = reverse("reviews:answer-file", args=[file.pk])

    codes = {}
    for name, person in stage.cast.everybody().items():
        answer = login(person).get(address)
        codes[name] = answer.status_code
        if answer.streaming:
            assert b"".join(answer.streaming_content) == b"Read this."

    assert {name for name, code in codes.items() if code == 200} == {"ada", "chris", "mia", "rob"}
    assert {code for code in codes.values() if code != 200} == {404}


def test_a_file_of_a_draft_is_the_writers_alone(stage):
    actions.attach_file(
        assignment=stage.ada, key="paper", file=upload(), by=stage.cast.ada, seen=None
    )
    file = AnswerFile.objects.get()

    readers = {
        name
        for name, person in stage.cast.everybody().items()
        if readable_file(file.pk, person) is not None
    }

    assert readers == {"ada"}


def test_a_file_is_replaced_and_removed(stage):
    actions.attach_file(
        assignment=stage.ada, key="paper", file=upload(), by=stage.cast.ada, seen=None
    )
    first = AnswerFile.objects.get()
    actions.attach_file(
        assignment=stage.ada, key="paper", file=upload(), by=stage.cast.ada, seen=first.pk
    )
    second = AnswerFile.objects.get()
    answer = Review.objects.get().answers.get(key="paper")
    held = (answer.value, answer.revision)

    actions.remove_file(assignment=stage.ada, key="paper", by=stage.cast.ada, seen=second.pk)
    answer.refresh_from_db()

    assert first.pk != second.pk
    assert held == (second.pk, 2)
    assert (answer.value, AnswerFile.objects.count()) == (None, 0)


def test_a_file_that_was_not_seen_is_neither_replaced_nor_removed(stage):
    ada = {"assignment": stage.ada, "key": "paper", "by": stage.cast.ada}
    first = actions.attach_file(**ada, file=upload(), seen=None)

    with pytest.raises(FileChanged, match=r"note\.txt"):
        actions.attach_file(**ada, file=upload(), seen=None)
    with pytest.raises(FileChanged, match=r"note\.txt"):
        actions.remove_file(**ada, seen=first.pk + 1)

    assert [file.pk for file in AnswerFile.objects.all()] == [first.pk]
    assert Review.objects.get().answers.get(key="paper").value == first.pk


def test_two_tabs_with_a_file_each_lose_neither_file_nor_text(stage, login):
    client = login(stage.cast.ada)
    address = reverse("reviews:answer-file-add", args=[stage.ada.pk, "paper"])
    opened = reverse("reviews:review-write", args=[stage.ada.pk])
    one = re.search(r'name="saw-paper" value="(\d*)"', client.get(opened).content.decode())[1]
    two = one

    client.post(address, {"saw-paper": one, "paper": SimpleUploadedFile("one.txt", b"From one.")})
    late = client.post(
        address,
        {
            "saw-paper": two,
            "paper": SimpleUploadedFile("two.txt", b"From two."),
            "for_all": "Typed",
            "rev-for_all": "0",
        },
        follow=True,
    )

    assert AnswerFile.objects.get().name == "one.txt"
    assert "intussen “one.txt” toegevoegd" in late.content.decode()
    assert Review.objects.get().answers.get(key="for_all").value == "Typed"
    seen = re.search(r'name="saw-paper" value="(\d*)"', late.content.decode())[1]
    client.post(address, {"saw-paper": seen, "paper": SimpleUploadedFile("two.txt", b"From two.")})
    assert AnswerFile.objects.get().name == "two.txt"


def test_only_who_writes_adds_a_file_and_only_where_one_is_asked(stage):
    refused = set()
    for name, person in stage.cast.everybody().items():
        try:
            actions.attach_file(
                assignment=stage.ada, key="paper", file=upload(), by=person, seen=None
            )
        except NotAllowed:
            refused.add(name)

    assert refused == set(stage.cast.everybody()) - {"ada"}
    with pytest.raises(UnknownField):
        actions.attach_file(
            assignment=stage.ada, key="score", file=upload(), by=stage.cast.ada, seen=None
        )
    with pytest.raises(UnknownField):
        actions.save_answers(assignment=stage.ada, by=stage.cast.ada, given={"paper": "1"}, seen={})


def test_no_file_is_added_to_what_was_handed_in(stage):
    submit(stage.ada)

    with pytest.raises(AlreadySubmitted):
        actions.attach_file(
            assignment=stage.ada, key="paper", file=upload(), by=stage.cast.ada, seen=None
        )


def test_a_file_is_added_through_the_page_and_what_was_typed_is_kept(stage, login):
    client = login(stage.cast.ada)
    address = reverse("reviews:answer-file-add", args=[stage.ada.pk, "paper"])
    typed = {"for_all": "Typed too", "rev-for_all": "0"}

    added = client.post(address, {**typed, "paper": SimpleUploadedFile("note.txt", b"Read this.")})
    without = client.post(address, typed)
    wrong = client.post(address, {"paper": SimpleUploadedFile("x.exe", b"MZ")}, follow=True)

    assert added["Location"].endswith("#field-paper")
    assert Review.objects.get().answers.get(key="for_all").value == "Typed too"
    assert without.status_code == 302
    assert AnswerFile.objects.count() == 1
    assert wrong.status_code == 200


def test_autosave_takes_no_file_as_text(stage, login):
    answer = login(stage.cast.ada).post(
        reverse("reviews:review-field", args=[stage.ada.pk]), {"key": "paper", "paper": "3"}
    )

    assert answer.status_code == 422
