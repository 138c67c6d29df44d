"""Threads, and posts that came there by the real action."""

import uuid
from typing import Any

import factory
from factory.django import DjangoModelFactory

from discussion.actions import Result, carry_out
from discussion.models import Post, Thread
from people.levels import Level
from people.models import Person
from tests.factories.people import PersonFactory
from tests.factories.plans import DossierFactory, VersionFactory


class ThreadFactory(DjangoModelFactory[Thread]):
    class Meta:
        model = Thread

    target_kind = "dossier"
    target_id = factory.LazyFunction(lambda: VersionFactory().dossier_id)
    title = factory.Sequence(lambda n: f"Conversation {n}")
    level = Level.SESSION
    created_by = factory.SubFactory(PersonFactory)


def thread_in(cast: Any, **fields: Any) -> Thread:
    """A thread on South's shared dossier: Rob, Mia and Chris read it, and all participants at that level."""
    dossier = DossierFactory(edition=cast.edition, region=cast.south, level=Level.PARTICIPANTS)
    VersionFactory(dossier=dossier)
    fields = {"level": Level.PARTICIPANTS, "created_by": cast.rob, **fields}
    return ThreadFactory(target_id=dossier.pk, **fields)


def command(thread: Thread, by: Person, kind: str = "post", **payload: Any) -> Result:
    """Carry out one command under a fresh key."""
    if kind == "post":
        payload.setdefault("body", "Hello")
    key = payload.pop("key", None) or uuid.uuid4()
    return carry_out(thread=thread, by=by, key=key, kind=kind, payload=payload)


def post(thread: Thread, by: Person, body: str = "Hello", **payload: Any) -> Post:
    """One post."""
    return Post.objects.get(pk=command(thread, by, body=body, **payload).event["post"])
