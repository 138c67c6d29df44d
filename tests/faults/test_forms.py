"""Whatever is put into any form of the product: a sentence and the typed text, or kept as text."""

from datetime import timedelta
from html import unescape
from urllib.parse import quote_plus

import pytest
from django.apps import apps
from django.db import transaction
from django.http import HttpResponse

from core.clock import today
from front.demo.accounts import address
from people.models import Membership
from tests.faults.browser import TYPED, Form, browser_of, forms_in
from tests.faults.crawl import Crawl, Seen
from tests.faults.test_leaks import careless

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("faults"), pytest.mark.once]

MARK = "mark-7f3a with words"
TEXTS = {
    "nul": f"{MARK}\x00 after",
    "half a character": f"{MARK} \ud800 half",
    "100 KB": f"{MARK} " + "# kop *nadruk* [link](x) " * 4200,
    "emoji": f"{MARK} 👩‍👩‍👧‍👦🏳️‍🌈",
    "right to left": f"{MARK} \u202e\u05e9\u05dc\u05d5\u05dd \u0639\u0644\u064a\u0643\u0645\u202c",
    "script": f"{MARK} <script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
}
WRONG = (["abc", "x"], ["-1"], ["9" * 30], ["2026-13-45T99:99"], ["\x00"], ["\ud800"], [])
CHOSEN = ("select", "checkbox", "radio", "hidden", "button")
FORM = "application/x-www-form-urlencoded"

Found = dict[tuple[str, tuple[str, ...]], tuple[str, Form]]


@pytest.fixture(scope="package")
def found(crawl: Crawl) -> Found:
    """Each different form of the product, with somebody who is offered it."""
    forms: Found = {}
    for (who, _name), seen in crawl.items():
        if seen.status != 200 or not seen.is_page or seen.path == "/ui/":
            continue
        for form in forms_in(seen.path, seen.text):
            names = {name for name, _kind in form.kinds if not any(c.isdigit() for c in name)}
            forms.setdefault((form.name, tuple(sorted(names))), (who, form))
    return forms


def encoded(data: dict[str, list[str]]) -> bytes:
    """As a browser sends it; also half characters, which a browser never sends."""
    pairs = [
        f"{quote_plus(name)}={quote_plus(value, errors='surrogatepass')}"
        for name, values in data.items()
        for value in values
    ]
    return "&".join(pairs).encode()


def sent(who: str, form: Form, changed: dict[str, list[str]]) -> HttpResponse:
    """The answer to a form that is filled in; nothing that it writes stays."""
    client = browser_of(who)
    with transaction.atomic():
        response = client.post(form.action, encoded(form.data(changed)), content_type=FORM)
        _read_on(client, response)
        transaction.set_rollback(True)
    return response


def _read_on(client: object, response: HttpResponse) -> None:
    """Where a form was taken, the next page shows what was kept."""
    where = response.headers.get("Location", "")
    response.after = client.get(where) if where.startswith("/") else None


def faults(response: HttpResponse, typed: list[str]) -> set[str]:
    """What is wrong with an answer."""
    html, taken = response.content.decode("utf-8", "replace"), response.status_code in (302, 303)
    wrong = careless(Seen("", response.status_code, dict(response.headers), html))
    after = response.after.content.decode() if response.after else ""
    if response.status_code >= 500 or (response.after and response.after.status_code >= 400):
        wrong.add(f"broken: {response.status_code}")
    if any(tag in html + after for tag in ("<script>alert(1)", "<img src=x")):
        wrong.add("not shown as text")
    if not taken and typed and MARK not in unescape(html):
        wrong.add(f"text lost: {response.status_code}")
    return wrong


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_odd_texts_are_kept_or_refused_with_the_text(found: Found, text: str) -> None:
    wrong = {}
    for (name, _fields), (who, form) in found.items():
        typed = form.fields(*TYPED - {"password"})
        boxes = form.fields(*TYPED)[: 1 if len(text) > 1000 else None]
        filled = {box: [text] for box in boxes}
        if bad := faults(sent(who, form, filled), typed):
            wrong[name, form.page] = bad

    assert wrong == {}


@pytest.mark.parametrize("values", WRONG, ids=repr)
def test_values_that_no_form_offers_never_break(found: Found, values: list[str]) -> None:
    wrong = {}
    for (name, _fields), (who, form) in found.items():
        for kinds in (CHOSEN, ("number", "date", "datetime-local", "email", "url", "text")):
            names = set(form.fields(*kinds)) - {"csrfmiddlewaretoken", "next"}
            answer = sent(who, form, dict.fromkeys(names, values)) if names else None
            if answer and (bad := faults(answer, [])):
                wrong[name, form.page, kinds[0]] = bad

    assert wrong == {}


