"""The plans app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Dossiers of regions, their versions and questions."""

    name = "plans"
    label = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        """Make the notices, the things that threads hang on, and the menu entry known."""
        from discussion.targets import register  # noqa: PLC0415 -- app ready
        from plans import log, notices  # noqa: F401, PLC0415 -- they register themselves
        from plans.passage_topic import TOPIC  # noqa: PLC0415 -- app ready
        from plans.topics import KINDS  # noqa: PLC0415 -- app ready
        from ui.frame import register_nav  # noqa: PLC0415 -- app ready

        for kind in [*KINDS, TOPIC]:
            register(kind)
        register_nav("plans", _("Plans"), "plans:dossier-list", icon="plan", order=20)
