"""The notifications app."""

from django.apps import AppConfig
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """Notices and their deliveries."""

    name = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        """Put the inbox with its number in the frame of every page, and send account mail."""
        from live.inbox import count_with  # noqa: PLC0415 -- app ready
        from notifications import log, notices, receivers  # noqa: F401, PLC0415 -- register themselves; app ready
        from notifications.actions import queue_mail  # noqa: PLC0415 -- app ready
        from notifications.queries import unread_count, unread_counts  # noqa: PLC0415 -- app ready
        from people.mail import register_sender  # noqa: PLC0415 -- app ready
        from people.models import Person  # noqa: PLC0415 -- app ready
        from ui.frame import register_counter, register_nav  # noqa: PLC0415 -- app ready

        register_sender(queue_mail)
        count_with(unread_counts)

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

        def looks_after_mail(request: HttpRequest) -> bool:
            person = request.user
            return isinstance(person, Person) and person.has_perm("notifications.see_failed")

        register_nav(
            "held",
            _("Held mail"),
            "notifications:held-list",
            icon="mail",
            place="account",
            order=44,
            shown=looks_after_mail,
        )
        register_nav(
            "failed",
            _("Mail that failed"),
            "notifications:failed-list",
            icon="mail",
            place="account",
            order=45,
            shown=looks_after_mail,
        )

        def words_letters(request: HttpRequest) -> bool:
            person = request.user
            return isinstance(person, Person) and person.has_perm("notifications.edit_letters")

        register_nav(
            "letters",
            _("Words of letters"),
            "notifications:letter-list",
            icon="edit",
            place="account",
            order=46,
            shown=words_letters,
        )
        register_nav(
            "preferences",
            _("Mail about notices"),
            "notifications:preferences",
            icon="settings",
            place="account",
        )

        def handles_mail(request: HttpRequest) -> bool:
            person = request.user
            may = isinstance(person, Person) and person.has_perm("notifications.handle_inbound")
            return may and bool(settings.REPLY_ADDRESS)

        register_nav(
            "inbound",
            _("Mail that was not posted"),
            "inbound:not-posted",
            icon="mail",
            place="account",
            order=60,
            shown=handles_mail,
        )
