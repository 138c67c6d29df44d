"""The inbox, the preferences, and the way out of a mail."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from notifications.actions import choose, choose_hours, give_up, notify
from notifications.channels import Channel
from notifications.letters import unsubscribe_path
from notifications.models import DeadAddress, MailHours, Notice, Preference
from notifications.wording import DIGEST
from people.models import Person
from tests.notifications.kind import REGION_NEWS
from tests.people import Cast

Login = Callable[[Person], Client]


@pytest.mark.parametrize("count", [1, 30])
def test_the_inbox_takes_as_many_queries_for_1_as_for_30(
    cast: Cast, login: Login, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        notify(
            [cast.rob], REGION_NEWS, about=cast.south, key=str(number), context={"name": "South"}
        )
    client = login(cast.rob)
    client.get("/notices/")

    # One asks whether mail reaches the reader, and one what may still be seen.
    with django_assert_num_queries(13):
        response = client.get("/notices/")

    assert response.content.count(b"rows__item") == count


def test_an_empty_inbox_says_what_will_be_there(cast: Cast, login: Login) -> None:
    response = login(cast.rob).get("/notices/")

    assert b"empty" in response.content


def test_a_notice_leads_to_its_page_and_is_read(cast: Cast, login: Login) -> None:
    [notice] = notify([cast.rob], REGION_NEWS, about=cast.south, context={"name": "South"})

    response = login(cast.rob).post(reverse("notifications:notice-read", args=[notice.pk]))

    assert response["Location"] == f"/about/?region={cast.south.pk}"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_somebody_elses_notice_does_not_exist(cast: Cast, login: Login) -> None:
    [notice] = notify([cast.rob], REGION_NEWS, about=cast.south, context={"name": "South"})

    response = login(cast.sam).post(reverse("notifications:notice-read", args=[notice.pk]))

    assert response.status_code == 404
    assert Notice.objects.get().read_at is None


def test_looking_at_an_unsubscribe_link_changes_nothing(cast: Cast) -> None:
    path = unsubscribe_path(cast.rob, REGION_NEWS.key)

    assert Client().get(path).status_code == 200
    assert Preference.objects.count() == 0


def test_one_click_stops_one_kind_without_logging_in(cast: Cast) -> None:
    path = unsubscribe_path(cast.rob, REGION_NEWS.key)

    response = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert Preference.objects.get().channel == Channel.INBOX


def test_a_changed_unsubscribe_link_says_what_to_do(cast: Cast) -> None:
    response = Client().get(unsubscribe_path(cast.rob, REGION_NEWS.key)[:-3] + "x/")

    assert response.status_code == 404
    assert b"<h1" in response.content


HOURS = {
    "digests": "on",
    "nights": "on",
    "begins": "22:00",
    "ends": "08:00",
}


def test_one_click_stops_all_digests_without_logging_in(cast: Cast) -> None:
    path = unsubscribe_path(cast.rob, DIGEST)
    client = Client(enforce_csrf_checks=True)

    looked = client.get(path)
    assert (looked.status_code, MailHours.objects.count()) == (200, 0)
    posted = client.post(path, {"List-Unsubscribe": "One-Click"})

    assert posted.status_code == 200
    assert MailHours.objects.get(person=cast.rob).digests is False


def test_a_choice_by_kind_and_by_group_is_kept(cast: Cast, login: Login) -> None:
    client = login(cast.rob)
    ways = {
        "group-discussion": "weekly",
        "discussion__mention": "inbox",
        "tests__region_news": "daily",
    }

    client.post("/notices/preferences/", {**HOURS, **ways})

    kept = dict(Preference.objects.values_list("kind", "channel"))
    assert kept[REGION_NEWS.key] == "daily"
    assert (kept["discussion.mention"], kept["discussion.post"]) == ("inbox", "weekly")
    assert {kind.partition(".")[0] for kind in kept} == {"tests", "discussion"}


def test_a_form_that_changes_nothing_keeps_nothing(cast: Cast, login: Login) -> None:
    page = login(cast.rob)

    page.post("/notices/preferences/", HOURS)

    assert (Preference.objects.count(), MailHours.objects.count()) == (0, 1)


def test_a_group_that_is_switched_off_leaves_what_asks_something_in_the_inbox(
    cast: Cast, login: Login
) -> None:
    login(cast.rob).post("/notices/preferences/", {**HOURS, "group-sessions": "off"})

    kept = dict(Preference.objects.values_list("kind", "channel"))
    assert (kept["sessions.asked"], kept["sessions.round-published"]) == ("inbox", "off")


def test_a_night_without_length_is_refused_and_nothing_is_lost(cast: Cast, login: Login) -> None:
    posted = {**HOURS, "ends": "22:00", "group-discussion": "weekly"}
    response = login(cast.rob).post("/notices/preferences/", posted)

    assert response.status_code == 200
    assert response.context["hours"].errors.keys() == {"ends"}
    assert response.context["ways"]["group-discussion"].value() == "weekly"
    assert (Preference.objects.count(), MailHours.objects.count()) == (0, 0)


def test_back_to_the_usual_forgets_ones_own_choices_alone(cast: Cast, login: Login) -> None:
    for person in (cast.rob, cast.mia):
        choose(person=person, chosen={REGION_NEWS.key: Channel.DAILY})
        choose_hours(person=person, values={"weekends": True})

    login(cast.rob).post("/notices/preferences/usual/")

    assert list(Preference.objects.values_list("person__name", flat=True)) == ["Mia"]
    assert list(MailHours.objects.values_list("person__name", flat=True)) == ["Mia"]


def test_whose_mail_comes_back_reads_so_and_can_say_that_it_works_again(
    cast: Cast, login: Login
) -> None:
    give_up(address=cast.rob.email)
    rob = login(cast.rob)

    pages = [rob.get(path).content for path in ("/notices/", "/notices/preferences/")]
    assert all(cast.rob.email.encode() in page for page in pages)
    login(cast.mia).post("/notices/preferences/address/")
    assert DeadAddress.objects.count() == 1
    rob.post("/notices/preferences/address/")

    assert DeadAddress.objects.count() == 0
