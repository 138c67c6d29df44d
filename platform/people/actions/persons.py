"""Writes about one person."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from audit.actions import changed, record
from people.models import Language, Person

PROFILE_FIELDS = ("name", "function", "language", "time_zone", "expertise")


@transaction.atomic
def add_person(
    *, email: str, name: str, by: Person | None, password: str | None = None, **fields: Any
) -> Person:
    """Make a person without an invitation (demo, first administrator); the address counts as theirs."""
    person = Person.objects.create_user(email, password, name=name, **fields)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    record("person.added", by=by, target=person, changes={"email": (None, person.email)})
    return person


@transaction.atomic
def change_profile(*, person: Person, values: dict[str, Any], by: Person) -> Person:
    """Keep what somebody says about himself or herself."""
    known = Person.objects.select_for_update().get(pk=person.pk)
    new = {field: values[field] for field in PROFILE_FIELDS if field in values}
    changes = changed(known, new)
    if not changes:
        return known
    for field in changes:
        setattr(known, field, new[field])
    known.full_clean(exclude=["password"])
    known.save(update_fields=list(changes))
    record("person.profile_changed", by=by, target=known, changes=changes)
    return known


def choose_language(*, person: Person, language: str, by: Person) -> Person:
    """Read and get mail in this language from now on."""
    return change_profile(person=person, values={"language": Language(language)}, by=by)
