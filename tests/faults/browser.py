"""A person of the demo in a browser, and the forms that it finds on a page."""

from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import resolve

from front.demo.accounts import ACCOUNTS, address
from people.models import Person
from people.second_factor import PROVEN

EVERYBODY = [account.key for account in ACCOUNTS]
TYPED = {
    "text",
    "textarea",
    "email",
    "url",
    "search",
    "number",
    "date",
    "datetime-local",
    "password",
}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def browser_of(who: str) -> Client:
    """Where this person is logged in, with the second factor."""
    client = Client(raise_request_exception=False)
    if who != "nobody":
        person = Person.objects.get(email=address(who))
        client.force_login(person, backend=BACKEND)
        session = client.session
        session[PROVEN] = person.pk
        session.save()
    return client


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes and what it would send untouched."""

    page: str
    action: str
    method: str
    sent: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """The name of the address that it goes to."""
        return resolve(urlsplit(self.action).path).view_name

    def fields(self, *kinds: str) -> list[str]:
        """The names of the fields of these kinds."""
        return [name for name, kind in self.kinds if kind in kinds]

    def data(self, changed: dict[str, list[str]] | None = None) -> dict[str, list[str]]:
        """What is sent when these fields are filled in."""
        data: dict[str, list[str]] = {}
        for name, value in self.sent:
            data.setdefault(name, []).append(value)
        return data | (changed or {})


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.forms: list[Form] = []
        self.form: dict[str, str] | None = None
        self.sent: list[tuple[str, str]] = []
        self.kinds: list[tuple[str, str]] = []
        self.select = ""
        self.area = ""
        self.text = ""

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.form, self.sent, self.kinds = given, [], []
        elif self.form is None or "disabled" in given:
            return
        elif tag == "input" and name:
            self._input(name, given)
        elif tag == "textarea":
            self.area, self.text = name, ""
            self.kinds.append((name, "textarea"))
        elif tag == "select":
            self.select = name
            self.kinds.append((name, "select"))
        elif tag == "option" and self.select and "selected" in given:
            self.sent.append((self.select, given.get("value", "")))
        elif tag == "button" and name:
            if "button" not in dict(self.kinds).values():
                self.sent.append((name, given.get("value", "")))
            self.kinds.append((name, "button"))

    def _input(self, name, given):
        kind = given.get("type", "text")
        self.kinds.append((name, kind))
        ticked = kind not in {"checkbox", "radio"} or "checked" in given
        if ticked and kind != "file":
            self.sent.append((name, given.get("value", "on" if kind == "checkbox" else "")))

    def handle_data(self, data):
        self.text += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.form is not None:
            self.sent.append((self.area, self.text))
        elif tag == "select":
            self.select = ""
        elif tag == "form" and self.form is not None:
            action = urljoin(self.page, self.form.get("action") or self.page)
            method = self.form.get("method", "get").lower()
            self.forms.append(Form(self.page, action, method, tuple(self.sent), tuple(self.kinds)))
            self.form = None


def forms_in(page: str, html: str) -> list[Form]:
    """The forms that write on this page."""
    reader = _Reader(page)
    reader.feed(html)
    return [form for form in reader.forms if form.method == "post"]
