"""Things to press."""

from __future__ import annotations

from ui.icons import ICONS
from ui.props import Component, Prop, Values

KINDS = ("primary", "secondary", "quiet", "danger")
LOOKS = {
    "primary": "nl-button--primary",
    "secondary": "nl-button--secondary",
    "quiet": "nl-button--subtle",
    "danger": "nl-button--secondary nl-button--negative",
}
LABEL = Prop("label", "Verb and noun, as in 'Send review'.", required=True)
KIND = Prop("kind", "One primary button a page.", default="secondary", choices=KINDS)
ICON = Prop("icon", "A symbol before the label.", choices=("", *ICONS))
DISABLED = Prop("disabled", "Show it, but do not let it be pressed.", kind="bool", default=False)
REASON = Prop("reason", "Why it is disabled and until when; shown under the button.")
SIZE = Prop("size", "'small' inside tables and cards.", choices=("", "small"))


def _button(values: Values) -> Values:
    looks = LOOKS[str(values["kind"])] + (" button--small" if values["size"] else "")
    return {"looks": looks, "off": bool(values["disabled"] or values["reason"])}


COMPONENTS = (
    Component(
        "button",
        "A button, or with href a link that looks like one. A reason disables it.",
        (
            LABEL, KIND, ICON, DISABLED, REASON, SIZE,
            Prop("href", "Makes it a link.", kind="url"),
            Prop("type", "What a real button does.", default="submit", choices=("submit", "button", "reset")),
            Prop("name", "Name sent with the form."),
            Prop("value", "Value sent with the form."),
            Prop("form", "id of the form it belongs to, when it stands outside."),
            Prop("formaction", "Another address for the same form.", kind="url"),
            Prop("novalidate", "Send without the browser's own checks (save a draft).", kind="bool", default=False),
        ),
        attrs=True,
        prepare=_button,
    ),
    Component(
        "post_button",
        "A form with one button: a write without other input. Content: hidden inputs.",
        (
            Prop("action", "Where to post.", kind="url", required=True),
            LABEL, KIND, ICON, DISABLED, REASON, SIZE,
            Prop("confirm", "Question to answer before it is sent (needs script; without it, sends)."),
        ),
        content=True,
        attrs=True,
        prepare=_button,
    ),
    Component(
        "link_action",
        "A link that goes somewhere to do something; quieter than a button.",
        (LABEL, Prop("href", "Where to.", kind="url", required=True), ICON),
        attrs=True,
    ),
    Component(
        "menu",
        "A button that opens a list of menu_item; works without script.",
        (
            LABEL,
            ICON,
            Prop("align", "Which edge it lines up with.", default="end", choices=("start", "end")),
            Prop("icon_only", "Hide the label for the eye.", kind="bool", default=False),
        ),
        content=True,
        attrs=True,
    ),
    Component(
        "menu_item",
        "One line of a menu: a link, or with action a POST button.",
        (
            LABEL,
            ICON,
            Prop("href", "Where to.", kind="url"),
            Prop("action", "Where to post.", kind="url"),
            Prop("confirm", "Question to answer before it is sent."),
            Prop("current", "This is the page you are on.", kind="bool", default=False),
        ),
        attrs=True,
    ),
    Component(
        "button_row",
        "A row of buttons: the first is the most important. Wraps on a phone.",
        content=True,
    ),
    Component(
        "disclosure",
        "A line that opens more text below it.",
        (LABEL, Prop("open", "Open from the start.", kind="bool", default=False), Prop("hint", "Quiet words after the label.")),
        content=True,
        attrs=True,
    ),
)  # fmt: skip
