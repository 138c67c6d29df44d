"""Who wants to know when somebody's rights change: sockets that must close, for one."""

import logging
from collections.abc import Callable
from functools import partial

from django.db import transaction

from people.models import Person
from people.queries import forget

logger = logging.getLogger(__name__)
Listener = Callable[[int], None]
_listeners: list[Listener] = []


def on_rights_changed(listener: Listener) -> None:
    """Call `listener(person_id)` after each commit that changed what a person may do or is.

    That is: a role that was given or ended, another password or address, a session that was ended.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def rights_changed(person: Person) -> None:
    """To be called inside the action's transaction; a listener in trouble stops nobody."""
    forget(person)
    for listener in _listeners:
        transaction.on_commit(partial(listener, person.pk), robust=True)
