"""The id of the request that is being answered, for the log and the audit trail."""

import re
import secrets
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("request_id", default="")
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")


def current_request_id() -> str:
    """The id of the request that this code runs for; "" outside requests."""
    return _current.get()


def start_request(given: str = "") -> str:
    """Begin a request: take over the id of the proxy when it is a plain one, or make one."""
    request_id = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
    _current.set(request_id)
    return request_id


def end_request() -> None:
    """Nothing that runs later in this thread belongs to the request any more."""
    _current.set("")
