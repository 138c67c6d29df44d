"""The notifications app."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Notices and their deliveries."""

    name = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        """Put the inbox with its number in the frame of every page, and send account mail."""
        from live.inbox import count_with  # noqa: PLC0415 -- app ready
        from notifications import log  # noqa: F401, PLC0415 -- registers itself; app ready
        from notifications.actions import queue_mail  # noqa: PLC0415 -- app ready
        from notifications.queries import unread_count  # noqa: PLC0415 -- app ready
        from people.mail import register_sender  # noqa: PLC0415 -- app ready
        from people.models import Person  # noqa: PLC0415 -- app ready
        from ui.frame import register_counter, register_nav  # noqa: PLC0415 -- app ready

        register_sender(queue_mail)
        # The socket knows ids only.
        count_with(lambda person_id: unread_count(Person(pk=person_id)))

        def unread(request: HttpRequest) -> int:
            return unread_count(request.user) if isinstance(request.user, Person) else 0

        register_nav(
            "notices",
            _("Notices"),
            "notifications:notice-list",
            icon="bell",
            order=30,
            prefixes=("/notices/",),
        )
        register_counter("notices", unread, _("unread notices"))
        register_nav(
            "preferences",
            _("Mail about notices"),
            "notifications:preferences",
            icon="settings",
            place="account",
        )
