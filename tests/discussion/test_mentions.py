"""Names in texts."""

import pytest

from discussion.mentions import find

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
    found = find(text, READERS)

    assert (found.source, found.ids, found.not_told) == (source, ids, not_told)


def test_without_readers_nobody_is_told():
    assert find("@Ada", []).ids == []
