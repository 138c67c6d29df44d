"""What the log says of exports."""

from django.utils.translation import gettext_lazy as _

from audit.reading import register_verbs

register_verbs({"export.asked": _("asked for a file to download")})
