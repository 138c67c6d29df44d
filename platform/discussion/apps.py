"""The discussion app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscussionConfig(AppConfig):
    """Threads on anything."""

    name = "discussion"
    label = "discussion"
    verbose_name = _("Discussion")
