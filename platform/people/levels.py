"""How far an item may be seen: five levels, from narrow to wide."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Who may see an item; each level holds all narrower ones."""

    REGION = "region", _("region only")
    SESSION = "session", _("session")
    PARTICIPANTS = "participants", _("participants")
    NETWORK = "network", _("network")
    PUBLIC = "public", _("public")


ORDER = [Level.REGION, Level.SESSION, Level.PARTICIPANTS, Level.NETWORK, Level.PUBLIC]


def at_least(level: Level) -> list[Level]:
    """This level and all wider ones."""
    return ORDER[ORDER.index(level) :]


def narrowest(*levels: str) -> Level:
    """What hangs on an item is never wider than the item."""
    return min((Level(level) for level in levels), key=ORDER.index)
