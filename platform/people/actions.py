"""Writes about people."""

from django.db import transaction

from audit.actions import record
from people.models import Person


@transaction.atomic
def choose_language(*, person: Person, language: str, by: Person) -> None:
    """Read and get mail in this language from now on."""
    if person.language == language:
        return
    before, person.language = person.language, language
    person.save(update_fields=["language"])
    record("people.language_chosen", by=by, target=person, changes={"language": (before, language)})
