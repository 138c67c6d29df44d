"""A kind of notice of the tests' own: about a region, seen by whoever is in its team."""

from django.utils.translation import gettext_lazy as _

from notifications.kinds import Kind
from people.models import Region
from people.queries import standing

REGION_NEWS = Kind(
    key="tests.region_news",
    title=_("Notices"),
    line=_("Hello %(name)s"),
    why=_("Privacy"),
    action=_("Log in"),
    url=lambda subject_id, context: f"/about/?region={subject_id}",
    seen=lambda person: Region.objects.filter(pk__in=standing(person).team_regions()),
)
