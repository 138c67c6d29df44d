"""The reports app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Dossiers and rounds as files."""

    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """Make the notices and the words of the log known."""
        from reports import log, notices  # noqa: F401, PLC0415 -- they register themselves; app ready
