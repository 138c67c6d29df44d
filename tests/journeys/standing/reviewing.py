"""Reviews in time and late; more time for one; and the door that closes for the others."""

import re

from playwright.sync_api import expect

from tests.journeys.browsers import Visitor
from tests.journeys.standing.plans import IN_TIME, LATE
from tests.journeys.standing.story import Story
from tests.journeys.writing import answer_questions, fill, hand_in

CLOSED = "De stap ‘review’ is gesloten op 11 juni 2031 om 9:00 uur."
REASON = "Griep in de week van de review"


def answers(advice: str) -> dict[str, str]:
    """A whole form of June, with one recommendation."""
    values = {"relation": "geen", "core": "Scholen en bedrijven vinden elkaar niet.", "kind": "on"}
    values |= {f"c{number}": "3" for number in range(1, 9)}
    values |= {"take_away": "Dit kan bij ons ook."}
    return values | {
        "rec-1-title": advice,
        "rec-1-source": "Dan leren ze elkaar echt kennen.",
        "rec-1-addressees": "triple_helix",
    }


def write(visitor: Visitor, title: str, advice: str) -> None:
    """From the home page to a form that is filled in."""
    links = visitor.go("/").locator(".turn", has_text=title)
    links.locator("a.nl-button[href*='/reviews/write/']").click()
    fill(visitor.page, answers(advice))
    answer_questions(visitor.page, "Elke week een uur, altijd op dezelfde plek.")


def two_reviews_in_time(story: Story) -> None:
    """The friend who reads English writes both before anybody is reminded."""
    friend = story.people("friend")
    for title, advice in ((IN_TIME, "Een dag per week in een bedrijf"), (LATE, "Ga op bezoek")):
        write(friend, title, advice)
        hand_in(friend, "Check and hand in", "Hand in review")
        friend.see("Your review is handed in. Thank you.")


def one_gets_more_time(story: Story) -> None:
    """With a reason that she reads; her due moment moves on her page and in her calendar."""
    ill, facilitator = story.people("friend-government"), story.facilitator
    assert _in_calendar(story, ill) == "20310609T170000"
    page = facilitator.go(f"{story.places['round']}extensions/")
    page.locator("[name=step]").select_option(label="review")
    page.locator("[name=person]").select_option(label="Nadia Aouad (voorbeeld)")
    moments = {"due_at": "2031-06-11T17:00", "closes_at": "2031-06-12T17:00"}
    fill(page, moments | {"reason": REASON})
    facilitator.press("Geef meer tijd")
    facilitator.see("De verlenging is gegeven")
    assert _in_calendar(story, ill) == "20310611T170000"
    ill.go(story.places["round"])
    ill.see(REASON)
    story.done()


def _in_calendar(story: Story, visitor: Visitor) -> str:
    """The end of the entry that says when her review is due."""
    address = f"{visitor.address}{story.places['round']}steps/review.ics"
    found = re.findall(
        r"DTEND;TZID=Europe/Amsterdam:(\S+)", visitor.page.request.get(address).text()
    )
    assert len(found) == 1
    return str(found[0])


def one_review_late(story: Story) -> None:
    """After the reminder; it is taken, and marked as late."""
    peer = story.people("stranger")
    write(peer, LATE, "Begin met drie bedrijven")
    hand_in(peer)
    peer.see("na de uiterste datum")
    story.done()


def the_door_closes(story: Story) -> None:
    """Who had the form open keeps what was typed, is told why, and hands nothing in."""
    late = story.people("agrifood-lead")
    write(late, IN_TIME, "Te laat bedacht")
    page, _place = late.page, story.keep("late review", late)
    expect(page.get_by_text(re.compile("pgeslagen om")).first).to_be_visible()
    story.at("11-06 09:05")
    page.locator('[name="core"]').fill("Dit kwam te laat.")
    late.press("Controleer en verstuur")
    late.see(CLOSED)
    expect(page.locator('[name="core"]')).to_have_value("Dit kwam te laat.")
    late.go("/")
    assert page.locator(".turn a.nl-button[href*='/reviews/write/']").count() == 0
    assert all("403" in one for one in late.complaints)  # the browser tells of each refusal
    late.complaints.clear()


def who_had_more_time_still_writes(story: Story) -> None:
    """Hours after the others could not; nobody calls it closed, and the region hears of it."""
    ill = story.people("friend-government")
    write(ill, IN_TIME, "Vraag de gemeente om een lokaal")
    hand_in(ill)
    ill.see("na de uiterste datum")
    story.done()
