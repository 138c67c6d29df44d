"""The whole story with six people: a question, a plan, reviews, an answer, a promise, a judgement."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import expect

from core.clock import AMSTERDAM
from tests.journeys.browsers import Visitor
from tests.journeys.writing import (
    answer_questions,
    fill,
    hand_in,
    open_task,
    start_plan,
    submit_plan,
    write_plan,
)

Person = Callable[..., Visitor]
TITLE = "Vakmensen van morgen"
ADVICE = "Laat leerlingen een dag per week in een bedrijf werken"
SECTIONS = {
    "core": "Er zijn te weinig vakmensen, en leerlingen kennen onze bedrijven niet.",
    "approach": "We brengen leerlingen en bedrijven bij elkaar.",
    "obstacles": "Scholen en bedrijven spreken elkaar één keer per jaar.",
    "leads": "Twaalf bedrijven willen beginnen.",
    "outcome": "Weten waar we morgen mee beginnen.",
}
QUESTION = "Hoe krijgen we scholen en bedrijven elke week aan tafel?"


def review(advice: str = "") -> dict[str, str]:
    """The answers of a whole form of September."""
    values = {"relation": "geen", "core": "Scholen en bedrijven vinden elkaar niet.", "kind": "on"}
    values |= {f"c{number}": "3" for number in range(1, 10)}
    values |= {"strong": "Twaalf bedrijven die willen.", "take_away": "Dit kan bij ons ook."}
    if advice:
        values |= {
            "rec-1-title": advice,
            "rec-1-source": "Dan leren ze elkaar echt kennen.",
            "rec-1-addressees": "triple_helix",
        }
    return values


def move_to_response(visitor: Visitor) -> None:
    """The facilitator lets the review and the sitting be over, and the response begin."""
    page = visitor.go("/rounds/2/steps/")
    minute = datetime.now(AMSTERDAM).replace(second=0, microsecond=0)

    def at(ago: int) -> str:
        return (minute - timedelta(minutes=ago)).strftime("%Y-%m-%dT%H:%M")

    moments = {
        "review_due_at": at(5),
        "review_closes_at": at(4),
        "sitting_opens_at": at(4),
        "sitting_due_at": at(3),
        "sitting_closes_at": at(2),
        "response_opens_at": at(2),
    }
    for name, value in moments.items():
        page.locator(f'[name="{name}"]').fill(value)
    visitor.press("Bewaar data")


def test_the_whole_story(person: Person) -> None:
    lead, member = person("lead"), person("member", server=1)
    facilitator, observer = person("facilitator"), person("observer", server=1)
    friend, peer = person("friend", server=1), person("peer")

    path = _a_region_writes_and_submits(lead, member)
    _the_facilitator_asks_reviewers(facilitator)
    _an_observer_sees_nothing_of_it(observer, path)
    _two_people_talk_at_once(friend, lead, path)
    _reviewers_write_alone_first(friend, peer)
    _the_giver_of_advice_judges(friend)
    _the_region_waits_for_the_sitting(lead)
    move_to_response(facilitator)
    _the_region_answers_and_promises(lead, member)
    _the_giver_reads_the_answer(friend)
    _the_region_reads_the_judgement(lead)
    _mail_left(facilitator)

    everybody = [lead, member, facilitator, observer, friend, peer]
    assert {one.page.url: one.complaints for one in everybody if one.complaints} == {}


def _a_region_writes_and_submits(lead: Visitor, member: Visitor) -> str:
    path = start_plan(lead, TITLE, "Leerlingen leren onze bedrijven kennen.")
    write_plan(lead, path, SECTIONS, QUESTION)

    theirs = member.go(f"{path}edit/")
    box = theirs.locator('[name="plans-source"]')
    box.fill("In september beginnen we met drie scholen.")
    expect(theirs.get_by_text(re.compile("Opgeslagen om")).first).to_be_visible()
    theirs.wait_for_timeout(2_000)  # the save that follows the last key
    member.go(path)
    expect(theirs.locator("#submit-plan")).to_be_visible()
    assert theirs.locator("a#submit-plan").count() == 0

    submit_plan(lead, path)
    lead.go(path)
    lead.see("In september beginnen we met drie scholen.")
    return path


def _the_facilitator_asks_reviewers(facilitator: Visitor) -> None:
    page = facilitator.go("/rounds/2/plans/")
    page.locator("li, tr, article, section", has_text=TITLE).last.get_by_role(
        "button", name=re.compile("in de ronde")
    ).click()
    for name in ("Wouter van Dam", "Sanne Vos"):
        facilitator.go("/rounds/2/plans/")
        page.locator("li, tr, article, section", has_text=TITLE).last.get_by_role(
            "link", name=re.compile("Kies reviewers")
        ).click()
        page.locator("li, tr, article", has_text=name).last.get_by_role(
            "button", name="Kies"
        ).first.click()
        page.wait_for_load_state()
    facilitator.go("/rounds/2/assign/send/")
    facilitator.see("Sanne Vos")
    page.get_by_role("button", name=re.compile("Verstuur")).first.click()
    page.wait_for_load_state()


def _an_observer_sees_nothing_of_it(observer: Visitor, path: str) -> None:
    observer.go("/")
    answer = observer.page.goto(observer.address + path)
    assert answer is not None
    assert answer.status == 404
    observer.complaints.clear()  # the browser tells of the 404


def _two_people_talk_at_once(friend: Visitor, lead: Visitor, path: str) -> None:
    number = path.split("/")[2]
    page = friend.go(f"/threads/on/dossier/{number}")
    page.locator("summary", has_text=re.compile("gesprek")).click()
    fill(page, {"title": "Welke scholen?", "body": "Zijn dat mbo-scholen of ook vmbo?"})
    page.locator(f'form[action$="/threads/on/dossier/{number}/start"] button[type=submit]').click()
    page.wait_for_url(re.compile(r"/threads/\d+"))
    thread = page.url.removeprefix(friend.address).split("#")[0].split("?")[0]

    theirs = lead.go(thread)
    expect(theirs.get_by_text("Zijn dat mbo-scholen of ook vmbo?")).to_be_visible()
    theirs.locator("#composer-form textarea").fill("Allebei. Het vmbo begint.")
    theirs.locator("#composer-form button[type=submit]").click()

    expect(page.get_by_text("Allebei. Het vmbo begint.")).to_be_visible()  # without loading again
    page.locator("#composer-form textarea").fill("Dank je, duidelijk.")
    page.locator("#composer-form button[type=submit]").click()
    expect(theirs.get_by_text("Dank je, duidelijk.")).to_be_visible()


def _reviewers_write_alone_first(friend: Visitor, peer: Visitor) -> None:
    for visitor in (friend, peer):
        visitor.go("/")
        link = visitor.page.locator(".turn", has_text=TITLE).get_by_role("link").last
        link.click()
        visitor.press("Neem review aan")
    open_task(peer, TITLE)
    fill(peer.page, review())
    answer_questions(peer.page, "Begin met koffie op school.")
    hand_in(peer)
    handed_in = peer.page.url.removeprefix(peer.address)

    hidden = friend.page.request.get(friend.address + handed_in)
    assert hidden.status == 404

    open_task(friend, TITLE)
    page = friend.page
    page.locator('[name="strong"]').fill("Twaalf bedrijven die willen.")
    expect(page.get_by_text(re.compile("Opgeslagen om")).first).to_be_visible()
    page.wait_for_timeout(2_000)
    page.reload()
    expect(page.locator('[name="strong"]')).to_have_value("Twaalf bedrijven die willen.")
    fill(page, review(ADVICE))
    answer_questions(page, "Elke week een uur, altijd op dezelfde plek.")
    hand_in(friend)

    assert friend.page.request.get(friend.address + handed_in).status == 200


def _the_giver_of_advice_judges(friend: Visitor) -> None:
    open_task(friend, "MKB buiten de campus")
    page = friend.page
    own = page.locator('[name^="verify-"][value="clearly"][type=radio]')
    for judgement in own.all():
        judgement.check()
    fill(page, review())
    answer_questions(page, "Ga erheen.")
    hand_in(friend)


def _the_region_waits_for_the_sitting(lead: Visitor) -> None:
    lead.go("/reviews/recommendations/")
    assert lead.page.get_by_text(ADVICE).count() == 0


def _the_region_answers_and_promises(lead: Visitor, member: Visitor) -> None:
    page = lead.go("/reviews/recommendations/")
    page.get_by_role("link", name=ADVICE).first.click()
    page.locator('[name="kind"][value="adopted"]').check()
    page.locator('form[action$="/respond/"] button[type=submit]').first.click()
    lead.press("Doe toezegging")
    due = (datetime.now(AMSTERDAM) + timedelta(days=60)).strftime("%Y-%m-%d")
    fill(
        page,
        {
            "what": "Drie klassen beginnen",
            "owner": "Milan Peeters",
            "due_on": due,
            "result": "Zestig leerlingen",
        },
    )
    lead.press("Doe toezegging")
    expect(page.get_by_role("heading", name="Drie klassen beginnen")).to_be_visible()
    promise = page.url.removeprefix(lead.address)

    theirs = member.go(promise)
    fill(theirs, {"state": "on_schedule", "explanation": "De eerste klas is begonnen."})
    member.press("Meld voortgang")
    member.see("De eerste klas is begonnen.")
    member.go(promise)
    theirs.locator("summary", has_text="Voeg onderbouwing toe").click()
    fill(
        theirs,
        {
            "kind": "quote",
            "text": "Ik wil hier later werken.",
            "dated": datetime.now(AMSTERDAM).strftime("%Y-%m-%d"),
        },
    )
    theirs.locator("#evidence-form button[type=submit]").click()
    member.see("Ik wil hier later werken.")


def _the_giver_reads_the_answer(friend: Visitor) -> None:
    friend.go("/notices/")
    page = friend.go("/reviews/recommendations/")
    page.get_by_role("link", name=ADVICE).first.click()
    friend.see("Drie klassen beginnen")
    friend.see("De eerste klas is begonnen.")


def _the_region_reads_the_judgement(lead: Visitor) -> None:
    lead.go("/reviews/recommendations/1/")
    lead.see("duidelijk")


def _mail_left(facilitator: Visitor) -> None:
    page = facilitator.go("/outbox/")
    expect(
        page.get_by_text("sanne", exact=False).or_(page.get_by_text("peer@demo.example")).first
    ).to_be_visible()
