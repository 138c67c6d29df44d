"""Who sees which template."""

from typing import TYPE_CHECKING, Self

from django.db import models

from people.queries import Visitor, standing

if TYPE_CHECKING:
    from sessions.models.template import RoundTemplate  # noqa: F401 -- named in a string


class RoundTemplateQuerySet(models.QuerySet["RoundTemplate"]):
    """Templates by who may plan with them."""

    def visible_to(self, person: Visitor) -> Self:
        """Those of programmes of which one runs an edition."""
        return self.filter(programme__editions__in=standing(person).facilitates).distinct()
