"""Regions write plans: one in time, one late after three reminders, one not at all."""

from tests.journeys.standing.story import Story
from tests.journeys.writing import start_plan, submit_plan, write_plan

IN_TIME, LATE = "Vakmensen van morgen", "Leren van de buren"
SECTIONS = {
    "core": "Er zijn te weinig vakmensen, en leerlingen kennen onze bedrijven niet.",
    "approach": "We brengen leerlingen en bedrijven bij elkaar.",
    "plans": "In september beginnen we met drie scholen.",
    "obstacles": "Scholen en bedrijven spreken elkaar één keer per jaar.",
    "leads": "Twaalf bedrijven willen beginnen.",
    "outcome": "Weten waar we morgen mee beginnen.",
}
QUESTION = "Hoe krijgen we scholen en bedrijven elke week aan tafel?"


def a_plan_is_submitted(story: Story, who: str, title: str) -> None:
    """A lead writes a whole plan and hands it in."""
    lead = story.people(who)
    path = start_plan(lead, title, "Leerlingen leren onze bedrijven kennen.")
    write_plan(lead, path, SECTIONS, QUESTION)
    submit_plan(lead, path)
    story.places[title] = path


def the_plan_step_passes(story: Story) -> None:
    """Who is in time is left alone; who is not hears of it three times, and may still come in late."""
    story.at("19-05 10:00")
    a_plan_is_submitted(story, "lead", IN_TIME)
    for moment in ("20-05 09:05", "27-05 09:05", "29-05 09:05"):
        story.at(moment)
    a_plan_is_submitted(story, "midpoint-lead", LATE)
    story.done()
