"""A conversation by mail: somebody is named in a post, answers the mail, and others see it appear."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.browsers import Visitor
from tests.journeys.mail_program import answer, deliver, mail_to
from tests.journeys.site import Site

Person = Callable[..., Visitor]
THREAD = "Wie is de late aanhaker?"
WORDS = "Vooral de bakkers en de installateurs."


def open_thread(visitor: Visitor) -> None:
    """The conversation, by its name in the list."""
    visitor.go("/threads/").get_by_role("link", name=THREAD).first.click()
    expect(visitor.page.locator("#composer-form textarea[name=body]")).to_be_visible()


def test_an_answer_by_mail_appears_in_the_open_conversation_of_another(
    person: Person, site: Site
) -> None:
    facilitator, lead = person("facilitator"), person("lead", server=1)
    for one in (facilitator, lead):
        open_thread(one)
    facilitator.page.fill(
        "#composer-form textarea[name=body]", "Wat zie jij daar, @Wouter van Dam (voorbeeld)?"
    )
    facilitator.page.locator("#composer-form button[type=submit]").first.click()
    expect(lead.page.locator(".post", has_text="Wat zie jij daar")).to_be_visible()

    mail = mail_to(site, "friend@demo.example", "Wat zie jij daar")
    raw = answer(mail, WORDS)
    assert [deliver(site, raw), deliver(site, raw)] == [202, 200]

    for one in (lead, facilitator):
        post = one.page.locator(".post", has_text=WORDS)
        expect(post).to_have_count(1, timeout=30_000)
        expect(post).to_contain_text("Wouter van Dam")
        body = post.locator("[data-part=body]")
        expect(body).to_have_text(WORDS)
    assert (facilitator.complaints, lead.complaints) == ([], [])


def test_an_answer_that_is_not_posted_comes_back_with_its_words(person: Person, site: Site) -> None:
    facilitator = person("facilitator")
    open_thread(facilitator)
    facilitator.page.fill(
        "#composer-form textarea[name=body]", "En dit nog, @Wouter van Dam (voorbeeld)?"
    )
    facilitator.page.locator("#composer-form button[type=submit]").first.click()
    mail = mail_to(site, "friend@demo.example", "En dit nog")
    del mail["To"]
    mail["To"] = "lead@demo.example"

    assert deliver(site, answer(mail, "Namens Wouter.")) == 202

    refused = mail_to(site, "lead@demo.example", "Namens Wouter.")
    assert refused["Subject"] == "Je mail is niet geplaatst"
    expect(facilitator.page.locator(".post", has_text="Namens Wouter.")).to_have_count(0)
