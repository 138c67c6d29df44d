"""Names in texts."""

import pytest

from discussion.mentions import Group, Known, find

READERS = [(1, "Ada de Vries"), (2, "Rob Jansen"), (3, "Rob Smit"), (4, "Mia_x*")]


@pytest.mark.parametrize(
    ("text", "source", "ids", "not_told"),
    [
        ("no name", "no name", [], []),
        ("hello @Ada", "hello **@Ada de Vries**", [1], []),
        ("@ada de vries, look", "**@Ada de Vries**, look", [1], []),
        ("@Adam is another", "@Adam is another", [], []),
        ("@Rob is two people", "@Rob is two people", [], []),
        ("@Rob Smit and @Ada", "**@Rob Smit** and **@Ada de Vries**", [3, 1], []),
        ("@[whatever](person:2)!", "**@Rob Jansen**!", [2], []),
        ("@[Sam](person:99)", "@Sam", [], ["Sam"]),
        ("@[<b>](person:99)", r"@\<b\>", [], ["<b>"]),
        ("mail ada@Ada.nl", "mail ada@Ada.nl", [], []),
        ("@Ada @Ada", "**@Ada de Vries** **@Ada de Vries**", [1], []),
        ("@Mia_x*", r"**@Mia\_x\***", [4], []),
        ("@@Ada", "@@Ada", [], []),
    ],
)
def test_names(text, source, ids, not_told):
    found = find(text, Known(READERS))

    assert (found.source, found.ids, found.not_told) == (source, ids, not_told)


def test_without_readers_nobody_is_told():
    assert find("@Ada", Known()).ids == []


GROUPS = [
    Group(("procesbegeleiders", "facilitators"), "procesbegeleiders", frozenset({2})),
    Group(("regio-zuid", "region-zuid"), "regio-zuid", frozenset({1, 3, 50})),
    Group(("regio-zuid-oost",), "regio-zuid-oost", frozenset({60})),
]


@pytest.mark.parametrize(
    ("text", "source", "in_groups", "not_told"),
    [
        ("@procesbegeleiders", "**@procesbegeleiders**", [2], []),
        ("hi @Facilitators!", "hi **@procesbegeleiders**!", [2], []),
        ("@regio-zuid", "**@regio-zuid**", [1, 3], ["regio-zuid"]),
        ("@regio-zuid-oost", "@regio-zuid-oost", [], ["regio-zuid-oost"]),
        ("@regio-noord", "@regio-noord", [], []),
        ("@Ada and @regio-zuid", "**@Ada de Vries** and **@regio-zuid**", [3], ["regio-zuid"]),
    ],
)
def test_groups(text, source, in_groups, not_told):
    found = find(text, Known(READERS, GROUPS))

    assert (found.source, found.in_groups, found.not_told) == (source, in_groups, not_told)


@pytest.mark.parametrize(
    ("text", "not_told"),
    [
        ("@Sam Stam, look", ["Sam Stam"]),
        ("@sam stam", ["Sam Stam"]),
        ("@Sam", []),  # a first name alone means nobody in particular
        ("@[Anybody](person:9)", ["Sam Stam"]),
        ("@[Anybody](person:10)", ["Anybody"]),
        ("@Ada de Vries", []),
    ],
)
def test_who_does_not_read_along_is_named_to_the_writer(text, not_told):
    found = find(text, Known(READERS, others=[(9, "Sam Stam"), (11, "Ada de Vries")]))

    assert found.not_told == not_told
