"""One plain sentence for each level: who will see a plan."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from people.levels import ORDER, Level


@dataclass(frozen=True)
class LevelChoice:
    """A level with its name and who that is."""

    level: Level
    name: str
    who: str


def who_sees(level: str, region: str) -> str:
    """Who sees a submitted plan of this region at this level."""
    words = {
        Level.REGION: _("only the team of %(region)s"),
        Level.SESSION: _(
            "the team of %(region)s, the facilitators, and who reviews the plan in a round"
        ),
        Level.PARTICIPANTS: _(
            "all regions, critical friends, researchers and facilitators of this edition"
        ),
        Level.NETWORK: _("everybody with an account in this edition, observers and executives too"),
        Level.PUBLIC: _("everybody, also without an account"),
    }
    return words[Level(level)] % {"region": region}


def who_sees_working_copy(region: str) -> str:
    """Who reads the text before it is submitted."""
    return _("only the team of %(region)s; facilitators see that the plan exists, not its text") % {
        "region": region
    }


def choices(region: str) -> list[LevelChoice]:
    """All levels, from narrow to wide."""
    return [LevelChoice(level, str(level.label), who_sees(level, region)) for level in ORDER]
