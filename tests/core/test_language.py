"""The language of a text, told by its small words."""

import pytest

from core.text import MAX_LENGTH, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dank je wel, dit is een goed plan voor de regio.", "nl"),
        ("Could you tell us how you reach them?", "en"),
        ("The plan is clear, but its goals are not.", "en"),
        ("> De regio wil een loket voor ondernemers.\n\nI agree with this.", "en"),
        ("Hun slogan is “the best of the west and the rest” en dat is niet waar.", "nl"),
        ("```\nthe and you with\n```\nDit staat in de code van het plan.", "nl"),
        ("@[Will This That](person:7) wat is er nog nodig voor de pilot?", "nl"),
    ],
)
def test_language_follows_the_words_that_somebody_wrote(text, language):
    assert {language_of(text, otherwise) for otherwise in ("nl", "en")} == {language}


@pytest.mark.parametrize(
    "text", ["", "OK", "Hello", "In is was we of", "De het een, the and you", "👍 2026", "12.5 %"]
)
def test_short_or_mixed_text_is_in_the_other_language_that_is_given(text):
    assert [language_of(text, otherwise) for otherwise in ("nl", "en")] == ["nl", "en"]


@pytest.mark.parametrize("bit", ["“", "`", "@[", "@[a](", "```\n", "\n> ", "https://", "de "])
def test_longest_text_of_odd_signs_has_a_language(bit):
    text = (bit * MAX_LENGTH)[:MAX_LENGTH]

    assert language_of(text, "en") == ("nl" if bit == "de " else "en")
