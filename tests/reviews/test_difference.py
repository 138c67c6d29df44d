"""Every claim of a region beside every judgement: what differs, and in which words."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from reviews.difference import FITS, Claim, Gap, Judged, difference, gap_of
from reviews.models import Judgement, ProgressState, ResponseKind

SEES = ["not", "somewhat", "clearly", "amply", "overtaken", ""]
# One letter for each judgement above: agrees, less, more, overtaken.
TABLE = {
    "done": "lLAAO.",
    "on_schedule": "lAAAO.",
    "needs_attention": "AAAmO.",
    "not_started": "AmmmO.",
    "stopped": "AmmmA.",
    "adopted": "lAAAO.",
    "partly": "lAAAO.",
    "not": "AmmmA.",
    "pending": "AmmmO.",
    "": "AmmmO.",
}
LETTERS = {
    "A": Gap.NONE,
    ".": Gap.NONE,
    "l": Gap.LESS,
    "L": Gap.LESS,
    "m": Gap.MORE,
    "O": Gap.OVERTAKEN,
}


@pytest.mark.parametrize(
    ("claim", "judgement", "expected"),
    [
        (claim, judgement, LETTERS[letter])
        for claim, row in TABLE.items()
        for judgement, letter in zip(SEES, row, strict=True)
    ],
)
def test_every_claim_beside_every_judgement(claim, judgement, expected):
    assert gap_of(claim, judgement) is expected


def test_the_table_holds_every_claim_and_every_judgement():
    assert set(TABLE) == set(FITS) == {*ProgressState.values, *ResponseKind.values, ""}
    assert set(SEES) == {*Judgement.values, ""}


@pytest.mark.parametrize(
    ("response", "states", "key"),
    [
        ("", (), ""),
        ("adopted", (), "adopted"),
        ("adopted", ("done",), "done"),
        ("adopted", ("done", "stopped"), "done"),
        ("adopted", ("stopped", "stopped"), "stopped"),
        ("partly", ("done", "not_started"), "on_schedule"),
        ("partly", ("done", "on_schedule"), "on_schedule"),
        ("partly", ("done", "needs_attention", "on_schedule"), "needs_attention"),
        ("", ("not_started", "not_started"), "not_started"),
    ],
)
def test_what_a_region_says_as_one_claim(response, states, key):
    assert Claim(response, states).key == key


@pytest.mark.parametrize(
    ("claim", "judgement", "sentence"),
    [
        (
            Claim("adopted", ("done",)),
            "not",
            "The region reports: done. Ada does not recognise it yet.",
        ),
        (
            Claim("adopted", ("done",)),
            "somewhat",
            "The region reports: done. Ada recognises a part of it so far.",
        ),
        (
            Claim("", ()),
            "clearly",
            "The region reports: nothing yet. Ada already recognises it: clearly.",
        ),
        (
            Claim("adopted", ("on_schedule",)),
            "overtaken",
            "The region reports: on schedule. Ada says that events have overtaken it.",
        ),
        (Claim("adopted", ("done",)), "amply", ""),
    ],
)
def test_a_difference_is_said_kindly(claim, judgement, sentence):
    with translation.override("en"):
        found = difference(claim, [Judged("Ada", judgement, gave=True)])

    assert found.sentences == ([sentence] if sentence else [])
    assert found.any is bool(sentence)


def test_the_difference_speaks_dutch():
    with translation.override("nl"):
        (sentence,) = difference(Claim("", ("done",)), [Judged("Ada", "not")]).sentences

    assert sentence == "De regio meldt: afgerond. Ada herkent het nog niet."


def test_several_givers_stand_side_by_side_and_may_differ():
    found = difference(
        Claim("adopted", ("done",)),
        [
            Judged("Eva", "amply"),
            Judged("Ada", "not", gave=True),
            Judged("Pim", "amply", gave=True),
        ],
    )

    assert [(voice.judged.who, voice.gap) for voice in found.voices] == [
        ("Ada", Gap.LESS),
        ("Pim", Gap.NONE),
        ("Eva", Gap.NONE),
    ]
    assert found.among_givers is True


def test_others_than_the_givers_make_no_difference_among_givers():
    found = difference(Claim(), [Judged("Eva", "amply"), Judged("Ada", "not", gave=True)])

    assert found.among_givers is False


claims = st.builds(
    Claim,
    st.sampled_from([*ResponseKind.values, ""]),
    st.lists(st.sampled_from(ProgressState.values), max_size=4).map(tuple),
)
voices = st.lists(st.builds(Judged, st.just("Ada"), st.sampled_from(SEES), st.booleans()))


@given(claims, voices)
def test_every_voice_is_heard_and_a_sentence_stands_only_where_something_differs(claim, judged):
    found = difference(claim, judged)

    assert sorted(voice.judged.judgement for voice in found.voices) == sorted(
        one.judgement for one in judged
    )
    assert all(bool(voice.sentence) == (voice.gap is not Gap.NONE) for voice in found.voices)
    assert claim.key in FITS
