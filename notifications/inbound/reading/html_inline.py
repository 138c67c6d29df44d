"""Emphasis and links of a mail's HTML as Markdown. Pure."""

import re

_HREF = re.compile(r"(?:https?://[^/\\\s]|mailto:.)", re.IGNORECASE)


def emphasised(words: str, sign: str) -> str:
    """The words between signs, white space outside them; without signs where there is nothing to say louder."""
    if not words.strip() or "\n" in words:
        return words
    before = words[: len(words) - len(words.lstrip())]
    return f"{before}{sign}{words.strip()}{sign}{words[len(words.rstrip()) :]}"


def linked(words: str, href: str) -> str:
    """The words as a link, where it leads to a page or a mailbox."""
    label, href = words.strip(), href.strip()
    plain = href.removeprefix("mailto:")
    if not label or not _HREF.match(href):
        return words
    if label in (href, plain, href.rstrip("/"), href.split("://")[-1].rstrip("/")):
        return label if href.startswith("mailto:") else href
    safe = href.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    return f"[{label.replace('[', '(').replace(']', ')')}]({safe})"
