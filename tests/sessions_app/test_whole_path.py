"""From a new round to an accepted invitation, through the pages."""

import datetime

from django.urls import reverse

from core import clock
from notifications.models import Notice
from sessions.models import Assignment, Conflict, Round, RoundPlan
from tests.factories.plans import DossierFactory, VersionFactory

NOW = clock.amsterdam(2017, 5, 2, 10)


def fields_of(response):
    """What the browser would send: the values that the form shows."""
    form = response.context["form"]
    return {
        field.html_name: field.value().strftime("%Y-%m-%dT%H:%M")
        if isinstance(field.value(), datetime.datetime)
        else field.value() or ""
        for field in form
    }


def test_a_round_is_made_dated_published_filled_and_answered(cast, login):
    chris, ada = login(cast.chris), login(cast.ada)
    dossier = DossierFactory(edition=cast.edition, region=cast.south)
    VersionFactory(dossier=dossier)

    with clock.frozen(NOW):
        form = chris.get(reverse("sessions:round-create"), {"sitting": "2017-06-22"})
        sent = fields_of(form) | {"season": "june", "edition": cast.edition.pk}
        made = chris.post(reverse("sessions:round-create"), sent)
        round_ = Round.objects.get()
        detail = reverse("sessions:round-detail", args=[round_.pk])
        assert made.url == detail
        assert ada.get(detail).status_code == 404

        chris.post(reverse("sessions:round-publish", args=[round_.pk]))
        assert ada.get(detail).status_code == 200

        chris.post(reverse("sessions:plan-tie", args=[round_.pk, dossier.pk]))
        plan = RoundPlan.objects.get()
        assign = reverse("sessions:plan-assign", args=[round_.pk, plan.pk])
        assert b"Ada" in chris.get(assign).content
        chris.post(assign, {"person": cast.ada.pk, "capacity": "friend"})
        assignment = Assignment.objects.get()
        answer = reverse("sessions:assignment-answer", args=[assignment.pk])
        assert ada.get(answer).status_code == 404

        send = reverse("sessions:round-send", args=[round_.pk])
        assert b"ada@test.example" in chris.get(send).content
        assert chris.post(send).url == detail
        assert Notice.objects.filter(person=cast.ada, kind="sessions.asked").count() == 1
        assert ada.get(answer).status_code == 200

        assert ada.post(answer, {"answer": "accept"}).url == answer
        assignment.refresh_from_db()
        assert assignment.state == "accepted"
        assert b"Ada" in login(cast.rob).get(detail).content

        ada.post(answer, {"answer": "decline", "reason": "Ill", "conflict": "work"})
        assignment.refresh_from_db()
        assert (assignment.state, assignment.reason) == ("declined", "Ill")
        assert Conflict.objects.get().region == cast.south
