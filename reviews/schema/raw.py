"""Pieces of a form out of data that anybody may have sent: each comes out as it should be, or is refused."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from reviews.schema.parts import KEY, POINTS, RESERVED, Condition

E = TypeVar("E", bound=Enum)
T = TypeVar("T")
MOST_OPTIONS = 60
LONGEST = 3000  # characters of one text


class SchemaError(ValueError):
    """A form that cannot be used, and why."""


def mapping(data: Any, what: str) -> Mapping[str, Any]:
    """An object of names and values; `what` is what should have stood here."""
    if not isinstance(data, Mapping):
        raise SchemaError(_("Here %(what)s should stand, but it does not.") % {"what": what})
    return data


def listed(data: Any, most: int, what: str) -> list[Any]:
    """A list of no more than `most`; nothing is an empty one."""
    if data is None:
        return []
    if not isinstance(data, list | tuple):
        raise SchemaError(_("Here %(what)s should stand, but it does not.") % {"what": what})
    if len(data) > most:
        raise SchemaError(_("There are too many: %(what)s.") % {"what": what})
    return list(data)


def text(data: Any) -> str:
    """Text that can be kept and sent again; nothing is an empty one."""
    if data is None:
        return ""
    if not isinstance(data, str):
        raise SchemaError(_("Words are text, and nothing else."))
    if len(data) > LONGEST:
        raise SchemaError(_("A text has at most %(most)s characters.") % {"most": LONGEST})
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in data):
        raise SchemaError(_("A text holds characters that cannot be kept."))
    return data


def key_in(data: Mapping[str, Any]) -> str:
    """The key of a part of the form."""
    key = data.get("key")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise SchemaError(
            _("A key has small letters, digits and _, and begins with a letter: %(key)s.")
            % {"key": repr(key)[:60].encode("utf-8", "replace").decode()}
        )
    return key


def name_in(data: Mapping[str, Any]) -> str:
    """The key of a question, which is the name of its box on the page too."""
    key = key_in(data)
    if key in RESERVED:
        raise SchemaError(_("No question can have the key %(key)s.") % {"key": key})
    return key


def one_of(choices: type[E], data: Any) -> E:
    """One of these choices."""
    try:
        return choices(data)
    except (ValueError, TypeError) as error:
        known = ", ".join(str(item.value) for item in choices)
        raise SchemaError(_("Choose one of these: %(known)s.") % {"known": known}) from error


def number(data: Any, lowest: int, highest: int) -> int | None:
    """A whole number between these; nothing stays None."""
    if data is None:
        return None
    if not isinstance(data, int) or isinstance(data, bool) or not lowest <= data <= highest:
        raise SchemaError(
            _("Give a whole number from %(lowest)s to %(highest)s.")
            % {"lowest": lowest, "highest": highest}
        )
    return data


def each(data: Any, what: str, one: Callable[[Any], T]) -> tuple[T, ...]:
    """Every item of a list, as `one` reads it."""
    return tuple(one(item) for item in listed(data, MOST_OPTIONS, what))


def points(data: Any) -> tuple[int, ...]:
    """Points of the scale."""
    found = each(data, _("the points"), lambda item: number(item, POINTS[0], POINTS[-1]))
    return tuple(point for point in found if point is not None)


def texts(data: Any) -> tuple[str, ...]:
    """Several texts."""
    return each(data, _("the values"), text)


def condition(data: Any) -> Condition | None:
    """On which question something hangs, and on which of its answers; None is on nothing."""
    if data is None:
        return None
    given = mapping(data, _("a condition"))
    return Condition(key_in({"key": given.get("field")}), texts(given.get("values")))
