"""Who is behind the present request or task, for the log."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from audit.models import How


@dataclass(frozen=True)
class Context:
    """By which way a change comes in, and as whom, if not as oneself."""

    how: How = How.COMMAND
    acting_as_id: int | None = None


PLAIN = Context()
_context: ContextVar[Context] = ContextVar("audit_context", default=PLAIN)


def current() -> Context:
    """The context of this request, task or command."""
    return _context.get()


@contextmanager
def coming_by(how: How, acting_as_id: int | None = None) -> Iterator[None]:
    """Everything recorded inside came in this way."""
    token = _context.set(replace(_context.get(), how=how, acting_as_id=acting_as_id))
    try:
        yield
    finally:
        _context.reset(token)


def in_task(**_kwargs: object) -> None:
    """A worker begins a task: what it writes came in that way."""
    _context.set(Context(how=How.TASK))


def after_task(**_kwargs: object) -> None:
    """The task is over."""
    _context.set(PLAIN)
