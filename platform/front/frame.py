"""The words of the frame that this app knows."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from people.models import Person
from people.queries import standing
from programme.models import Edition


def edition_name(request: HttpRequest) -> str:
    """The edition that the reader has a part in; nothing for visitors."""
    person = getattr(request, "user", None)
    held = standing(person).memberships if isinstance(person, Person) else ()
    return str(held[0].edition) if held else ""


def demo_notice(_request: HttpRequest) -> str:
    """One sentence that says what is invented, and that the dates were moved."""
    edition = Edition.objects.filter(is_demo=True).first() if settings.DEMO else None
    if edition is None:
        return ""
    words = _(
        "Demo. The regions are real, the reviews and the reviewers are invented. "
        "The dates of %(year)s are moved by %(weeks)s weeks, so that the September round is open now."
    )
    return words % {"year": edition.year, "weeks": edition.moved_days // 7}


def reads_outbox(request: HttpRequest) -> bool:
    """Whether the reader may open the outbox of the demo."""
    person = request.user
    if not settings.DEMO or not isinstance(person, Person):
        return False
    here = standing(person)
    return bool(here.facilitates) or here.may("people.administer")
