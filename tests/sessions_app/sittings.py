"""A sitting about South's plan, with everybody at the table whom tests know."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from core import clock
from people.models import Person
from sessions.actions.attendance import answer_invitation, invite
from sessions.actions.room import come_in, open_room
from sessions.actions.sittings import When, plan_sitting
from sessions.models import (
    AgendaItem,
    AgendaTemplate,
    Attendance,
    Capacity,
    Room,
    Sitting,
    SittingRole,
)
from tests.sessions_app.rounds import Scene

STARTS = clock.amsterdam(2017, 6, 22, 10)
ENDS = STARTS + timedelta(minutes=90)
AT_TABLE = {
    "rob": SittingRole.CASE_OWNER,
    "ada": SittingRole.FRIEND,
    "pim": SittingRole.RAPPORTEUR,
    "olga": SittingRole.OBSERVER,
}


@dataclass
class Table:
    """A planned sitting: Rob brings the case, Ada is a friend, Pim takes the notes, Olga listens."""

    scene: Scene
    sitting: Sitting

    def seat(self, name: str) -> Attendance:
        """Where somebody sits."""
        return Attendance.objects.get(sitting=self.sitting, person=getattr(self.scene.cast, name))

    def item(self, position: int = 1) -> AgendaItem:
        """One step of the agenda."""
        return self.sitting.items.get(position=position)

    @property
    def room(self) -> Room:
        """The room as it is now."""
        return Room.objects.get(sitting=self.sitting)

    def open(self) -> Sitting:
        """The session is open; who sits there came in."""
        self.sitting = open_room(sitting=self.sitting, by=self.scene.cast.chris)
        for name in ("rob", "ada", "pim"):
            come_in(sitting=self.sitting, by=getattr(self.scene.cast, name))
        return self.sitting


def plan(scene: Scene, **given) -> Sitting:
    """A sitting about South's plan, to which nobody is invited yet."""
    values = {
        "round": scene.round,
        "about": scene.plan,
        "when": When(STARTS, ENDS, "Maastricht", "https://video.example/south"),
        "template": AgendaTemplate.NINETY,
        "facilitator": scene.cast.chris,
        "by": scene.cast.chris,
        "key": uuid.uuid4(),
    }
    return plan_sitting(**(values | given))


def lay_table(scene: Scene) -> Table:
    """South's sitting with its people invited; Ada is asked to review the plan, and says that she comes."""
    scene.ask(scene.cast.ada)
    scene.ask(scene.cast.pim, Capacity.PEER, from_region=scene.cast.north)
    sitting = plan(scene)
    people: dict[Person, SittingRole] = {
        getattr(scene.cast, name): role for name, role in AT_TABLE.items()
    }
    invite(sitting=sitting, people=people, by=scene.cast.chris)
    answer_invitation(sitting=sitting, by=scene.cast.ada, comes=True)
    return Table(scene, sitting)
