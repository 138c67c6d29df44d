"""Log lines as JSON: what happened, with ids, without personal text."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

from core.requests import current_request_id

_STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SECRET = re.compile(r"(?=[\w:-]{0,200}\d)[\w:-]{20,}")


class JsonFormatter(logging.Formatter):
    """One line of JSON a record. `logger.info("mail sent", extra={"delivery": pk})`.

    Extra values are kept when they are numbers, booleans or short strings. Mail addresses and
    everything that looks like a token are taken out of messages, because paths of invitations
    pass through here. Of an exception the type and the places are kept, never its text, which
    may hold what somebody typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
        }
        if request_id := current_request_id():
            line["request"] = request_id
        line |= _extras(record)
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)


def without_secrets(message: str) -> str:
    """The message without mail addresses and tokens."""
    return _SECRET.sub("[secret]", _ADDRESS.sub("[mail]", message))


def _extras(record: logging.LogRecord) -> dict[str, Any]:
    """What the caller gave as `extra`; Django's request objects and long texts are left out."""
    given = {key: value for key, value in vars(record).items() if key not in _STANDARD}
    return {
        key: value
        for key, value in given.items()
        if isinstance(value, int | float) or (isinstance(value, str) and len(value) <= 64)
    }


def _places(trace: Any) -> list[str]:
    """Where it went wrong, innermost last."""
    return [
        f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
    ]
