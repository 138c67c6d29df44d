"""What ties a reviewer to a region; pure."""

import pytest
from django.utils import translation

from sessions.fit import shared_elements, shared_words
from sessions.ties import RegionSide, Side, TieKind, telling, ties_between

ROB = Side("Rob", "rob@south.nl", 1, "South Board")
REGION = RegionSide("South", 9, "zuid.nl", team={7: ROB})


def kinds(person_id, person, region=REGION):
    return [tie.kind for tie in ties_between(person_id, person, region)]


def test_a_stranger_has_no_ties():
    assert kinds(1, Side("Ada", "ada@uni.nl", 3, "University", "uni.nl")) == []


def test_a_team_member_is_tied_hard_and_by_nothing_else():
    (tie,) = ties_between(7, ROB, REGION)

    assert (tie.kind, tie.hard) == (TieKind.OWN_REGION, True)


def test_who_was_in_the_team_before_is_tied_softly():
    region = RegionSide("South", 9, former=frozenset({1}))

    (tie,) = ties_between(1, Side("Ada", "ada@uni.nl"), region)

    assert (tie.kind, tie.hard) == (TieKind.FORMER_TEAM, False)


def test_the_organisation_of_the_region_is_a_tie():
    assert kinds(1, Side("Ada", "ada@uni.nl", 9, "Carrier")) == [TieKind.ORGANISATION]


def test_the_organisation_of_somebody_in_the_team_is_a_tie_that_names_the_colleague():
    with translation.override("en"):
        (tie,) = ties_between(1, Side("Ada", "ada@uni.nl", 1, "South Board"), REGION)

    assert tie.words == "Works at South Board, as Rob of the team does."


def test_nobody_without_organisation_shares_one():
    region = RegionSide("South", 9, team={7: Side("Rob", "rob@x.nl", None)})

    assert kinds(1, Side("Ada", "ada@uni.nl", None), region) == []


@pytest.mark.parametrize(
    ("email", "mail_domain", "found"),
    [
        ("ada@south.nl", "", [TieKind.DOMAIN]),
        ("ada@SOUTH.nl", "", [TieKind.DOMAIN]),
        ("ada@zuid.nl", "", [TieKind.DOMAIN]),
        ("ada@uni.nl", "south.nl", [TieKind.DOMAIN]),
        ("ada@sub.south.nl", "", []),
        ("ada@uni.nl", "", []),
    ],
)
def test_a_shared_mail_domain_is_a_tie(email, mail_domain, found):
    assert kinds(1, Side("Ada", email, 3, "University", mail_domain)) == found


@pytest.mark.parametrize("domain", ["gmail.com", "ziggo.nl", "demo.example", "example.org"])
def test_a_domain_of_everybody_is_no_tie(domain):
    region = RegionSide("South", 9, domain, team={7: Side("Rob", f"rob@{domain}")})

    assert not telling(domain)
    assert kinds(1, Side("Ada", f"ada@{domain}"), region) == []


def test_declared_conflicts_come_in_their_own_words():
    region = RegionSide("South", 9, declared={1: ["shared project: Harbour"]})

    assert [tie.words for tie in ties_between(1, Side("Ada", "a@b.nl"), region)] == [
        "shared project: Harbour"
    ]


def test_elements_are_found_under_any_of_their_names():
    elements = [("Finance", "Financiering", "Finance"), ("Talent", "Talent", "Talent")]

    assert shared_elements("Ik weet van financiering", elements) == ["Finance"]


def test_shared_words_leave_out_what_says_nothing():
    shared = shared_words(
        "There are entrepreneurs in craft and technology", "Where technology meets Entrepreneurs"
    )

    assert shared == ["entrepreneurs", "technology"]
