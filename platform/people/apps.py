"""The people app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Persons, organisations, regions, roles."""

    name = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Put people in the frame of every page, and tell the log what it may say about them."""
        from people import frame, log, receivers, sessions_seen  # noqa: PLC0415 -- app ready
        from ui.frame import register_nav, register_text  # noqa: PLC0415 -- app ready

        log.register()
        receivers.listen()
        sessions_seen.listen()
        register_nav(
            "regions",
            _("Regions"),
            "people:region-list",
            icon="people",
            order=60,
            prefixes=("/people/regions/",),
        )
        for key, label, url, icon, order, shown in frame.ACCOUNT_ENTRIES:
            register_nav(key, label, url, icon=icon, place="account", order=order, shown=shown)
        register_text("role", frame.roles_in_words)
