"""The frame: entries and numbers that apps register, and a page for whoever looks."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory

from ui import frame as frames
from ui.context import Frame


@pytest.fixture
def registry(monkeypatch):
    """An empty frame for one test."""
    empty = frames._Registry()
    monkeypatch.setattr("ui.frame.registry", empty)
    monkeypatch.setattr("ui.context.registry", empty)
    return empty


def request_of(user: object, path: str = "/") -> object:
    request = RequestFactory().get(path)
    request.user = user
    return request


MEMBER = SimpleNamespace(
    is_authenticated=True, name="Ada Voorbeeld", get_username=lambda: "ada@test.example"
)


def test_entries_stand_in_order_and_only_when_their_page_exists(registry):
    frames.register_nav("b", "Second", "ui:gallery", order=20)
    frames.register_nav("a", "First", "ui:gallery", order=10)
    frames.register_nav("c", "Nowhere", "no:such-page", order=5)

    assert [entry.key for entry in Frame(request_of(MEMBER)).top] == ["a", "b"]


def test_a_visitor_sees_no_entry_for_members_and_costs_no_count(registry):
    def count(request: object) -> int:
        raise AssertionError("asked for nobody")

    frames.register_nav("a", "Members", "ui:gallery")
    frames.register_nav("b", "All", "ui:gallery", shown=frames.for_everyone)
    frames.register_counter("b", count, "things")

    entries = Frame(request_of(AnonymousUser())).top

    assert [(entry.key, entry.count) for entry in entries] == [("b", 0)]


def test_a_number_is_asked_once(registry):
    asked = []
    frames.register_nav("a", "Notices", "ui:gallery")
    frames.register_counter("a", lambda request: asked.append(1) or 7, "new notices")

    frame = Frame(request_of(MEMBER))

    assert [frame.top[0].count, frame.bottom[0].count] == [7, 7]
    assert asked == [1]


def test_the_entry_of_this_page_is_current(registry):
    frames.register_nav("a", "Here", "ui:gallery")
    frames.register_nav("b", "Below", "ui:theme", prefixes=("/ui/",))
    frames.register_nav("c", "Elsewhere", "ui:theme")

    assert [entry.current for entry in Frame(request_of(MEMBER, "/ui/")).top] == [True, True, False]


@pytest.mark.parametrize(
    ("cookie", "theme"), [("dark", "dark"), ("light", "light"), ("<script>", "auto"), ("", "auto")]
)
def test_the_theme_is_one_of_three(cookie, theme):
    request = request_of(MEMBER)
    request.COOKIES["theme"] = cookie

    assert Frame(request).theme == theme


@pytest.mark.parametrize(
    "page", ["400.html", "403.html", "404.html", "429.html", "500.html", "503.html"]
)
def test_an_error_page_needs_no_context(page):
    drawn = render_to_string(page)

    assert "<h1" in drawn
    assert 'href="/"' in drawn


def test_a_refusal_says_why_and_escapes_it():
    drawn = render_to_string("403.html", {"reason": "Only <b>leads</b> submit."})

    assert "Only &lt;b&gt;leads&lt;/b&gt; submit." in drawn
