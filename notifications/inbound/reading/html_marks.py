"""What mail programs write into their HTML about a mail: here a quote begins, here is a signature. Pure.

Marks of the private area say it in the Markdown, each on a line of its own.
"""

QUOTE, SIGNATURE, END = "\ue0f1", "\ue0f2", "\ue0f3"

Given = dict[str, str]  # the attributes of an element

_QUOTES = {"appendonsend", "divrplyfwdmsg", "mail-editor-reference-message-container"}
_QUOTE_CLASSES = {
    "gmail_quote",
    "gmail_quote_container",
    "moz-cite-prefix",
    "yahoo_quoted",
    "protonmail_quote",
}
_SIGNATURES = {"signature", "ms-outlook-mobile-signature"}
_SIGNATURE_CLASSES = {"gmail_signature", "moz-signature", "protonmail_signature_block"}


def begins_quote(tag: str, given: Given) -> bool:
    """Whether somebody else's mail begins here; a quote itself is told by its depth."""
    named = given.get("id", "").lower() in _QUOTES or not _classes(given).isdisjoint(_QUOTE_CLASSES)
    return named and tag != "blockquote"


def is_signature(given: Given) -> bool:
    """Whether a mail program says that this is a signature."""
    named = given.get("id", "").lower() in _SIGNATURES
    return named or not _classes(given).isdisjoint(_SIGNATURE_CLASSES)


def is_indent(given: Given) -> bool:
    """Gmail indents what somebody types by a quote without a line beside it."""
    return "border:none" in given.get("style", "").replace(" ", "").lower()


def is_outlooks(given: Given) -> bool:
    """A paragraph without air around it: a line of Outlook."""
    return "MsoNormal" in given.get("class", "") or "MsoListParagraph" in given.get("class", "")


def _classes(given: Given) -> set[str]:
    return set(given.get("class", "").lower().split())
