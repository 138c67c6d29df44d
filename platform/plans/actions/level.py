"""Who sees a plan: wider when the lead wants it, narrower until others have built on it."""

from django.db import transaction

from audit.actions import record
from people.levels import ORDER, Level
from people.models import Person
from plans.actions.locking import hold
from plans.errors import BuiltOnByOthers, LevelMoved
from plans.hooks import built_on
from plans.models import Dossier


@transaction.atomic
def change_level(*, dossier: Dossier, level: Level, was: str, by: Person) -> Dossier:
    """Let more or fewer people see the plan. Raises LevelMoved, BuiltOnByOthers.

    `was` is the level that the person saw when choosing.
    """
    dossier = hold(dossier)
    if dossier.level == level:
        return dossier
    if dossier.level != was:
        raise LevelMoved
    old = Level(dossier.level)
    if ORDER.index(level) < ORDER.index(old) and built_on(dossier):
        raise BuiltOnByOthers
    dossier.level = level
    dossier.save(update_fields=["level"])
    record(
        "plans.level_changed",
        by=by,
        target=dossier,
        changes={"level": (str(old), str(level))},
        region_id=dossier.region_id,
    )
    return dossier
