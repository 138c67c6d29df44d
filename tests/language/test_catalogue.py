"""Every sentence of the product has its Dutch, and the Dutch is ours."""

import gettext
import re
import shutil
from pathlib import Path

import allauth
import django
import pytest
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import override

from deploy import messages
from people import borrowed
from tests.language import catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w+\}|</?\w+")
FORMAL = re.compile(r"\b(u|uw|uzelf|gelieve|dient u)\b", re.IGNORECASE)
BUTTON = r"Verstuur|Bewaar|Bekijk|Beantwoord|Dien|Lees|Maak|Open|Schrijf|Verwijder|Voeg"
WITH_ARTICLE = re.compile(rf"^({BUTTON}) (de|het|een) [^.%]+$")
needs_gettext = pytest.mark.skipif(
    not shutil.which("xgettext"), reason="gettext is not on this machine"
)


@pytest.fixture(scope="module")
def entries():
    return [entry for entry in catalogue.read(messages.CATALOGUE) if entry.english]


@needs_gettext
def test_the_catalogue_holds_every_sentence_of_the_sources_and_no_other(entries, tmp_path):
    fresh = tmp_path / "django.pot"

    messages.extract(fresh)

    sources = {entry.key for entry in catalogue.read(fresh) if entry.english}
    assert {entry.key for entry in entries} == sources


def test_every_sentence_has_its_dutch(entries):
    assert [entry.english for entry in entries if not all(entry.dutch)] == []


def test_no_dutch_is_a_guess(entries):
    assert [entry.english for entry in entries if "fuzzy" in entry.flags] == []


def test_each_number_of_things_has_its_own_dutch(entries):
    plurals = [entry for entry in entries if "msgid_plural" in entry.parts]

    assert [entry.english for entry in plurals if len(entry.dutch) != 2] == []


def test_both_languages_fill_in_the_same(entries):
    def holes(text):
        return sorted(set(PLACEHOLDER.findall(text)))

    wrong = [
        (entry.english, dutch)
        for entry in entries
        for dutch in entry.dutch
        if holes(dutch) not in (holes(entry.english), holes(entry.parts.get("msgid_plural", "")))
    ]

    assert wrong == []


def test_both_languages_end_alike(entries):
    def end(text):
        return text[-1:] if text[-1:] in ".?!:" else ""

    assert [e.english for e in entries for dutch in e.dutch if end(dutch) != end(e.english)] == []


def test_the_dutch_says_je(entries):
    assert [dutch for entry in entries for dutch in entry.dutch if FORMAL.search(dutch)] == []


def test_buttons_are_a_verb_and_a_noun_without_an_article(entries):
    assert [dutch for entry in entries for dutch in entry.dutch if WITH_ARTICLE.match(dutch)] == []


def test_the_compiled_catalogue_says_the_same_as_the_written_one():
    with messages.CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    written = {}
    for entry in catalogue.read(messages.CATALOGUE):
        written |= {name: text for name, text in entry.compiled().items() if text}

    assert compiled == written


def test_what_we_borrow_is_still_said_by_django_or_allauth():
    theirs = set()
    for package, path in ((allauth, "locale"), (django, "contrib/auth/locale")):
        file = Path(package.__file__).parent / path / "nl" / "LC_MESSAGES" / "django.po"
        theirs |= {entry.english for entry in catalogue.read(file)}

    source = Path(borrowed.__file__).read_text()
    ours = {e.english for e in catalogue.read(messages.CATALOGUE) if f'"{e.english}"' in source}

    assert ours - theirs == set()


def test_we_leave_the_names_of_months_and_days_to_django(entries):
    with override("en"):
        theirs = {(None, str(name), None) for name in (*MONTHS.values(), *WEEKDAYS.values())}

    assert {entry.key for entry in entries} & theirs == set()
