"""Reads of reviews and what follows from them."""

from core.asked import Asked
from people.models import Person


def tasks_for(person: Person) -> list[Asked]:
    """What is asked of this person."""
    return []
