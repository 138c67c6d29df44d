"""Who may do what in a conference.

Who sees a conference asks questions in it, supports those of others and says whether they come:
that holds for observers and executives too, where the conference is open to the network. Voting and
putting cards on the wall is for participants: what the room answers is what the edition answers.
"""

import rules

from people.models import Person
from people.queries import Visitor, standing
from sessions.models import Conference, ConferenceAction


@rules.predicate
def runs_the_conference(person: Visitor, thing: Conference | None) -> bool:
    """Whether somebody runs the edition of a conference."""
    return thing is not None and standing(person).may("rounds.run", thing.edition_id)


@rules.predicate
def is_announced(_person: Visitor, thing: Conference | None) -> bool:
    """Whether a conference is published."""
    return thing is not None and thing.published_at is not None


@rules.predicate
def reads_its_layer(person: Visitor, thing: Conference | None) -> bool:
    """Whether somebody is among those that a conference is for."""
    return thing is not None and thing.edition_id in standing(person).reads(
        "network" if thing.level == "network" else "participants"
    )


@rules.predicate
def is_participant(person: Visitor, thing: Conference | None) -> bool:
    """Whether somebody reads the participants' layer of the edition."""
    return thing is not None and thing.edition_id in standing(person).reads("participants")


@rules.predicate
def is_for_oneself(person: Visitor, thing: ConferenceAction | None) -> bool:
    """Whether an action is one's own."""
    return thing is not None and isinstance(person, Person) and thing.person_id == person.pk


@rules.predicate
def runs_its_conference(person: Visitor, thing: ConferenceAction | None) -> bool:
    """Whether somebody runs the conference that an action comes from."""
    return thing is not None and standing(person).may("rounds.run", thing.conference.edition_id)


rules.add_perm("sessions.run_conference", runs_the_conference)
rules.add_perm("sessions.ask_conference", is_announced & reads_its_layer)
rules.add_perm("sessions.join_conference", is_announced & is_participant)
rules.add_perm("sessions.finish_conference_action", is_for_oneself | runs_its_conference)
