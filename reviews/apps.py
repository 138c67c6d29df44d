"""The reviews app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    """Reviews, recommendations and what becomes of them."""

    name = "reviews"
    label = "reviews"
    verbose_name = _("Reviews")
