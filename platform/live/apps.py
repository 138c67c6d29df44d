"""The live app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    """The socket."""

    name = "live"
    label = "live"
    verbose_name = _("Live")

    def ready(self) -> None:
        """Let sockets hear at once that rights changed or a session ended."""
        from live.inbox import inbox_of  # noqa: PLC0415 -- app ready
        from live.publish import ring  # noqa: PLC0415 -- app ready
        from people.hooks import on_rights_changed  # noqa: PLC0415 -- app ready

        def ask_again(person_id: int) -> None:
            ring([inbox_of(person_id)], {"rights": True})

        on_rights_changed(ask_again)
