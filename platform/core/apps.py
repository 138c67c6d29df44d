"""The app of the helpers that know no domain."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    """Core has no tables; it looks after the triggers that other apps ask for."""

    name = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        """After each migrate, put back triggers that a rebuilt table has lost."""
        from core.db.guards import restore_after_migrate  # noqa: PLC0415 -- needs loaded apps

        post_migrate.connect(restore_after_migrate, sender=self)
