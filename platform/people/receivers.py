"""Second factors are rows of allauth: their coming and going is heard here, inside its transaction."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models.signals import post_delete, post_save

from audit.actions import record


def listen() -> None:
    """Hear about second factors from now on; called when the apps are ready."""
    post_save.connect(_saved, sender=Authenticator, dispatch_uid="people.second_factor_added")
    post_delete.connect(_deleted, sender=Authenticator, dispatch_uid="people.second_factor_removed")


def _saved(*, instance: Authenticator, created: bool, **_kwargs: Any) -> None:
    if created:
        _note("person.second_factor_added", instance, (None, instance.type))


def _deleted(*, instance: Authenticator, **_kwargs: Any) -> None:
    _note("person.second_factor_removed", instance, (instance.type, None))


def _note(verb: str, instance: Authenticator, change: tuple[str | None, str | None]) -> None:
    record(verb, by=instance.user, target=instance.user, changes={"second_factor": change})
