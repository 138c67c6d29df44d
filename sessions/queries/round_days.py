"""The days of a round on which several regions sit."""

from people.models import Person
from sessions.models import Round, SittingDay


def round_days(round_: Round, person: Person) -> list[SittingDay]:
    """Those that the reader may know of: one query."""
    days = SittingDay.objects.visible_to(person).filter(round=round_)
    return list(days.select_related("round__edition"))
