"""My turn in the frame: the same list as on the home page, asked once a page."""

from django.http import HttpRequest

from core.asked import Asked
from notifications.waiting import work_of
from people.models import Person

_KEPT = "_my_turn"


def turn_of(request: HttpRequest) -> list[Asked]:
    """What is asked of the reader, remembered on the request; nothing for visitors."""
    kept: list[Asked] | None = getattr(request, _KEPT, None)
    if kept is None:
        kept = work_of(request.user) if isinstance(request.user, Person) else []
        setattr(request, _KEPT, kept)
    return kept


def count(request: HttpRequest) -> int:
    """The number on "My turn"."""
    return len(turn_of(request))
