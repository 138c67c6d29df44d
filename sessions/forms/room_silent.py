"""The form of the silent step with what one wrote already."""

from collections.abc import Mapping

from sessions.forms.room import SilentForm
from sessions.models import SilentKind, SilentText


def silent_form(own: Mapping[str, SilentText]) -> SilentForm:
    """Three boxes, each with its text and the revision that stands on the screen."""
    initial: dict[str, object] = {}
    for kind in SilentKind:
        row = own.get(kind)
        initial[kind.value] = row.body if row else ""
        initial[f"seen_{kind.value}"] = row.revision if row else 0
    return SilentForm(initial=initial)
