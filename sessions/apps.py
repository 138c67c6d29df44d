"""The sessions app."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# What makes itself known when it is loaded.
MODULES = (
    *("log", "log_conference", "log_sitting", "rules_conference", "rules_sitting"),
    *("notices", "notices.conferences", "notices.sittings"),
    *("risks.plans", "risks.reviewers", "risks.talk", "risks.silence", "risks.mail"),
    "risks.outdated",
)


class SessionsConfig(AppConfig):
    """Rounds, assignment and sittings; the label keeps clear of Django's own `sessions`."""

    name = "sessions"
    label = "work_sessions"
    verbose_name = _("Rounds and sittings")

    def ready(self) -> None:
        """A reviewer reads the version that the assignment is about; notices get their words."""
        from discussion import targets  # noqa: PLC0415 -- app ready
        from live.topics import register as register_topic  # noqa: PLC0415 -- app ready
        from notifications.inbound.registry import register_invitation  # noqa: PLC0415 -- app ready
        from notifications.models import Batch  # noqa: PLC0415 -- app ready
        from notifications.queries.batches import held_asked  # noqa: PLC0415 -- app ready
        from notifications.waiting import register_work  # noqa: PLC0415 -- app ready
        from plans.hooks import register_notes, register_readers  # noqa: PLC0415 -- app ready
        from sessions import queries  # noqa: PLC0415 -- app ready
        from sessions.actions import calendar, sitting_changes  # noqa: PLC0415 -- app ready
        from sessions.mail import SittingByCalendar  # noqa: PLC0415 -- app ready
        from sessions.queries import round_work  # noqa: PLC0415 -- app ready
        from sessions.queries.waiting import register_waiting  # noqa: PLC0415 -- app ready
        from sessions.topics import PanelTopic  # noqa: PLC0415 -- app ready
        from sessions.topics_conference import ConferenceTopic  # noqa: PLC0415 -- app ready
        from sessions.topics_sitting import SittingTopic  # noqa: PLC0415 -- app ready
        from ui.frame import register_nav  # noqa: PLC0415 -- app ready

        for module in MODULES:
            import_module(f"sessions.{module}")
        round_work.register()
        sitting_changes.on_change(calendar.hear_of_sitting)
        targets.register(PanelTopic())
        register_topic("conference", ConferenceTopic())
        register_topic("sitting", SittingTopic())
        register_readers(queries.versions_read_by_task, queries.people_with_a_task)
        register_notes(queries.notes_for_lead)
        register_invitation("work_sessions.sitting", SittingByCalendar())
        register_waiting("mail", Batch.objects.asking, held_asked)
        register_work("sessions", queries.tasks_for_each)
        register_nav(
            "rounds",
            _("Rounds"),
            "sessions:round-list",
            icon="calendar",
            order=30,
            prefixes=("/rounds/", "/conferences/"),
        )
        register_nav(
            "calendar", _("My calendar"), "calendar:page", icon="calendar", place="account"
        )
