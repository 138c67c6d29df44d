"""Hints while writing: each rule in both languages, never where it does not belong, never blocking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.checks import missing
from reviews.coaching import (
    Rule,
    commands,
    hints,
    hints_at,
    is_advice_in_disguise,
    is_concrete,
    is_hard,
    is_loud,
    names_who,
)
from reviews.controls import Question, Setting, lay_out
from reviews.schema import read

WORDS = {"nl": "Vraag", "en": "Question"}
DATA = {
    "sections": [
        {
            "key": "one",
            "title": WORDS,
            "fields": [
                {"key": "core", "kind": "long_text", "prompt": WORDS, "word_limit": 80},
                {"key": "clarify", "kind": "clarifying_questions", "prompt": WORDS, "maximum": 2},
                {"key": "wish", "kind": "long_text", "prompt": WORDS, "word_limit": 200},
                {
                    "key": "probing",
                    "kind": "long_text",
                    "prompt": {"nl": "Een verdiepende vraag", "en": "A probing question"},
                    "word_limit": 120,
                },
                {
                    "key": "rec",
                    "kind": "recommendations",
                    "prompt": WORDS,
                    "maximum": 1,
                    "word_limit": 200,
                    "terms": ["later"],
                },
            ],
        }
    ]
}
SHEET = lay_out(read(DATA), Setting(questions=(Question(1, "How?"),)))
VAGUE = (
    "het plan is op zich wel aardig maar er is toch nog wel het een en ander dat beter kan worden"
)


def rules_of(values):
    return [(hint.key, hint.rule) for hint in hints(SHEET, values)]


@pytest.mark.parametrize(
    "text",
    [
        "Hebben jullie overwogen om te stoppen?",
        "Waarom niet gewoon een app maken?",
        "Zou het niet beter zijn om te wachten?",
        "Have you considered stopping?",
        "Why don't you build an app?",
        "Wouldn't it be better to wait?",
    ],
)
def test_advice_in_the_form_of_a_question_is_seen(text):
    assert is_advice_in_disguise(text) is True
    assert ("probing", Rule.DISGUISE) in rules_of({"probing": text})


@pytest.mark.parametrize(
    "text",
    [
        "Wat hoopten jullie dat er zou gebeuren?",
        "Wat zou er moeten veranderen voordat het lukt?",
        "What are your assumptions about the schools?",
        "Who decides when the pilot ends?",
    ],
)
def test_a_real_question_gets_no_hint(text):
    assert rules_of({"probing": text}) == []


def test_a_statement_where_a_question_belongs_is_seen():
    assert rules_of({"clarify-1": "Ik snap het bedrag niet."}) == [("clarify-1", Rule.QUESTION)]


@pytest.mark.parametrize(
    "text", ["Dit is een dom plan", "What a useless team", "Belachelijke cijfers"]
)
def test_hard_words_are_seen(text):
    assert is_hard(text) is True


@pytest.mark.parametrize(
    "text", ["Het domein is groot", "Kingdom and freedom", "de luifel", "slapen"]
)
def test_words_that_only_look_hard_are_not(text):
    assert is_hard(text) is False


@pytest.mark.parametrize(
    "text", ["Jullie moeten dit doen", "You must stop", "Dan moeten jullie kiezen"]
)
def test_orders_are_seen(text):
    assert commands(text) is True


@pytest.mark.parametrize(
    ("text", "loud"),
    [
        ("DOE DIT NOOIT WEER", True),
        ("Nee!!", True),
        ("Het MKB en de SBIR", False),
        ("Mooi!", False),
    ],
)
def test_shouting_is_seen_and_short_names_are_not(text, loud):
    assert is_loud(text) is loud


@pytest.mark.parametrize(
    "text",
    [
        "In alinea 3 staat iets",
        "Neem bijvoorbeeld de school",
        "Such as the school",
        "> quoted\n\nI wonder",
        "Er waren 40 bedrijven",
        "we zagen het in Venlo ook",
    ],
)
def test_a_passage_an_example_a_number_or_a_name_is_concrete(text):
    assert is_concrete(text) is True


def test_a_long_text_without_any_of_them_gets_a_hint():
    assert rules_of({"wish": VAGUE, "probing": "Wat hoopten jullie?"}) == [("wish", Rule.CONCRETE)]


def test_a_short_remark_is_left_alone():
    assert rules_of({"wish": "Mooi plan, ga zo door.", "probing": "Hoe?"}) == []


def test_advice_says_who():
    values = {"rec-1-source": VAGUE + " in alinea 3", "probing": "Wat hoopten jullie?"}

    assert rules_of(values) == [("rec-1-source", Rule.WHO)]
    assert names_who("De gemeente belt") is True


def test_a_review_without_a_question_is_reminded_where_one_can_be_asked():
    values = {
        "core": "wij denken dat het vooral gaat om scholen en bedrijven die elkaar nu niet goed genoeg vinden"
    }

    assert rules_of(values) == [("clarify-1", Rule.ASK)]
    assert rules_of(values | {"wish": "Hoe lang nog?"}) == []


def test_nothing_written_gets_no_hint():
    assert rules_of({}) == []


def test_the_words_of_the_plan_are_not_the_writers():
    assert rules_of({"wish": "> Jullie moeten dom WERKEN BLIJVEN!!"}) == []


def test_each_hint_has_an_example_that_gets_no_hint_itself():
    texts = {
        "core": "dom!!",
        "wish": VAGUE + " jullie moeten",
        "rec-1-source": VAGUE,
        "clarify-1": "ik snap het echt niet",
        "probing": "Have you considered it?",
    }
    found = hints(SHEET, texts)

    assert {hint.rule for hint in found} >= {
        Rule.KIND,
        Rule.CALM,
        Rule.MUST,
        Rule.CONCRETE,
        Rule.WHO,
        Rule.QUESTION,
        Rule.DISGUISE,
    }
    for hint in found:
        asked = "?" in hint.example
        key = "probing" if asked else "rec-1-source" if hint.rule == Rule.WHO else "wish"
        assert hints_at(SHEET, {key: hint.example}, key) == []


@given(
    st.dictionaries(
        st.sampled_from([c.key for c in SHEET.controls() if c.is_text]), st.text(max_size=300)
    )
)
def test_hints_never_block_and_never_fail(values):
    before = missing(SHEET, values)

    found = hints(SHEET, values)

    assert missing(SHEET, values) == before
    assert all(hint.key in {control.key for control in SHEET.controls()} for hint in found)
    assert len({(hint.key, hint.rule) for hint in found}) == len(found)
