"""Advice that may say the same is found by its words; the same for every order and every accent."""

from hypothesis import given
from hypothesis import strategies as st

from reviews.likeness import Said, likeness, stems, suggest

DOOR = Said(1, "Maak één ingang voor ondernemers", "Ondernemers verdwalen tussen de loketten.")
SAME = Said(2, "Eén loket als ingang", "Een ondernemer verdwaalt; maak één ingang.")
OTHER = Said(3, "Meet wat de vouchers opleveren", "Zonder cijfers weet niemand of het werkt.")


def test_advice_on_the_same_thing_is_suggested_with_the_words_it_shares():
    found = suggest([DOOR, OTHER, SAME])

    assert [group.pks for group in found] == [(1, 2)]
    assert "ingang" in found[0].shared


def test_advice_on_different_things_is_not_suggested():
    assert suggest([DOOR, OTHER]) == []


def test_one_word_in_common_is_no_likeness():
    assert likeness(Said(1, "Ingang"), Said(2, "Ingang")) == 0


def test_words_without_meaning_do_not_count():
    assert stems("We moeten het niet voor de and with") == {}


def test_accents_case_and_endings_do_not_matter():
    assert set(stems("ONDERNEMERS Één regio's")) == set(stems("ondernemer een regio"))


def test_whatever_resembles_one_of_a_group_joins_it():
    three = [
        Said(1, "loket ondernemers openen"),
        Said(2, "loket ondernemers studenten"),
        Said(3, "studenten loket stage"),
    ]

    assert [group.pks for group in suggest(three)] == [(1, 2, 3)]


WORDS = st.text(alphabet="abcdeé ", max_size=30)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=8))
def test_no_piece_stands_in_two_groups_and_likeness_has_no_direction(texts):
    said = [Said(pk, title, text) for pk, (title, text) in enumerate(texts)]

    found = [pk for group in suggest(said) for pk in group.pks]

    assert len(found) == len(set(found))
    for one in said:
        for other in said:
            assert likeness(one, other) == likeness(other, one)
            assert 0 <= likeness(one, other) <= 1
