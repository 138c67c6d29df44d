"""What somebody hears about a file."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.clock import now
from notifications.kinds import Kind, Rows, register, register_group
from people.models import Person
from reports.models import Export


def _url(subject_id: int, _context: dict[str, Any]) -> str:
    return reverse("reports:export-detail", args=[subject_id])


def _exports(person: Person) -> Rows:
    return Export.objects.visible_to(person).filter(Q(expires_at__gt=now()))


register_group("reports", _("Files"))
READY = register(
    Kind(
        key="reports.ready",
        title=_("A file that you asked for is ready"),
        line=_("Your file %(file)s is ready."),
        why=_("because you asked for this file"),
        action=_("Download the file"),
        url=_url,
        seen=_exports,
        mail=False,
    )
)
