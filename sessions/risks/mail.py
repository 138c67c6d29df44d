"""Mail that did not arrive."""

from datetime import datetime, timedelta

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.clock import now
from notifications.actions import try_again
from notifications.models import Delivery, DeliveryState
from people.models import Membership, Person
from sessions.models import Round
from sessions.risks.kinds import Move, Risk, RiskKind, Verb, register
from sessions.risks.scope import Scope

KEY = "mail-failed"
REMEMBERED = timedelta(days=60)


def failed_mail(scope: Scope) -> list[Risk]:
    """People of the edition to whom mail was given up in the last two months: one query.

    Who and how many, never what stood in it.
    """
    round_ = scope.latest
    if round_ is None:
        return []
    rows = (
        _failed(scope.edition_id)
        .order_by()
        .values_list("person_id", "person__name")
        .annotate(Count("pk"), Min("created_at"))
    )
    return [_risk(round_, *row) for row in rows]


def _failed(edition_id: int) -> QuerySet[Delivery]:
    people = Membership.objects.active().filter(edition=edition_id)
    return Delivery.objects.filter(
        state__in=[DeliveryState.FAILED, DeliveryState.BOUNCED],
        created_at__gte=now() - REMEMBERED,
        person__in=people.values("person_id"),
        person__is_active=True,
    ).exclude(notice=None, digest=None, calendar="")  # a code is asked for again, never sent again


def _risk(round_: Round, person_id: int, name: str, count: int, since: datetime) -> Risk:
    words = ngettext(
        "%(count)d mail to %(name)s did not arrive.",
        "%(count)d mails to %(name)s did not arrive.",
        count,
    )
    return Risk(
        kind=KEY,
        round=round_,
        subject=person_id,
        words=words % {"count": count, "name": name},
        since=since,
        harm_at=since,
        url=reverse("people:directory"),
        move=Move(Verb.RETRY, _("Send again")),
    )


def _again(risk: Risk, by: Person, _cause: str) -> str:
    rows = _failed(risk.round.edition_id).filter(person=risk.subject)
    count = len([try_again(delivery=row, by=by) for row in rows])
    words = ngettext("%(count)d mail is sent again.", "%(count)d mails are sent again.", count)
    return words % {"count": count}


register(
    RiskKind(
        key=KEY,
        title=gettext_lazy("Mail that did not arrive"),
        find=failed_mail,
        deeds={Verb.RETRY: _again},
        rank=0,
    )
)
