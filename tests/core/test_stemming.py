"""Words by their stem: Dutch and English, with or without accents, and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import Piece, asked, excerpt_around, stems


def found(question: str, text: str) -> bool:
    """Whether every word that was asked for stands in the text."""
    return all(wanted & stems(text) for wanted in asked(question))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("ondernemers", "Wij vragen elke ondernemer."),
        ("ondernemer", "Drie ondernemers beslissen mee."),
        ("proeven", "Begin met een kleine proef."),
        ("loopt", "Zo lopen wij door de stad."),
        ("bedrijf", "Alle bedrijven doen mee."),
        ("een ingang", "Maak één ingang."),
        ("financiele", "De financiële kant."),
        ("regelingen overheden", "Elke regeling van de overheid."),
        ("entrepreneurs", "We ask one entrepreneur."),
        ("connecting", "They are connected to the region."),
        ("VENLO", "Afspraken met Venlo"),
    ],
)
def test_a_word_is_found_in_another_form(question, text):
    assert found(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [("ingang", "De uitgang is links."), ("proef venlo", "Een proef in Weert.")],
)
def test_another_word_is_not_found(question, text):
    assert not found(question, text)


def test_words_that_stand_everywhere_are_not_asked_for():
    assert asked("de en het of the and") == []
    assert asked("de ingang van het plan") == asked("ingang plan")


def test_an_excerpt_marks_every_word_that_was_looked_for():
    pieces = excerpt_around("Maak één ingang voor ondernemers.", asked("ingangen ondernemer"))

    assert pieces == [
        Piece("Maak één "),
        Piece("ingang", hit=True),
        Piece(" voor "),
        Piece("ondernemers", hit=True),
        Piece("."),
    ]


@given(st.text(max_size=600), st.text(max_size=40), st.integers(20, 300))
def test_an_excerpt_holds_only_what_stands_in_the_text(text, question, length):
    pieces = excerpt_around(text, asked(question), length)

    inside = [piece for piece in pieces if piece.text not in ("… ", " …")]
    assert "".join(piece.text for piece in inside) in text


@given(st.text(max_size=300))
def test_every_text_finds_itself(text):
    assert found(text, text)
