"""The newer kinds of fields: numbers, dates, files, and questions that hang on another answer."""

import copy
import json

import pytest

from reviews import schema
from reviews.actions.publishing import SEEDS
from reviews.checks import hidden, missing, progress
from reviews.controls import Setting, lay_out
from reviews.forms import SheetForm
from reviews.schema import Condition, FieldReaders, SchemaError

JUNE = json.loads((SEEDS / "june.json").read_text(encoding="utf-8"))


def words(text):
    return {"nl": text, "en": text}


def field(key, kind="text", **more):
    return {"key": key, "kind": kind, "prompt": words(key.title()), **more}


def form_of(*fields, **more):
    return {"sections": [{"key": "all", "title": words("All"), "fields": list(fields)}], **more}


def sheet_of(*fields):
    return lay_out(schema.read(form_of(*fields)), Setting())


CHOICE = field(
    "sort", "choice", options=[{"key": key, "label": words(key)} for key in ("old", "new")]
)


@pytest.mark.parametrize(
    ("kind", "sent", "kept"),
    [
        ("number", "12", 12),
        ("number", "2,5", 2.5),
        ("number", "0", 0),
        ("number", "", None),
        ("date", "2026-09-01", "2026-09-01"),
        ("date", "", None),
    ],
)
def test_numbers_and_dates_are_kept_as_such(kind, sent, kept):
    form = SheetForm(sheet_of(field("x", kind)), {"x": sent})

    assert form.is_valid()
    assert form.values() == {"x": kept}


@pytest.mark.parametrize(("kind", "sent"), [("number", "ten"), ("number", "NaN"), ("date", "soon")])
def test_what_is_no_number_or_date_is_refused(kind, sent):
    assert list(SheetForm(sheet_of(field("x", kind)), {"x": sent}).errors) == ["x"]


def test_a_needed_number_may_be_nought():
    sheet = sheet_of(field("x", "number", required=True))

    assert list(missing(sheet, {})) == ["x"]
    assert missing(sheet, {"x": 0}) == {}


@pytest.mark.parametrize(("value", "lacking"), [(0, ["x"]), (1, []), (5, []), (6, ["x"])])
def test_a_number_stays_within_its_reach(value, lacking):
    sheet = sheet_of(field("x", "number", lowest=1, highest=5))

    assert list(missing(sheet, {"x": value})) == lacking


def test_a_file_is_not_sent_as_text():
    form = SheetForm(sheet_of(field("x", "file"), field("y")), {"x": "3", "y": "Said"})

    assert form.is_valid()
    assert form.values() == {"y": "Said"}


@pytest.mark.parametrize(
    ("condition", "answer", "holds"),
    [
        (Condition("x"), None, False),
        (Condition("x"), "  ", False),
        (Condition("x"), "said", True),
        (Condition("x"), 0, True),
        (Condition("x", ("1", "2")), 2, True),
        (Condition("x", ("1", "2")), 3, False),
        (Condition("x", ("yes",)), True, True),
        (Condition("x", ("yes",)), None, False),
        (Condition("x", ("a", "b")), ["c", "b"], True),
        (Condition("x", ("a",)), ["c"], False),
    ],
)
def test_when_a_condition_holds(condition, answer, holds):
    assert condition.holds(answer) is holds


def test_a_question_that_does_not_apply_is_not_missed_and_not_counted():
    sheet = sheet_of(
        CHOICE, field("why", required=True, shown_if={"field": "sort", "values": ["new"]})
    )

    assert hidden(sheet, {"sort": "old"}) == {"why"}
    assert missing(sheet, {"sort": "old"}) == {}
    assert progress(sheet, {"sort": "old"}).total == 0
    assert list(missing(sheet, {"sort": "new"})) == ["why"]
    assert progress(sheet, {"sort": "new"}).total == 1


def test_what_hangs_on_a_hidden_question_is_hidden_too():
    sheet = sheet_of(
        CHOICE,
        field("why", shown_if={"field": "sort", "values": ["new"]}),
        field("more", shown_if={"field": "why"}),
    )

    assert hidden(sheet, {"sort": "old", "why": "Kept from before"}) == {"why", "more"}


