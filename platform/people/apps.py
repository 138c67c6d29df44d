"""The people app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Persons, organisations, regions, roles."""

    name = "people"
    verbose_name = _("People")
