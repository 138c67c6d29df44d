"""What a reviewer says before the matching, and what it does there."""

import pytest
from django.urls import reverse

from audit.models import Entry
from sessions.actions import save_readings, save_terms, save_wish, say_wishes
from sessions.models import Liked, Liking, PlanWish, Reading, Terms
from sessions.queries.gathering import gather
from tests.sessions_app.matched import SMALL


def url(matched):
    return reverse("sessions:round-wishes", args=[matched.round.pk])


def test_what_is_said_is_kept(matched, login):
    south, north = matched.cast.south.pk, matched.cast.north.pk
    data = {
        "most": "2",
        "languages": ["nl"],
        f"region-{south}": "gladly",
        f"region-{north}": "fine",
        f"region-{matched.cast.west.pk}": "rather_not",
    }

    login(matched.bea).post(url(matched), data)

    said = {row.region.name: row.liked for row in Liking.objects.filter(person=matched.bea)}
    terms = Terms.objects.get(person=matched.bea)
    assert said == {"South": "gladly", "West": "rather_not"}
    assert (terms.away, terms.most, terms.least) == (False, 2, None)
    assert list(Reading.objects.values_list("person__name", "language")) == [("Bea", "nl")]


def test_the_log_says_that_something_was_said_and_not_what(matched):
    say_wishes(
        round=matched.round,
        terms={"away": True},
        languages=["en"],
        likings={(matched.cast.south, None): Liked.RATHER_NOT},
        by=matched.bea,
    )

    rows = Entry.objects.filter(verb__in=["matching.likings_said", "matching.terms_changed"])
    assert {row.verb: row.changes for row in rows} == {
        "matching.likings_said": {},
        "matching.terms_changed": {},
    }


def test_a_wrong_number_keeps_what_was_typed(matched, login):
    page = login(matched.bea).post(url(matched), {"most": "99"})

    assert page.status_code == 422
    assert b'value="99"' in page.content
    assert not Terms.objects.exists()


@pytest.mark.parametrize(
    ("liked", "points"), [(Liked.GLADLY, 300), (Liked.FINE, 150), (Liked.RATHER_NOT, 0)]
)
def test_what_somebody_likes_counts(matched, liked, points):
    say_wishes(
        round=matched.round,
        terms={},
        languages=[],
        likings={(matched.cast.south, None): liked},
        by=matched.bea,
    )

    found = gather(matched.round, SMALL)

    assert found.given.fit[matched.south.pk, matched.bea.pk] == points


def test_what_was_said_of_a_plan_beats_what_was_said_of_its_region(matched):
    south = matched.cast.south
    likings = {(south, None): Liked.RATHER_NOT, (south, matched.scene.dossier): Liked.GLADLY}
    say_wishes(round=matched.round, terms={}, languages=[], likings=likings, by=matched.bea)

    found = gather(matched.round, SMALL)

    assert found.points[matched.south.pk, matched.bea.pk].liked == Liked.GLADLY


def test_who_is_away_is_not_matched(matched):
    save_terms(round=matched.round, person=matched.bea, by=matched.bea, away=True)

    reviewer = next(
        one for one in gather(matched.round, SMALL).given.reviewers if one.key == matched.bea.pk
    )

    assert (reviewer.available, reviewer.most) == (False, 0)


def test_a_plan_asks_for_what_it_says_and_else_as_the_round(matched):
    save_wish(
        plan=matched.south,
        given={"language": "en", "wanted": 5, "least_peer": 0},
        by=matched.cast.chris,
    )
    save_readings(person=matched.bea, languages=["nl"], by=matched.bea)

    given = gather(matched.round, SMALL).given
    plans = {one.key: one for one in given.dossiers}

    assert (plans[matched.south.pk].wanted, plans[matched.north.pk].wanted) == (5, 2)
    assert plans[matched.south.pk].languages == {"en"}
    assert "peer" not in plans[matched.south.pk].least
    assert plans[matched.north.pk].least["peer"] == 1


def test_a_plan_without_a_difference_has_no_row(matched):
    save_wish(plan=matched.south, given={"wanted": 5}, by=matched.cast.chris)
    save_wish(plan=matched.south, given={"wanted": None}, by=matched.cast.chris)

    assert not PlanWish.objects.exists()