def test_a_question_becomes_needed_by_another_answer():
    sheet = sheet_of(CHOICE, field("why", required_if={"field": "sort", "values": ["new"]}))

    assert missing(sheet, {"sort": "old"}) == {}
    assert list(missing(sheet, {"sort": "new"})) == ["why"]
    assert progress(sheet, {"sort": "new", "why": "So"}).done == 1


@pytest.mark.parametrize(
    "fields",
    [
        [field("why", shown_if={"field": "sort"}), CHOICE],
        [field("why", shown_if={"field": "why"})],
        [field("why", shown_if={"field": "gone"})],
        [field("ask", "clarifying_questions"), field("why", shown_if={"field": "ask"})],
        [CHOICE, field("rec", "recommendations", required_if={"field": "sort"})],
        [field("rec", "recommendations", readers="programme")],
        [field("answer", "answer_per_question", readers="region")],
        [field("x", readers="everybody")],
        [field("level", "text", readers="programme")],
    ],
)
def test_conditions_and_readers_that_cannot_be_are_refused(fields):
    with pytest.raises(SchemaError):
        schema.read(form_of(*fields))


def test_a_question_does_not_tell_what_fewer_may_read():
    secret = {**CHOICE, "readers": "programme"}
    shown = {"field": "sort", "values": ["new"]}

    with pytest.raises(SchemaError):
        schema.read(form_of(secret, field("why", shown_if=shown)))
    read = schema.read(form_of(secret, field("why", shown_if=shown, readers="programme")))

    assert read.by_key()["why"].readers == FieldReaders.PROGRAMME


def test_every_point_of_a_new_scale_has_words():
    bare = schema.read(form_of(field("x", "scale")))
    general = {str(point): words(str(point)) for point in range(1, 6)}

    with pytest.raises(SchemaError):
        schema.check_scales(bare)
    schema.check_scales(schema.read(form_of(field("x", "scale"), scale=general)))
    schema.check_scales(schema.read(form_of(field("x", "scale", anchors=general))))


def test_what_is_published_reads_as_before_and_comes_out_the_same():
    read = schema.read(JUNE)

    assert schema.read(schema.data_of(read)) == read


ODD = [
    None, 3, "form", [], {"sections": 3}, {"sections": [3]}, {"sections": [{"key": "a"}] * 99},
    {"sections": [{"key": "a\n", "fields": []}]},
    form_of({"key": [], "kind": "text"}), form_of({"key": "x", "kind": {}}),
    form_of(field("x", required_at="abc")), form_of(field("x", required_at=[True])),
    form_of(field("x", word_limit=10**30)), form_of(field("x", word_limit=1.5)),
    form_of(field("x", help="text")), form_of(field("x", help={"nl": 1, "en": 2})),
    form_of(field("x", help=words("a\0b"))), form_of(field("x", help=words("\ud800"))),
    form_of(field("x", help=words("a" * 9999))),
    form_of(field("x", "choice", options={"a": 1})), form_of(field("x", "choice", options=[[]])),
    form_of(field("x", shown_if="y")), form_of(field("x", shown_if={"field": None})),
    form_of(field("x", "scale"), scale=[1, 2]), form_of(field("x", "scale"), scale={"٣": words("a")}),
    form_of(field("x", terms=5)), form_of(field("x", readers=[])),
    form_of(*[field(f"x{n}") for n in range(300)]),
]  # fmt: skip


@pytest.mark.parametrize("data", ODD, ids=range(len(ODD)))
def test_odd_data_is_refused_with_a_sentence(data):
    with pytest.raises(SchemaError) as refused:
        schema.read(data)

    assert str(refused.value).endswith((".", "”."))


def test_examples_belong_to_a_field_and_change_no_structure():
    other = copy.deepcopy(JUNE)
    for asked in other["sections"][3]["fields"]:
        asked["example_good"], asked["example_bad"] = words("Good."), words("Bad.")

    assert schema.structure_hash(schema.read(other)) == schema.structure_hash(schema.read(JUNE))
    assert str(schema.read(other).by_key()["strong"].example_good) == "Good."
