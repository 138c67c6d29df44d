"""Looks at rendered HTML the way a browser's parser would, and says what should not be there."""

import html
import re
from html.parser import HTMLParser

ALLOWED = {
    **{
        tag: set()
        for tag in [
            "p",
            "br",
            "hr",
            "strong",
            "em",
            "code",
            "pre",
            "blockquote",
            "ul",
            "li",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        ]
    },
    "a": {"href", "title", "rel"},
    "ol": {"start"},
}
SAFE_ADDRESS = re.compile(r"(https?://[^/\\]|mailto:.|/(?![/\\])|#)", re.IGNORECASE)


class Inspector(HTMLParser):
    """Collects what is not allowed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED:
            self.faults.append(f"<{tag}>")
            return
        for name, value in attrs:
            if name not in ALLOWED[tag]:
                self.faults.append(f"<{tag} {name}>")
            if name == "href" and not SAFE_ADDRESS.match(_as_browsers_read(value or "")):
                self.faults.append(f"href={value}")
            if name == "start" and not value.isdigit():
                self.faults.append(f"start={value}")
        if tag == "a" and dict(attrs).get("rel") != "nofollow noopener ugc":
            self.faults.append("a link without rel")

    def handle_comment(self, data):
        self.faults.append(f"<!--{data}-->")

    def handle_decl(self, decl):
        self.faults.append(f"<!{decl}>")

    def handle_pi(self, data):
        self.faults.append(f"<?{data}>")

    def unknown_decl(self, data):
        self.faults.append(f"<![{data}]>")


def faults(markup: str) -> list[str]:
    """Everything in this HTML that no text may bring in."""
    inspector = Inspector()
    inspector.feed(markup)
    inspector.close()
    return inspector.faults


def _as_browsers_read(address: str) -> str:
    return re.sub(r"[\x00-\x20\x7f-\xa0]", "", html.unescape(address))
