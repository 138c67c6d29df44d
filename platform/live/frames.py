"""What a client may say, as values; anything else is nothing."""

import json
from dataclasses import dataclass, field
from typing import Any

from live import limits

BIGGEST = 2**53  # the last whole number that JavaScript knows


@dataclass(frozen=True)
class Said:
    """One frame of a client."""

    subscribe: dict[str, int] = field(default_factory=dict)
    unsubscribe: list[str] = field(default_factory=list)
    typing: str = ""
    ping: int | None = None
    reading: list[str] | None = None


def read(text: str | None) -> Said | None:
    """What the client says, or nothing when it cannot be understood."""
    if text is None or len(text) > limits.FRAME:
        return None
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    wanted = said.get("subscribe", {})
    dropped = said.get("unsubscribe", [])
    typing, ping = said.get("typing", ""), said.get("ping")
    reading = said.get("reading")
    if not (
        _is_map(wanted)
        and _is_names(dropped)
        and isinstance(typing, str)
        and _is_number(ping)
        and (reading is None or _is_names(reading))
    ):
        return None
    return Said(wanted, dropped, typing, ping, reading)


def _is_map(value: Any) -> bool:
    return isinstance(value, dict) and all(
        last is not None and _is_number(last) for last in value.values()
    )


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _is_number(value: Any) -> bool:
    return value is None or (type(value) is int and 0 <= value <= BIGGEST)
