"""Who must prove more than a password, and whether this session did."""

from collections.abc import Collection

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from people.models import Membership, Person, Role
from people.queries import standing

RUNS = (Role.FACILITATOR, Role.ADMINISTRATOR)
PROVEN = "second_factor_for"  # in the session: the person who has one


def is_asked_of(person: Person) -> bool:
    """Whoever runs an edition or the technique; nobody in the demo, where passwords are public."""
    if settings.DEMO:
        return False
    return person.is_staff or bool(standing(person).editions(*RUNS))


def asked_among(person_ids: Collection[int]) -> set[int]:
    """Of which of these it is asked: one query, however many."""
    if settings.DEMO:
        return set()
    runs = Membership.objects.active().filter(role__in=RUNS).values("person_id")
    asked = Person.objects.filter(Q(is_staff=True) | Q(pk__in=runs), pk__in=person_ids)
    return set(asked.values_list("pk", flat=True))


def is_missing(request: HttpRequest, person: Person) -> bool:
    """Whether a second factor is asked of this person and there is none yet.

    Somebody who has one was asked for it at log-in; so only its existence is read, once a session.
    """
    if not is_asked_of(person) or request.session.get(PROVEN) == person.pk:
        return False
    records = get_authentication_records(request, person)
    proven = any(record.get("method") == "mfa" for record in records) or has_one(person)
    if proven:
        request.session[PROVEN] = person.pk
    return not proven


def has_one(person: Person) -> bool:
    """Whether the person set up an app or a passkey; recovery codes alone are none."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=person, type__in=kinds).exists()
