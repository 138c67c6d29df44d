"""The programme app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    """Editions, steps, elements, learning questions."""

    name = "programme"
    verbose_name = _("Programme")

    def ready(self) -> None:
        """Put the programme in the frame of every page, and tell the log what it may say about it."""
        from audit.reading import register_labels, register_verbs  # noqa: PLC0415 -- app ready
        from discussion import targets  # noqa: PLC0415 -- app ready
        from people.log import labels_of  # noqa: PLC0415 -- app ready
        from programme.models import Edition, Participation, Step  # noqa: PLC0415 -- app ready
        from programme.topics import PairTopic  # noqa: PLC0415 -- app ready
        from ui.frame import register_nav  # noqa: PLC0415 -- app ready

        register_nav(
            "programme",
            _("Programme"),
            "programme:edition-list",
            icon="calendar",
            order=50,
            prefixes=("/programme/",),
        )
        register_verbs(
            {
                "step.changed": _("changed the planning of"),
                "pair.opened": _("started private contact"),
                "pair.contact_noted": _("noted a contact"),
            }
        )
        targets.register(PairTopic())
        for model in (Edition, Participation, Step):
            register_labels(model._meta.label_lower, labels_of(model))
