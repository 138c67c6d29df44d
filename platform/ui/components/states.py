"""States in words first, then shape, then colour."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock, zones
from ui.icons import ICONS
from ui.props import Component, Prop, Values

TONES = ("neutral", "info", "good", "warning", "bad", "turn")
TONE_ICONS = {
    "neutral": "minus",
    "info": "info",
    "good": "check",
    "warning": "wait",
    "bad": "alert",
    "turn": "hand",
}
ALERTS = {"info": "info", "success": "check", "warning": "wait", "error": "alert"}
ALERT_LOOKS = {"info": "info", "success": "ok", "warning": "warning", "error": "error"}
SOON_DAYS = 3
LABEL = Prop("label", "The state in words.", required=True)
TONE = Prop(
    "tone",
    "Meaning of the colour; 'turn' only for what waits for the reader.",
    default="neutral",
    choices=TONES,
)


def _badge(values: Values) -> Values:
    return {"icon": values["icon"] or TONE_ICONS[str(values["tone"])]}


def _alert(values: Values) -> Values:
    kind = str(values["kind"])
    words = {
        "info": _("Note"),
        "success": _("Done"),
        "warning": _("Attention"),
        "error": _("Error"),
    }
    return {"icon": ALERTS[kind], "looks": ALERT_LOOKS[kind], "word": words[kind]}


def _progress(values: Values) -> Values:
    done, total = int(str(values["done"])), int(str(values["total"]))
    words = values["label"] or _("%(done)s of %(total)s answered") % {"done": done, "total": total}
    return {"done": done, "total": total, "words": words, "full": bool(total) and done >= total}


def _deadline(values: Values) -> Values:
    at = values["at"]
    if not isinstance(at, date):
        return {"words": "", "tone": "neutral"}
    day = clock.local(at).date() if isinstance(at, datetime) else at
    days = (day - clock.today()).days
    over = at < clock.now() if isinstance(at, datetime) else days < 0
    return {"words": words_left(days, over=over), "tone": _urgency(days, over, bool(values["done"])),
            "timed": isinstance(at, datetime), "iso": at.isoformat(),
            "beside": zones.beside(at) if isinstance(at, datetime) else ""}  # fmt: skip


def words_left(days: int, *, over: bool) -> str:
    """Say how far away a day is: today, tomorrow, 3 days left, 2 days ago."""
    if over and days < 0:
        return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": -days}
    if over:
        return _("closed today")
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def _urgency(days: int, over: bool, done: bool) -> str:
    if done:
        return "neutral"
    if over:
        return "bad"
    return "turn" if days <= SOON_DAYS else "neutral"


COMPONENTS = (
    Component("badge", "A state: icon, word, tint.", (LABEL, TONE, Prop("icon", "Another symbol.", choices=("", *ICONS))),
              attrs=True, prepare=_badge),
    Component(
        "alert",
        "A message that stays: icon, word, sentence. Content: the text; slot action: a link or button.",
        (
            Prop("kind", "What sort of message.", default="info", choices=tuple(ALERTS)),
            Prop("title", "Short, bold, first."),
            Prop("text", "The sentence, when there is no content."),
            Prop("live", "Read out at once (answers to an action).", kind="bool", default=False),
        ),
        slots=("action",), content=True, attrs=True, prepare=_alert,
    ),
    Component(
        "visibility",
        "Who sees this: one line under everything that is shared. Slot action: a link to change it.",
        (
            Prop("who", "Plain words: 'you and the programme team'.", required=True),
            Prop("level", "For the symbol.", choices=("", "region", "session", "participants", "network", "public")),
            Prop("prefix", "Write 'Who sees this:' first.", kind="bool", default=True),
        ),
        slots=("action",), attrs=True,
    ),
    Component(
        "counter",
        "A small number on something; nothing when it is zero.",
        (
            Prop("count", "How many.", kind="number", required=True),
            Prop("label", "What is counted, for screen readers.", required=True),
            Prop("tone", "'turn' for what waits for the reader.", default="neutral", choices=("neutral", "turn")),
            Prop("keep", "Draw it (hidden) at zero too, for live updates.", kind="bool", default=False),
        ),
        attrs=True,
    ),
    Component(
        "deadline",
        "A date and how far away it is. A moment shows its time too, and the reader's own beside it.",
        (
            Prop("at", "Date or moment.", kind="moment", required=True),
            Prop("label", "What ends: 'Answer before'."),
            Prop("done", "It no longer matters; no urgency.", kind="bool", default=False),
        ),
        attrs=True, prepare=_deadline,
    ),
    Component(
        "progress",
        "How much is done, in words and a bar: '4 of 9 answered'.",
        (
            Prop("done", "How many are done.", kind="number", required=True),
            Prop("total", "Out of how many.", kind="number", required=True),
            Prop("label", "Other words than 'x of y answered'."),
        ),
        attrs=True, prepare=_progress,
    ),
    Component(
        "empty_state",
        "What will be here, who starts it, and one button or a date (slot action).",
        (
            Prop("title", "What is not here yet.", required=True),
            Prop("text", "Who starts it and when."),
            Prop("icon", "A large quiet symbol.", default="plan", choices=ICONS),
            Prop("level", "Heading level.", kind="number", default=2),
        ),
        slots=("action",), content=True, attrs=True,
    ),
    Component("toast", "A short message that floats; put into #toasts by script or htmx.",
              (Prop("text", "The sentence.", required=True),
               Prop("kind", "What sort.", default="success", choices=tuple(ALERTS))),
              prepare=_alert, attrs=True),
)  # fmt: skip
