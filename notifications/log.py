"""What the log says of notices."""

from django.utils.translation import gettext_lazy as _

from audit.reading import register_verbs

register_verbs(
    {
        "notifications.chosen": _("chose what to get by mail"),
    }
)
