"""Odd requests at the door, and the one review that nobody writes."""

import pytest
from django.urls import reverse

from front.demo.accounts import PASSWORD
from people.actions import add_person
from people.models import Role
from reviews.actions import save_answers, submit_review
from reviews.errors import NotAllowed
from reviews.models import Review
from tests.factories.people import MembershipFactory
from tests.reviews.stage import set_stage, whole_answers

pytestmark = [pytest.mark.django_db]

LONG = "A text of mine that took an hour"


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost@evil.example", "a b", "localhost:99999x"]
)
def test_a_host_that_is_not_ours_is_refused(client, host):
    response = client.get(reverse("account_login"), HTTP_HOST=host)

    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


def test_a_forwarded_host_changes_no_address(client, db):
    page = client.get(reverse("account_login"), HTTP_X_FORWARDED_HOST="evil.example")

    assert page.status_code == 200
    assert "evil.example" not in page.content.decode()


def test_the_key_of_a_session_changes_at_log_in(client, db):
    person = add_person(email="new@test.example", name="New", by=None, password=PASSWORD)
    client.get(reverse("account_login"))
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key

    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.session.session_key != before


def test_a_form_without_its_token_gives_the_text_back(cast, login):
    client = login(cast.ada)
    client.handler.enforce_csrf_checks = True

    response = client.post(reverse("people:profile"), {"expertise": LONG, "key": "k" * 36})

    assert response.status_code == 403
    assert LONG in response.content.decode()
    assert "k" * 36 not in response.content.decode()


@pytest.mark.parametrize(
    ("path", "status"), [("/people/regions/south/edit/", 403), ("/none/", 404)]
)
def test_a_page_that_refuses_gives_the_text_back(cast, login, path, status):
    response = login(cast.ada).post(path, {"motto": f"{LONG} <b>"})

    assert response.status_code == status
    assert f"{LONG} &lt;b&gt;" in response.content.decode()


def test_who_joined_the_team_meanwhile_writes_no_review_of_it(cast, login):
    stage = set_stage(cast)
    given = whole_answers(stage.ada)
    save_answers(assignment=stage.ada, by=cast.ada, given=given, seen={})
    MembershipFactory(person=cast.ada, edition=cast.edition, role=Role.MEMBER, region=cast.south)
    ada = type(cast.ada).objects.get(pk=cast.ada.pk)

    with pytest.raises(NotAllowed):
        submit_review(assignment=stage.ada, by=ada)
    client = login(ada)
    page = client.get(reverse("reviews:review-write", args=[stage.ada.pk]))
    answer = client.post(reverse("reviews:review-submit", args=[stage.ada.pk]), {"core": LONG})

    assert "Niemand reviewt de eigen regio." in page.content.decode()
    assert answer.status_code == 403
    assert LONG in answer.content.decode()
    assert Review.objects.get().state == "draft"
