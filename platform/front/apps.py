"""The front app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrontConfig(AppConfig):
    """Home, public and error pages."""

    name = "front"
    verbose_name = _("Front")

    def ready(self) -> None:
        """Put home, the public pages and the demo's words in the frame."""
        from front.frame import demo_notice, edition_name, reads_outbox  # noqa: PLC0415 -- app ready
        from front.turn import count  # noqa: PLC0415 -- app ready
        from ui.frame import (  # noqa: PLC0415 -- app ready
            for_everyone,
            register_counter,
            register_nav,
            register_text,
        )

        register_nav("home", _("My turn"), "front:home", icon="hand", order=10)
        register_counter("home", count, _("things that wait for you"), tone="turn")
        register_text("edition", edition_name)
        register_text("demo_notice", demo_notice)
        register_nav(
            "outbox", _("Outbox"), "front:outbox", icon="mail", place="account", shown=reads_outbox
        )
        for key, label in (
            ("about", _("About Klankbord")),
            ("privacy", _("Privacy")),
            ("accessibility", _("Accessibility")),
        ):
            register_nav(key, label, f"front:{key}", place="footer", shown=for_everyone)