def test_far_too_much_is_refused_before_it_is_read(found: Found) -> None:
    many = {f"field{number}": ["x"] for number in range(10_000)}
    large = {"source": ["x" * 3 * 1024 * 1024]}

    answers = {
        (name, sent(who, form, too_much).status_code)
        for (name, _fields), (who, form) in found.items()
        for too_much in (many, large)
    }
    assert {status for _name, status in answers} == {413}


HONEST = {
    "text": "An honest answer",
    "textarea": "An honest answer in words",
    "email": "somebody@test.example",
    "url": "https://www.test.example/",
    "number": "3",
    "date": (today() + timedelta(days=20)).isoformat(),
}
# Forms that are taken as honestly filled in here: of these the second press really means something.
TAKEN = {
    "plans:dossier-create",
    "plans:attachment-remove",
    "sessions:assignment-answer",
    "sessions:assignment-withdraw",
    "sessions:plan-assign",
    "sessions:plan-tie",
    "sessions:round-send",
    "reviews:commitment-create",
    "reviews:commitment-create-own",
    "reviews:commitment-progress",
    "reviews:evidence-add",
    "discussion:thread-command",
}
# A second press asks for a second mail.
SENT_AGAIN = {"account_reset_password", "account_request_login_code", "people:invitation-resend"}
NOT_COUNTED = {"Session", "UserSession", "OrmQ", "Entry"}


def honest(form: Form) -> dict[str, list[str]]:
    """The form, with something in every box that is still empty."""
    data = form.data()
    for name, kind in form.kinds:
        if kind in HONEST and not any(data.get(name, [])):
            data[name] = [HONEST[kind]]
    return data


def rows() -> dict[str, int]:
    """How many there are of everything that people make."""
    return {
        model.__name__: model._default_manager.count()
        for model in apps.get_models()
        if model.__name__ not in NOT_COUNTED
    }


def test_a_form_that_is_sent_twice_makes_no_second_row(found: Found) -> None:
    taken, twice = set(), {}
    for (name, _fields), (who, form) in found.items():
        client, body = browser_of(who), encoded(honest(form))
        with transaction.atomic():
            before = rows()
            first = client.post(form.action, body, content_type=FORM)
            once = rows()
            second = client.post(form.action, body, content_type=FORM)
            after = rows()
            transaction.set_rollback(True)
        if first.status_code in (302, 303) and once != before:
            taken.add(name)
        if after != once or second.status_code >= 500:
            twice[name] = {key: count for key, count in after.items() if count != once[key]}

    assert {name: more for name, more in twice.items() if name not in SENT_AGAIN} == {}
    assert taken >= TAKEN


def test_who_lost_the_role_while_typing_gets_the_text_back(found: Found) -> None:
    wrong = {}
    for (name, _fields), (who, form) in found.items():
        if who == "nobody":
            continue
        client, words = browser_of(who), "words of mine that took an hour"
        boxes = form.fields("textarea")
        with transaction.atomic():
            Membership.objects.filter(person__email=address(who)).update(until_date=YESTERDAY)
            before = rows()
            response = client.post(
                form.action,
                encoded(honest(form) | {box: [words] for box in boxes}),
                content_type=FORM,
            )
            changed = rows() != before
            transaction.set_rollback(True)
        kept = not boxes or words in response.content.decode()
        if (
            name not in OWN
            and not _by_assignment(name, who)
            and (changed or not kept or response.status_code not in (403, 404))
        ):
            wrong[name, who] = (response.status_code, changed, kept)

    assert wrong == {}


def _by_assignment(name: str, who: str) -> bool:
    return name == "discussion:thread-command" and who in {"friend", "extra", "peer"}


YESTERDAY = today() - timedelta(days=1)
# What stays one's own without any role; who was asked for a review may finish it until taken out.
OWN = {
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "people:profile",
    "sessions:conflict-list",
    "notifications:notice-read",
    "notifications:notice-read-all",
    "notifications:preferences",
    "notifications:preferences-usual",
    "notifications:address-trust",
    "inbound:revoke",
    "inbound:retry",  # of administrators, who are so by their account
    "calendar:feed-make",
    "sessions:assignment-answer",
    "reviews:review-save",
    "reviews:review-submit",
    "reviews:review-text",
    "reviews:opinion-give",
    "reviews:caught-detail",  # what one said in a sitting, as an own review
}
