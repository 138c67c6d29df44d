"""The words of letters: checked before they are saved, kept as history, and safe whatever is filled in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from notifications import tasks
from notifications.actions import notify, word, word_as_usual
from notifications.errors import WordsChanged
from notifications.models import Wording
from notifications.queries.wordings import places_of
from notifications.wording import PLACE, fill, fill_html, troubles
from people.models import Person
from tests.notifications.kind import REGION_NEWS
from tests.people import Cast

Login = Callable[[Person], Client]
PATH = f"/notices/letters/{REGION_NEWS.key}/nl/"
GOOD = {
    "subject": "Nieuws van {name}",
    "body": "Dag {reader},\n\n**{sentence}**\n\n{link}",
    "after": 0,
}
KNOWN = places_of(REGION_NEWS)


@pytest.mark.parametrize(
    ("subject", "body", "fields"),
    [
        ("News", "{link}", []),
        ("News of {name}", "{reader} {sentence} {text} {why} {link}", []),
        ("News of {nmae}", "{link}", ["subject"]),
        ("News", "no way there", ["body"]),
        ("News", "{link} {", ["body"]),
        ("News {link}", "{link}", ["subject"]),
        ("News", "[read]({link})", ["body"]),
    ],
)
def test_what_cannot_be_sent_is_named_at_its_field(
    subject: str, body: str, fields: list[str]
) -> None:
    assert [field for field, _sentence in troubles(subject, body, KNOWN)] == fields


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_that_is_filled_in_becomes_html(template: str, word_: str) -> None:
    made = "<p>" + template.replace("<", "").replace(">", "").replace("&", "") + " {name}</p>"

    filled = fill_html(made, {"name": word_}, {})

    assert filled.count("<") == 2
    assert word_.strip() in fill("{name}", {"name": word_}) or "\n\n\n" in word_


@given(st.text(max_size=80))
def test_a_text_without_trouble_leaves_no_brace_behind(body: str) -> None:
    if not list(troubles("x", body + "{link}", KNOWN)):
        assert "{" not in PLACE.sub("", body + "{link}")


def told(cast: Cast) -> mail.EmailMessage:
    notify([cast.rob], REGION_NEWS, about=cast.south, context={"name": "Zuid <b>"})
    tasks.send_due()
    return mail.outbox[0]


def test_the_letter_has_the_words_and_the_way_to_stop_it(cast: Cast, login: Login) -> None:
    login(cast.chris).post(PATH, GOOD)

    letter: Any = told(cast)
    assert letter.subject == "Nieuws van Zuid <b>"
    assert letter.body.startswith("Dag Rob,")
    assert letter.extra_headers["List-Unsubscribe"].strip("<>") in letter.body
    html = letter.alternatives[0][0]
    assert "Zuid &lt;b&gt;" in html
    assert "<b>" not in html
    assert f"/about/?region={cast.south.pk}" in html


def test_back_to_the_usual_words_keeps_the_history(cast: Cast, login: Login) -> None:
    chris = login(cast.chris)
    chris.post(PATH, GOOD)
    chris.post(f"{PATH}usual/")

    assert told(cast).subject.endswith(" Zuid <b>")
    assert "Nieuws" not in mail.outbox[0].subject
    assert [(row.number, row.is_usual) for row in Wording.objects.all()] == [(2, True), (1, False)]
    assert b"Nieuws van {name}" in chris.get(PATH).content


def test_words_with_trouble_are_not_saved_and_stay_in_the_form(cast: Cast, login: Login) -> None:
    response = login(cast.chris).post(PATH, {**GOOD, "body": "Dag {raeder} {link}"})

    assert (response.status_code, Wording.objects.count()) == (200, 0)
    assert response.context["form"]["body"].value() == "Dag {raeder} {link}"
    assert response.context["form"].errors.keys() == {"body"}


def test_looking_saves_nothing_and_shows_the_letter_of_that_person(
    cast: Cast, login: Login
) -> None:
    cast.chris.is_superuser = False
    notify([cast.rob], REGION_NEWS, about=cast.west, context={"name": "West"})
    hidden = login(cast.chris).post(PATH, {**GOOD, "look": "1", "reader": str(cast.rob.pk)})

    assert Wording.objects.count() == 0
    assert "West" not in hidden.context["letter"].text  # Chris is in no team, so may not see it
    assert "[name]" in hidden.context["letter"].text


def test_two_writers_do_not_overwrite_each_other(cast: Cast, login: Login) -> None:
    chris = login(cast.chris)
    chris.post(PATH, GOOD)

    late = chris.post(PATH, {**GOOD, "subject": "Mine"})

    assert (late.status_code, Wording.objects.count()) == (409, 1)
    assert late.context["form"]["subject"].value() == "Mine"
    with pytest.raises(WordsChanged):
        word_as_usual(kind=REGION_NEWS.key, language="nl", after=0, by=cast.chris)


@pytest.mark.parametrize("path", ["/notices/letters/", PATH])
def test_only_who_runs_an_edition_opens_the_words(cast: Cast, login: Login, path: str) -> None:
    answers = {name: login(one).get(path).status_code for name, one in cast.everybody().items()}

    assert answers == {name: 200 if name in {"chris", "ben"} else 403 for name in answers}


@pytest.mark.parametrize("path", [PATH, f"{PATH}usual/"])
def test_only_they_change_them(cast: Cast, login: Login, path: str) -> None:
    word(kind=REGION_NEWS.key, language="nl", subject="x", body="{link}", after=0, by=cast.chris)
    others = [one for name, one in cast.everybody().items() if name not in {"chris", "ben"}]

    answers = {login(one).post(path, {**GOOD, "after": 1}).status_code for one in others}

    assert (answers, Client().post(path).status_code) == ({403}, 302)
    assert Wording.objects.count() == 1


@pytest.mark.parametrize(
    "path", ["/notices/letters/no.such/nl/", f"/notices/letters/{REGION_NEWS.key}/fr/"]
)
def test_a_letter_that_does_not_exist_is_not_found(cast: Cast, login: Login, path: str) -> None:
    assert login(cast.chris).get(path).status_code == 404


@pytest.mark.parametrize(
    "row",
    [
        {"number": 1, "subject": "x", "body": "y", "html": "z"},
        {"number": 2, "subject": "x"},
        {"number": 2, "language": "fr"},
    ],
    ids=["a number twice", "half of the words", "no language"],
)
def test_the_database_refuses(cast: Cast, row: dict[str, Any]) -> None:
    word(kind=REGION_NEWS.key, language="nl", subject="x", body="{link}", after=0, by=cast.chris)

    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.create(
            **{"kind": REGION_NEWS.key, "language": "nl", "written_by": cast.chris, **row}
        )
