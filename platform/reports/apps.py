"""The reports app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Dossiers and rounds as files."""

    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """Make the notices and the words of the log known, and put the files under one's name."""
        from reports import log, notices  # noqa: F401, PLC0415 -- they register themselves; app ready
        from ui.frame import for_members, register_nav  # noqa: PLC0415 -- app ready

        register_nav(
            "files",
            _("Your files"),
            "reports:export-list",
            icon="download",
            order=15,
            place="account",
            shown=for_members,
        )
