"""The words of digests: what stands around the list, checked and looked at like those of any letter."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from notifications.actions import choose, notify
from notifications.channels import Channel
from notifications.digest_letters import digest_letter
from notifications.models import Digest, Wording
from notifications.wording import LIST, OF_DIGEST, troubles
from people.models import Person
from tests.notifications.kind import REGION_NEWS
from tests.people import Cast

Login = Callable[[Person], Client]
PATH = "/notices/letters/digest/nl/"
GOOD = {
    "subject": "Klankbord: {summary}",
    "body": "Beste {reader},\n\nDit is er **nieuw**.\n\n{list}\n\nTot morgen!",
    "after": 0,
}


def digest_of(cast: Cast, person: Person) -> Any:
    choose(person=person, chosen={REGION_NEWS.key: Channel.DAILY})
    notify([person], REGION_NEWS, about=cast.south, context={"name": "Zuid <b>"})
    made = digest_letter(Digest.objects.create(person=person, day="2026-10-20"))
    assert made
    return made.letter


def test_a_digest_has_the_words_around_its_list_and_the_way_to_stop_it(
    cast: Cast, login: Login
) -> None:
    login(cast.chris).post(PATH, GOOD)

    letter = digest_of(cast, cast.rob)

    assert letter.subject == "Klankbord: 1 melding"
    first, rest = letter.text.split("Dit is er **nieuw**.")
    assert first == "Beste Rob,\n\n"
    assert rest.index("Dag Zuid <b>") < rest.index("Tot morgen!") < rest.index("/unsubscribe/")
    assert "<strong>nieuw</strong>" in letter.html
    assert "Dag Zuid &lt;b&gt;" in letter.html
    assert letter.html.index("<ul") < letter.html.index("Tot morgen!")
    assert letter.headers["List-Unsubscribe"].strip("<>") in letter.text


def test_who_reads_another_language_gets_the_usual_words(cast: Cast, login: Login) -> None:
    login(cast.chris).post(PATH, GOOD)
    cast.rob.language = "en"

    letter = digest_of(cast, cast.rob)

    assert letter.subject == "1 notice"
    assert letter.text.startswith("Hello Rob,\n\nThis is new, newest first:")


def test_the_words_begin_as_the_usual_digest(cast: Cast, login: Login) -> None:
    form = login(cast.chris).get(PATH).context["form"]

    assert (form["subject"].value(), form["body"].value()) == (
        "{summary}", "Dag {reader},\n\n{list}",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("subject", "body", "fields"),
    [
        ("{summary}", "{reader} {list}", []),
        ("News", "no list", ["body"]),
        ("{list}", "{list}", ["subject"]),
        ("News", "{list} {link}", ["body"]),
        ("{sentence}", "{list}", ["subject"]),
    ],
)
def test_what_cannot_be_sent_is_named_at_its_field(
    subject: str, body: str, fields: list[str]
) -> None:
    assert [field for field, _sentence in troubles(subject, body, OF_DIGEST, LIST)] == fields


def test_words_with_trouble_are_not_saved_and_stay(cast: Cast, login: Login) -> None:
    page = login(cast.chris).post(PATH, {**GOOD, "body": "Dag {reader}"})

    assert (Wording.objects.count(), page.context["form"]["body"].value()) == (0, "Dag {reader}")
    assert "{list}" in page.context["form"].errors["body"][0]


def test_back_to_the_usual_words(cast: Cast, login: Login) -> None:
    chris = login(cast.chris)
    chris.post(PATH, GOOD)
    chris.post(f"{PATH}usual/")

    assert digest_of(cast, cast.rob).subject == "1 melding"


def test_the_list_is_shown_of_oneself_alone(cast: Cast, login: Login) -> None:
    for person in (cast.rob, cast.chris):
        notify([person], REGION_NEWS, about=cast.south, context={"name": f"van {person.name}"})
    chris = login(cast.chris)

    def shown(reader: Person) -> str:
        posted = {**GOOD, "look": "1", "reader": str(reader.pk)}
        return str(chris.post(PATH, posted).context["letter"].text)

    assert "Beste Rob," in shown(cast.rob)
    assert "van Rob" not in shown(cast.rob)
    assert "van Chris" not in shown(cast.rob)
    assert "Beste Chris," in shown(cast.chris)
    assert (Wording.objects.count(), mail.outbox) == (0, [])


def test_the_digest_stands_among_the_letters(cast: Cast, login: Login) -> None:
    page = login(cast.chris).get("/notices/letters/").content.decode()

    assert PATH in page


def test_only_who_runs_an_edition_words_it(cast: Cast, login: Login) -> None:
    answers = {
        name: login(one).post(PATH, {**GOOD, "look": "1"}).status_code
        for name, one in cast.everybody().items()
    }

    assert answers == {name: 200 if name in {"chris", "ben"} else 403 for name in answers}
