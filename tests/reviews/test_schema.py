"""The form as data: what is refused, what makes two forms comparable."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews import schema
from reviews.actions.publishing import SEEDS
from reviews.building.blueprint import new_key
from reviews.checks import missing, progress
from reviews.controls import Control, Earlier, Question, Setting, Shape, lay_out, normal
from reviews.schema import RESERVED, Kind, SchemaError

JUNE = json.loads((SEEDS / "june.json").read_text(encoding="utf-8"))
SEPTEMBER = json.loads((SEEDS / "september.json").read_text(encoding="utf-8"))
SETTING = Setting(
    questions=(Question(7, "How?"), Question(9, "Who?")),
    earlier=(Earlier(3, "One door", mine=True), Earlier(4, "Two doors", mine=False)),
    elements=(("finance", "Finance"),),
)


@pytest.mark.parametrize("data", [JUNE, SEPTEMBER])
def test_the_forms_of_the_product_are_whole_in_both_languages(data):
    read = schema.read(data)

    words = [part for field in read.fields() for part in (field.prompt.nl, field.prompt.en)]

    assert all(words)
    assert len(words) == 2 * len(list(read.fields()))


def test_june_and_september_ask_the_same_eight_criteria_and_september_one_more():
    def criteria(data):
        return [field.key for field in schema.read(data).fields() if field.kind == Kind.SCALE]

    assert criteria(JUNE) == [f"c{n}" for n in range(1, 9)]
    assert criteria(SEPTEMBER) == [f"c{n}" for n in range(1, 10)]


def test_september_opens_with_the_look_back():
    assert schema.read(SEPTEMBER).sections[0].fields[0].kind == Kind.VERIFICATIONS


def test_other_words_make_another_form_of_the_same_structure():
    other = copy.deepcopy(JUNE)
    other["sections"][1]["fields"][0]["prompt"] = {"nl": "Anders", "en": "Otherwise"}

    assert schema.content_hash(other) != schema.content_hash(JUNE)
    assert schema.structure_hash(schema.read(other)) == schema.structure_hash(schema.read(JUNE))


def test_another_key_makes_another_structure():
    other = copy.deepcopy(JUNE)
    other["sections"][1]["fields"][0]["key"] = "essence"

    assert schema.structure_hash(schema.read(other)) != schema.structure_hash(schema.read(JUNE))


def test_the_order_of_json_keys_does_not_count():
    turned = dict(reversed(list(JUNE.items())))

    assert schema.content_hash(turned) == schema.content_hash(JUNE)


@pytest.mark.parametrize(
    "field",
    [
        {"key": "x", "kind": "text"},
        {"key": "X", "kind": "text", "prompt": {"nl": "a", "en": "b"}},
        {"key": "x", "kind": "dance", "prompt": {"nl": "a", "en": "b"}},
        {"key": "x", "kind": "text", "prompt": {"nl": "a"}},
        {"key": "x", "kind": "choice", "prompt": {"nl": "a", "en": "b"}},
        {
            "key": "x",
            "kind": "scale",
            "prompt": {"nl": "a", "en": "b"},
            "anchors": {"9": {"nl": "a", "en": "b"}},
        },
    ],
)
def test_a_form_that_cannot_be_used_is_refused(field):
    with pytest.raises(SchemaError):
        schema.read(
            {"sections": [{"key": "s", "title": {"nl": "a", "en": "b"}, "fields": [field]}]}
        )


@pytest.mark.parametrize("key", sorted(RESERVED))
def test_no_question_is_called_as_what_the_page_sends_for_itself(key):
    data = copy.deepcopy(JUNE)
    data["sections"][0]["fields"][0]["key"] = key

    with pytest.raises(SchemaError, match=key):
        schema.read(data)
    assert new_key(key, ()) == f"{key}_2"


def test_a_key_is_used_once():
    field = {"key": "x", "kind": "text", "prompt": {"nl": "a", "en": "b"}}

    with pytest.raises(SchemaError):
        schema.read({"sections": [{"key": "s", "fields": [field, field]}]})


def test_a_form_without_fields_is_refused():
    with pytest.raises(SchemaError):
        schema.read({"sections": []})


def _value(control):
    if control.shape == Shape.CHECKBOX:
        return st.sampled_from([True, None])
    if control.shape == Shape.CHECKBOXES:
        keys = [key for key, _label in control.options]
        return st.lists(st.sampled_from(keys), unique=True) if keys else st.just([])
    if control.options:
        return st.sampled_from([None, *(key for key, _label in control.options)])
    return st.sampled_from([None, "", "Short.", "word " * 400])


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from([JUNE, SEPTEMBER]))
def test_whatever_is_answered_is_either_whole_or_named_at_an_input(data, form):
    sheet = lay_out(schema.read(form), SETTING)
    values = {
        control.key: normal(control, data.draw(_value(control), label=control.key))
        for control in sheet.controls()
    }

    lacking = missing(sheet, values)
    done = progress(sheet, values)

    assert set(lacking) <= {control.key for control in sheet.controls()}
    assert 0 <= done.done <= done.total
    if not lacking:
        assert done.done == done.total


def _whole(form):
    sheet = lay_out(schema.read(form), SETTING)
    values = {}
    for control in sheet.controls():
        if not control.required or control.key.startswith(("rec-2", "rec-3")):
            continue
        values[control.key] = {"scale": 3, "checkbox": True, "checkboxes": ["business"]}.get(
            control.shape, "Said"
        )
        if control.shape == Shape.RADIO:
            values[control.key] = control.options[0][0]
    return sheet, values


@pytest.mark.parametrize("form", [JUNE, SEPTEMBER])
def test_whole_answers_lack_nothing(form):
    sheet, values = _whole(form)

    assert missing(sheet, values) == {}


@pytest.mark.parametrize("point", [1, 2, 5])
def test_the_outer_points_ask_for_an_explanation(point):
    sheet, values = _whole(JUNE)

    assert set(missing(sheet, values | {"c1": point})) == {"c1-why"}
    assert missing(sheet, values | {"c1": point, "c1-why": "Because."}) == {}


@pytest.mark.parametrize("point", [3, 4, "na"])
def test_the_other_points_do_not(point):
    sheet, values = _whole(JUNE)

    assert missing(sheet, values | {"c1": point}) == {}


def test_too_many_words_are_refused_with_their_number():
    sheet, values = _whole(JUNE)

    assert list(missing(sheet, values | {"core": "word " * 81})) == ["core"]


def test_a_recommendation_that_is_begun_must_be_finished():
    sheet, values = _whole(JUNE)

    assert set(missing(sheet, values | {"rec-2-title": "Second"})) == {
        "rec-2-source",
        "rec-2-addressees",
    }


def test_june_asks_for_one_recommendation_and_september_for_none():
    june, values = _whole(JUNE)
    september, others = _whole(SEPTEMBER)

    def without(values):
        return {key: value for key, value in values.items() if not key.startswith("rec-")}

    assert set(missing(june, without(values))) == {"rec-1-title"}
    assert missing(september, without(others)) == {}


def test_only_the_giver_must_judge_the_follow_up():
    sheet, values = _whole(SEPTEMBER)
    values.pop("verify-3")

    assert set(missing(sheet, values)) == {"verify-3"}


def test_without_earlier_advice_and_questions_september_can_be_finished():
    sheet = lay_out(schema.read(SEPTEMBER), Setting())
    _sheet, values = _whole(SEPTEMBER)

    assert missing(sheet, values) == {}


@pytest.mark.parametrize(
    ("shape", "sent", "kept"),
    [
        (Shape.LINE, "one\ntwo", "one two"),
        (Shape.LINE, "one\r\n", "one"),
        (Shape.LINE, "\n", None),
        (Shape.TEXT, "one\ntwo", "one\ntwo"),
    ],
)
def test_a_line_is_one_line_whatever_was_sent(shape, sent, kept):
    assert normal(Control("k", shape, "K"), sent) == kept
