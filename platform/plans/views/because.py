"""What the pages with changes share: because of which advice a part changed, and choosing it."""

from collections.abc import Mapping

from django.http import QueryDict
from django.utils.translation import gettext as _

from people.models import Person
from plans.forms import BecauseForm
from plans.hooks import Because, change_reasons
from plans.models import Dossier, Version
from plans.queries import Differences


class Choosing:
    """The boxes beside the changes of a plan, and what was ticked before."""

    def __init__(
        self,
        person: Person,
        dossier: Dossier,
        version: Version | None,
        found: Differences,
        data: QueryDict | None = None,
    ) -> None:
        reasons = change_reasons()
        known = reasons.choices(person, dossier) if reasons else []
        self.kept: Mapping[str, set[int]] = (
            reasons.kept(person, dossier, version) if reasons and known else {}
        )
        parts = [change.part for change in found.changes] if known else []
        words = _("%(advice)s (%(who)s)")
        choices = [(str(one.id), words % {"advice": one.title, "who": one.who}) for one in known]
        initial = {part: [str(pk) for pk in sorted(ids)] for part, ids in self.kept.items()}
        self.form = BecauseForm(data, parts=parts, choices=choices, initial=initial)
        self.fixed = bool(
            reasons and version is not None and any(self.kept.values()) and reasons.fixed(version)
        )

    @property
    def offered(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.form.fields)

    def beside(self, found: Differences) -> Differences:
        """The differences with the boxes of each part that changed."""
        if not self.offered:
            return found
        return found.with_boxes({part: self.form[part] for part in self.form.fields}, self.kept)

    @property
    def because(self) -> Because | None:
        """What was chosen; nothing when nothing could be."""
        return self.form.because if self.offered and self.form.is_valid() else None

    def keep(self, person: Person, dossier: Dossier, version: Version | None) -> None:
        """Keep what was chosen. Raises what the rules refuse."""
        reasons, because = change_reasons(), self.because
        if reasons and because is not None:
            reasons.keep(dossier=dossier, version=version, by=person, because=because)
