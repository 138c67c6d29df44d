"""How a notice of a kind will read as a mail, in every language: for previews. Nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from notifications.kinds import Context, Kind
from notifications.models import Wording
from notifications.wording import LINK, QUOTE, READER, SENTENCE, WHY, fill

Wordings = Mapping[tuple[str, str], Wording]


@dataclass(frozen=True)
class Sample:
    """A mail in one language."""

    language: str
    label: str
    subject: str
    text: str


def samples_of(kind: Kind, context: Context, *, name: str, worded: Wordings) -> list[Sample]:
    """The mail in each language, in a facilitator's words where there are any (`wordings_that_count`).

    Its links are those of the reader's own mail.
    """
    return [
        _in(code, str(label), kind, context, name, worded.get((kind.key, code)))
        for code, label in settings.LANGUAGES
    ]


def _in(
    code: str, label: str, kind: Kind, context: Context, name: str, wording: Wording | None
) -> Sample:
    with translation.override(code):
        words = kind.words(context) if kind.words else context
        line = str(kind.line) % words
        told = {READER: name, SENTENCE: line, QUOTE: "", WHY: str(kind.why), LINK: "…"}
        values = {
            "line": {"text": line, "action": str(kind.action)},
            "why": kind.why,
            "name": name,
            "url": "…",
            "unsubscribe_url": "…",
            "preferences_url": "…",
        }
        subject, template = line, "notice"
        if wording:
            filled = {**{key: str(value) for key, value in words.items()}, **told}
            subject, template = fill(wording.subject, filled), "worded"
            values["body_text"] = fill(wording.body, filled)
        text = render_to_string(f"emails/{template}.txt", values)
    return Sample(code, label, " ".join(subject.split())[:200], text.strip())
