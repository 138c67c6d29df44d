"""The words of one held sending: by language, checked, looked at as somebody, and of this sending alone."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from notifications import tasks
from notifications.actions import cancel, notify, release, word
from notifications.errors import AlreadyDecided
from notifications.holding import held_back
from notifications.models import Batch, Delivery, Wording
from people.models import Person
from tests.notifications.kind import REGION_NEWS
from tests.people import Cast

Login = Callable[[Person], Client]
GOOD = {
    "subject": "Nieuws van {name}",
    "body": "Dag {reader},\n\n**{sentence}**\n\n{link}",
    "after": 0,
}


@pytest.fixture
def batch(cast: Cast) -> Batch:
    """Mail to Rob in Dutch and to Mia in English, about South, of which Chris is the cause."""
    Person.objects.filter(pk=cast.mia.pk).update(language="en")
    cast.mia.refresh_from_db()
    with held_back(cast.chris) as deed:
        tell(cast, cast.rob, cast.mia)
    assert deed.batch
    return deed.batch


def tell(cast: Cast, *people: Person, key: str = "one") -> None:
    notify(people, REGION_NEWS, about=cast.south, key=key, by=cast.chris, context={"name": "Zuid"})


def words(batch: Batch, language: str = "nl", more: str = "") -> str:
    return f"/notices/held/{batch.pk}/words/{REGION_NEWS.key}/{language}/{more}"


def sent() -> dict[str, str]:
    """Who got which subject."""
    mail.outbox.clear()
    tasks.send_due()
    return {letter.to[0].partition("@")[0]: letter.subject for letter in mail.outbox}


def test_the_page_names_each_letter_by_language_and_leads_to_its_words(
    cast: Cast, login: Login, batch: Batch
) -> None:
    page = login(cast.chris).get(f"/notices/held/{batch.pk}/")

    found = [(one.language, one.count, one.own) for one in page.context["words"]]
    assert sorted(found) == [("en", 1, False), ("nl", 1, False)]
    assert words(batch) in page.content.decode()


def test_own_words_go_to_that_language_of_that_sending_alone(
    cast: Cast, login: Login, batch: Batch
) -> None:
    login(cast.chris).post(words(batch), GOOD)
    tell(cast, cast.rob, key="later")
    assert sent() == {"rob": "Dag Zuid"}

    release(batch=batch, by=cast.chris)

    assert sent() == {"rob": "Nieuws van Zuid", "mia": "Hello Zuid"}
    (to_rob,) = [letter for letter in mail.outbox if letter.to == ["rob@test.example"]]
    assert str(to_rob.body).startswith("Dag Rob,")


def test_the_words_begin_as_the_letter_reads_now_and_win_from_those_of_all_letters(
    cast: Cast, login: Login, batch: Batch
) -> None:
    word(kind=REGION_NEWS.key, by=cast.chris, language="nl", **GOOD | {"subject": "Voor allen"})  # type: ignore[arg-type]  # of one dictionary
    chris = login(cast.chris)
    assert chris.get(words(batch)).context["form"]["subject"].value() == "Voor allen"

    chris.post(words(batch), GOOD)
    assert chris.get(words(batch)).context["form"]["subject"].value() == "Nieuws van {name}"
    chris.post(words(batch, more="usual/"))
    release(batch=batch, by=cast.chris)

    assert sent()["rob"] == "Voor allen"
    assert [row.is_usual for row in Wording.objects.filter(batch=batch)] == [True, False]


def test_words_with_trouble_are_not_saved_and_stay(cast: Cast, login: Login, batch: Batch) -> None:
    page = login(cast.chris).post(words(batch), {**GOOD, "body": "Dag {raeder} {link}"})

    assert (Wording.objects.count(), page.context["form"].errors.keys()) == (0, {"body"})
    assert page.context["form"]["body"].value() == "Dag {raeder} {link}"


def test_one_looks_as_each_who_gets_it_in_this_language_with_the_word_above(
    cast: Cast, login: Login, batch: Batch
) -> None:
    Batch.objects.update(note="Tot gauw")
    posted = {**GOOD, "look": "1", "reader": str(cast.rob.pk)}

    page = login(cast.chris).post(words(batch), posted)

    assert [one.person for one in page.context["readers"]] == [cast.rob]
    assert (page.context["letter"].subject, Wording.objects.count()) == ("Nieuws van Zuid", 0)
    assert "Tot gauw" in page.context["letter"].text
    assert "Dag Rob," in page.context["letter"].text


def test_whose_mail_one_may_not_see_is_no_reader(cast: Cast, login: Login, batch: Batch) -> None:
    page = login(cast.ben).get(words(batch), {"reader": cast.rob.pk})  # Ben runs the technique

    assert page.context["readers"] == []
    assert "Zuid" not in page.context["letter"].text


def test_two_who_write_do_not_overwrite_each_other(cast: Cast, login: Login, batch: Batch) -> None:
    chris = login(cast.chris)
    chris.post(words(batch), GOOD)

    late = chris.post(words(batch), {**GOOD, "subject": "Mine"})

    assert (late.status_code, Wording.objects.count()) == (409, 1)
    assert late.context["form"]["subject"].value() == "Mine"


@pytest.mark.parametrize("decide", [release, cancel])
def test_who_writes_while_it_was_decided_hears_so_and_keeps_the_text(
    cast: Cast, login: Login, batch: Batch, decide: Callable[..., int]
) -> None:
    decide(batch=batch, by=cast.chris)
    chris = login(cast.chris)

    late = chris.post(words(batch), GOOD)

    assert (late.status_code, Wording.objects.count()) == (409, 0)
    assert str(AlreadyDecided.sentence) in late.content.decode()
    assert late.context["form"]["body"].value() == GOOD["body"]
    opened = chris.get(words(batch), follow=True)
    assert str(AlreadyDecided.sentence) in opened.content.decode()


@pytest.mark.parametrize("more", ["", "usual/"])
def test_only_who_may_release_it_words_it(
    cast: Cast, login: Login, batch: Batch, more: str
) -> None:
    answers = {
        name: login(one).post(words(batch, more=more), GOOD).status_code
        for name, one in cast.everybody().items()
    }

    assert {name for name, status in answers.items() if status != 403} == {"chris", "ben"}
    assert answers["chris"] == 302
    assert Client().post(words(batch, more=more)).status_code == 302
    assert set(Wording.objects.values_list("written_by", flat=True)) <= {cast.chris.pk}


@pytest.mark.parametrize("path", ["no.such/nl/", f"{REGION_NEWS.key}/fr/", "digest/nl/"])
def test_a_letter_that_does_not_exist_is_not_found(
    cast: Cast, login: Login, batch: Batch, path: str
) -> None:
    answer = login(cast.chris).get(f"/notices/held/{batch.pk}/words/{path}")

    assert answer.status_code == 404


def test_mail_that_came_after_the_page_was_opened_is_not_left_out(
    cast: Cast, login: Login, batch: Batch
) -> None:
    rob, mia = (Delivery.objects.get(person=one).pk for one in (cast.rob, cast.mia))
    posted = {"shown": [rob], "keep": [rob], "note": "", "release": "1"}

    login(cast.chris).post(f"/notices/held/{batch.pk}/", posted)

    assert set(sent()) == {"rob", "mia"}
    assert Delivery.objects.get(pk=mia).attempts == 1


def test_mail_that_went_after_the_page_was_opened_stops_nothing(
    cast: Cast, login: Login, batch: Batch
) -> None:
    rob, mia = (Delivery.objects.get(person=one).pk for one in (cast.rob, cast.mia))
    Delivery.objects.filter(pk=mia).update(state="dropped")
    posted = {"shown": [rob, mia], "keep": [rob, mia], "note": "", "release": "1"}

    login(cast.chris).post(f"/notices/held/{batch.pk}/", posted)

    assert set(sent()) == {"rob"}


def test_the_database_refuses_one_number_twice_in_a_sending(cast: Cast, batch: Batch) -> None:
    row = {"kind": "x", "language": "nl", "number": 1, "written_by": cast.chris, "batch": batch}
    Wording.objects.create(**row)
    Wording.objects.create(**row | {"batch": None})

    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.create(**row)
