"""The answer, the promise, and the end: every door is closed by the clock, and says so."""

from playwright.sync_api import expect

from tests.journeys.browsers import Visitor
from tests.journeys.standing.reviewing import CLOSED
from tests.journeys.standing.story import Story
from tests.journeys.writing import fill

TOO_LATE = "De stap ‘reactie’ is gesloten op 9 juli 2031 om 17:00 uur."
PROMISE = "Drie klassen beginnen"


def _advice(visitor: Visitor) -> list[str]:
    return visitor.links("/reviews/recommendations/", r"/reviews/recommendations/\d+/")


def _answer(visitor: Visitor, kind: str) -> None:
    fill(visitor.page, {"kind": kind, "reason": "Dit doen we in september."})
    visitor.page.locator('form[action$="/respond/"] button[type=submit]').first.click()


def a_region_answers_in_time(story: Story) -> None:
    """All advice on one plan is answered, and one promise is made."""
    lead = story.people("lead")
    paths = _advice(lead)
    assert len(paths) == 2
    for path in paths:
        lead.go(path)
        _answer(lead, "adopted")
        expect(lead.page.locator("#answered")).to_contain_text("Dit doen we in september.")
    lead.press("Doe toezegging")
    values = {"what": PROMISE, "owner": "Milan Peeters", "due_on": "2031-10-01"}
    fill(lead.page, values | {"result": "Zestig leerlingen"})
    lead.press("Doe toezegging")
    expect(lead.page.get_by_role("heading", name=PROMISE)).to_be_visible()
    story.keep("promise", lead)
    story.done()


def another_is_reminded_and_comes_too_late(story: Story) -> None:
    """Four times the lead, then the facilitators; the page that was open is refused after the close."""
    for moment in ("30-06 09:05", "01-07 09:05", "03-07 09:05", "07-07 09:05", "09-07 09:05"):
        story.at(moment)
    story.at("09-07 16:55")
    late = story.people("midpoint-lead")
    late.go(_advice(late)[0])
    story.at("09-07 17:05")
    _answer(late, "adopted")
    late.see(TOO_LATE)
    late.complaints.clear()


def progress_is_reported(story: Story) -> None:
    """Who promised is asked once how it goes, and tells."""
    story.at("16-07 09:05")
    lead = story.people("lead")
    lead.go(story.places["promise"])
    fill(lead.page, {"state": "on_schedule", "explanation": "De eerste klas is begonnen."})
    lead.press("Meld voortgang")
    lead.see("De eerste klas is begonnen.")
    story.done()


def the_round_is_closed(story: Story) -> None:
    """The clock passed the last step: pages say closed, and nothing of the round is asked or taken."""
    story.at("24-07 10:00")
    for name, word in (("facilitator", "Gesloten"), ("lead", "Gesloten"), ("friend", "Closed")):
        visitor = story.people(name)
        visitor.go(story.places["round"])
        expect(visitor.page.get_by_text(word, exact=True).first).to_be_visible()
    for name in ("lead", "midpoint-lead", "friend", "friend-government", "agrifood-lead"):
        turns = story.people(name).go("/").locator(".turn")
        assert (name, turns.all_inner_texts()) == (name, [])
    late = story.people("agrifood-lead")
    late.go(story.places["late review"])
    late.see(CLOSED)
    lead = story.people("midpoint-lead")
    lead.go(_advice(lead)[0])
    lead.see(TOO_LATE)
    expect(lead.page.locator('form[action$="/respond/"]')).to_have_count(0)
