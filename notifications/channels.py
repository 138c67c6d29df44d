"""By which way a notice reaches somebody."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """One way; what asks something of somebody always stands in the inbox, so it is never off."""

    NOW = "now", _("Mail at once")
    DAILY = "daily", _("In the daily digest")
    WEEKLY = "weekly", _("In the weekly digest")
    INBOX = "inbox", _("In the inbox only")
    OFF = "off", _("Not at all")


DIGESTS = (Channel.DAILY, Channel.WEEKLY)
