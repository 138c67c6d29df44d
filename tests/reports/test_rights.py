"""The same rights for every role in every format: what the pages hide is in no file."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import translation
from pytest_django import DjangoDbBlocker

from people.levels import Level
from people.models import Person
from people.queries import forget
from plans.models import Dossier
from reports.making import file_of
from reports.models import OF_ROUND, Format
from reports.page import page_of
from reports.queries import dossier_report, round_report
from reports.queries.dossier import readable_dossiers
from reviews.models import Review
from reviews.queries.many import chapters_of_many
from reviews.queries.reading import chapters_of, reviews_seen_by
from sessions.models import Round, StepKind
from tests.factories.plans import DossierFactory, VersionFactory, VersionSectionFactory
from tests.factories.programme import EditionFactory
from tests.factories.reviews import RecommendationFactory, ReviewFactory
from tests.factories.sessions import steps_around
from tests.people import make_cast
from tests.reports import texts
from tests.reports.world import SECRETS, World, build, with_readers

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("reports")]
READERS = {"chris", "rob", "mia", "ada", "eva", "pim", "wim", "sam"}
FORMATS = ["html", "pdf", "docx", "json"]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Built once for all of these tests, and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = build(make_cast())
        other = EditionFactory()
        dossier = DossierFactory(
            edition=other, region=made.cast.south, level=Level.PUBLIC, title="otheredition"
        )
        VersionSectionFactory(version=VersionFactory(dossier=dossier), html="<p>otheredition</p>")
        RecommendationFactory(review=ReviewFactory(submitted=True), title="otheredition")
        yield made
        transaction.set_rollback(True)


class Desk:
    """Reports of everybody, each made once."""

    def __init__(self, world: World) -> None:
        self.world, self.known = world, {}

    def dossier(self, name, sort):
        """All words of one file of the dossier; none when the dossier is hidden from this person."""
        return self._once(("dossier", name, sort), lambda: self._dossier(name, sort))

    def round(self, round_, name, sort):
        """All words of one file of a round; none when the round is hidden from this person."""
        key = (round_.season, name, sort)
        return self._once(key, lambda: self._round(round_, name, sort))

    def _once(self, key, make):
        if key not in self.known:
            with translation.override("en"):
                self.known[key] = make()
        return self.known[key]

    def _dossier(self, name, sort):
        report = self._once((name,), lambda: self._report(name))
        if report is None:
            return None
        made = page_of(report).encode() if sort == "html" else file_of(report, Format(sort))
        return texts.READ[sort](made)

    def _report(self, name):
        person = fresh(self.world, name)
        dossier = readable_dossiers(person).filter(pk=self.world.dossier.pk).first()
        return dossier_report(dossier, person) if dossier else None

    def _round(self, round_, name, sort):
        report = self._once((round_.season, name), lambda: self._tables(round_, name))
        return texts.READ[sort](file_of(report, sort)) if report else None

    def _tables(self, round_, name):
        person = fresh(self.world, name)
        seen = Round.objects.visible_to(person).filter(pk=round_.pk).exists()
        return round_report(round_, person) if seen else None


def fresh(world: World, name: str) -> Person:
    person = world.cast.everybody()[name]
    forget(person)
    return person


@pytest.fixture(scope="module")
def desk(world: World) -> Desk:
    return Desk(world)


def june_of(world: World) -> Round:
    return world.june.round_plan.round


@pytest.mark.parametrize("sort", FORMATS)
def test_no_file_of_a_dossier_tells_a_secret_to_others(desk, sort):
    words = {name: desk.dossier(name, sort) for name in desk.world.cast.everybody()}

    told = {
        secret: {name for name, text in words.items() if text and secret in text}
        for secret in SECRETS
    }
    assert told == SECRETS
    assert {name for name, text in words.items() if text is not None} == READERS


@pytest.mark.parametrize("sort", OF_ROUND)
def test_no_file_of_a_round_tells_a_secret_to_others(desk, sort):
    rounds = [june_of(desk.world), desk.world.round]

    words = {
        name: " ".join(desk.round(one, name, sort) or "" for one in rounds)
        for name in desk.world.cast.everybody()
    }

    told = {secret: {name for name, text in words.items() if secret in text} for secret in SECRETS}
    assert told == SECRETS | {"teamthread": set(), "teampost": set()}


@pytest.mark.parametrize("sort", FORMATS)
def test_a_report_holds_what_the_pages_show(desk, sort):
    words = desk.dossier("rob", sort)

    missing = [
        shown
        for shown in (
            *("One door", "One door is open.", "We listened.", "The core is clear."),
            *("University", "Make one door", "Entrepreneurs get lost.", "partly adopted", "Later."),
            *("Open one door", "It goes well.", "Twelve came in", "Walk along", "Who comes in?"),
            *("Late adopters.", "Made for Rob"),
        )
        if shown not in words
    ]
    assert missing == []


@pytest.mark.parametrize("sort", OF_ROUND)
def test_the_tables_hold_what_the_pages_show(desk, sort):
    words = desk.round(june_of(desk.world), "rob", sort)

    missing = [
        shown
        for shown in (
            *("One door", "The core is clear.", "University", "Make one door"),
            *("Entrepreneurs get lost.", "partly adopted", "Later.", "Open one door"),
            *("It goes well.", "Twelve came in", "Walk along"),
        )
        if shown not in words
    ]
    assert missing == []


def test_a_facilitator_gets_the_whole_round(desk):
    words = desk.round(desk.world.round, "chris", Format.DATA)

    assert "hiddenreview" in words
    assert "draftreview" not in words


@pytest.mark.parametrize("readers", ["region", "programme", "round"])
def test_an_answer_for_fewer_readers_is_in_no_file_of_others(world, readers):
    version = with_readers(world.june.form_version, "core", readers)
    Review.objects.filter(pk=world.june.pk).update(form_version=version)
    desk, word = Desk(world), "The core is clear."
    names = [name for name in world.cast.everybody() if name in READERS]

    in_report = {name for name in names if word in desk.dossier(name, "json")}
    in_tables = {name for name in names if word in desk.round(june_of(world), name, Format.COMMAS)}
    on_page = {name for name in names if says_core(world, name)}

    assert in_report == in_tables == on_page
    assert {"ada", "chris"} <= on_page
    assert on_page & {"wim", "sam"} == set()
    assert ("rob" in on_page) == (readers != "programme")


def says_core(world, name):
    person = fresh(world, name)
    return any(
        one.key == "core"
        for row in reviews_seen_by(person).filter(pk=world.june.pk)
        for part in chapters_of(row, person)
        for one in part.said
    )


def test_many_chapters_are_those_of_each_page(world):
    steps_around(world.round, StepKind.SITTING)

    for name in world.cast.everybody():
        person = fresh(world, name)
        rows = list(reviews_seen_by(person).select_related("form_version"))
        assert chapters_of_many(rows, person) == {row.pk: chapters_of(row, person) for row in rows}


def test_a_report_of_a_hidden_plan_has_no_words_of_it(world):
    Dossier.objects.filter(pk=world.dossier.pk).update(level=Level.REGION)

    words = Desk(world).dossier("chris", "html")

    assert "One door" not in words
    assert "No version of this plan has been shared with the reader." in words


def test_before_the_sitting_the_team_gets_no_review(world):
    steps_around(june_of(world), StepKind.REVIEW)
    desk = Desk(world)

    assert "The core is clear." not in desk.dossier("rob", "json")
    assert "The core is clear." in desk.dossier("ada", "json")
