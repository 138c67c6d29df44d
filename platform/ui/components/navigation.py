"""Where am I, where can I go."""

from __future__ import annotations

from django.core.paginator import Page

from ui.props import Component, Prop, Values

LABEL = Prop("label", "What it says.", required=True)
HREF = Prop("href", "Where to.", kind="url", required=True)


def _pagination(values: Values) -> Values:
    page = values["page"]
    if not isinstance(page, Page):
        raise TypeError(
            "The prop 'page' of the component 'pagination' takes a Page of a Paginator."
        )
    base = f"?{values['query']}&" if values["query"] else "?"
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "base": f"{base}{values['param']}=",
        "numbers": [(n, n == page.number, isinstance(n, int)) for n in numbers],
    }


COMPONENTS = (
    Component(
        "page_header",
        "Top of a page. Slots: breadcrumbs, state (badges, deadline), action (the one primary button), "
        "meta (people, dates). Content: the intro.",
        (
            Prop("title", "The page's h1.", required=True),
            Prop("intro", "One or two sentences, when there is no content."),
            Prop("eyebrow", "A short line above the title: the kind of page."),
        ),
        slots=("breadcrumbs", "state", "action", "meta"),
        content=True,
    ),
    Component("breadcrumbs", "Way back. Content: crumb.", content=True),
    Component("crumb", "One step of the way; without href the page itself.",
              (LABEL, Prop("href", "Where to.", kind="url"))),
    Component("tabs", "Pages that belong together (links, not script). Content: tab.",
              (Prop("label", "What these are, for screen readers.", required=True),), content=True, attrs=True),
    Component(
        "tab", "One page of tabs.",
        (
            LABEL, HREF,
            Prop("current", "The page you are on.", kind="bool", default=False),
            Prop("count", "A number behind it.", kind="number", default=None),
            Prop("count_label", "What is counted, for screen readers."),
        ),
        attrs=True,
    ),
    Component("contents", "Contents of a long page; sticks beside the text. Content: contents_item.",
              (Prop("label", "Its title.", required=True),), content=True, attrs=True),
    Component(
        "contents_item", "One line of the contents.",
        (
            LABEL, HREF,
            Prop("current", "You are here.", kind="bool", default=False),
            Prop("note", "A quiet word after it."),
            Prop("done", "Show a tick.", kind="bool", default=False),
        ),
    ),
    Component(
        "pagination", "Pages of a long list; nothing when there is one page.",
        (
            Prop("page", "Page of a Django Paginator.", kind="object", required=True),
            Prop("query", "The other parameters, encoded: 'q=water'."),
            Prop("param", "Name of the page parameter.", default="page"),
        ),
        prepare=_pagination,
    ),
)  # fmt: skip
