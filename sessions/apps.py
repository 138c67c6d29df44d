"""The sessions app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SessionsConfig(AppConfig):
    """Rounds, assignment and sittings; the label keeps clear of Django's own `sessions`."""

    name = "sessions"
    label = "work_sessions"
    verbose_name = _("Rounds and sittings")

    def ready(self) -> None:
        """A reviewer reads the version that the assignment is about."""
        from plans.models.visible import register_readers  # noqa: PLC0415 -- app ready
        from sessions.queries import versions_read_by_task  # noqa: PLC0415 -- app ready

        register_readers(versions_read_by_task)
