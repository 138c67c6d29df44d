"""The audit app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """What happened: append-only."""

    name = "audit"
    verbose_name = _("Audit log")

    def ready(self) -> None:
        """Hear when a worker begins and ends a task."""
        from django_q.signals import post_execute_in_worker, pre_execute  # noqa: PLC0415 -- app ready

        from audit.context import after_task, in_task  # noqa: PLC0415 -- app ready

        pre_execute.connect(in_task, dispatch_uid="audit.in_task")
        post_execute_in_worker.connect(after_task, dispatch_uid="audit.after_task")
