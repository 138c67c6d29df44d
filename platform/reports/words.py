"""Small sentences of a report: dates, names, sizes. In the language that is active."""

from datetime import date, datetime

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.clock import local
from reports.shapes import Act, Report, Who


def day(at: date | datetime) -> str:
    """A day in words, as clocks in Amsterdam have it."""
    return date_format(local(at) if isinstance(at, datetime) else at, "j F Y")


def moment(at: datetime) -> str:
    """A day and time in words."""
    return date_format(local(at), "j F Y H:i")


def name(who: Who) -> str:
    """Name, organisation and capacity in one line."""
    return " · ".join(part for part in (who.name, who.organisation, who.capacity) if part)


def by(act: Act) -> str:
    """Who, as what, when."""
    return f"{name(act.by)} · {moment(act.at)}"


def size(count: int) -> str:
    """Bytes in words."""
    return filesizeformat(count)


def made_for(report: Report) -> str:
    """For whom the report was made, when, and what it holds."""
    return _("Made for %(name)s on %(date)s. It contains what this person may read.") % {
        "name": report.made_for,
        "date": moment(report.made_at),
    }
