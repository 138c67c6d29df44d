"""The one kind of error that a person may read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """Something that the rules refuse. `sentence` tells the reader what to do next.

    A subclass gives its sentence as a class attribute; an instance may give a more exact one:
    `raise StepClosed(_("This step closed on %(date)s.") % {"date": date})`.
    """

    sentence: str | Promise = _("This is not possible now.")

    def __init__(self, sentence: str | Promise | None = None) -> None:
        if sentence is not None:
            self.sentence = sentence
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return str(self.sentence)
