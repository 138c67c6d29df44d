"""What reviews ask of somebody: the rows of "my turn"."""

from core.asked import Asked
from people.models import Person


def tasks_for(person: Person) -> list[Asked]:
    """What is asked of this person."""
    return []
