"""The sessions app."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SessionsConfig(AppConfig):
    """Rounds, assignment and sittings; the label keeps clear of Django's own `sessions`."""

    name = "sessions"
    label = "work_sessions"
    verbose_name = _("Rounds and sittings")

    def ready(self) -> None:
        """A reviewer reads the version that the assignment is about; notices get their words."""
        from discussion import targets  # noqa: PLC0415 -- app ready
        from plans.hooks import register_notes, register_readers  # noqa: PLC0415 -- app ready
        from sessions import queries  # noqa: PLC0415 -- app ready
        from sessions.topics import PanelTopic  # noqa: PLC0415 -- app ready
        from ui.frame import register_nav  # noqa: PLC0415 -- app ready

        import_module("sessions.log")
        import_module("sessions.notices")
        targets.register(PanelTopic())
        register_readers(queries.versions_read_by_task, queries.people_with_a_task)
        register_notes(queries.notes_for_lead)
        register_nav(
            "rounds",
            _("Rounds"),
            "sessions:round-list",
            icon="calendar",
            order=30,
            prefixes=("/rounds/",),
        )
