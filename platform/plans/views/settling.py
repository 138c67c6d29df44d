"""What the page of submitting shares: each open conversation on a passage, then and now."""

from functools import cached_property

from django.http import QueryDict

from people.models import Person
from plans.actions.settling import Decision
from plans.models import Dossier, Version
from plans.passage_forms import DecisionForm, paragraph_choices
from plans.passages import blocks_of
from plans.queries import read_working
from plans.queries.passages import PassageRow, anchors_of, passages_in_working_copy


class Settling:
    """The open conversations on passages, where they stand in the text that will be submitted."""

    def __init__(
        self,
        person: Person,
        dossier: Dossier,
        newest: Version | None,
        data: QueryDict | None = None,
    ) -> None:
        self.person, self.dossier, self.newest, self.data = person, dossier, newest, data

    @cached_property
    def forms(self) -> list[DecisionForm]:
        """One form a conversation, in the order of the text."""
        if self.newest is None:
            return []
        plan = read_working(self.dossier)
        blocks = blocks_of(plan)
        anchors = anchors_of(self.person, self.dossier)
        rows: list[PassageRow] = passages_in_working_copy(self.newest, blocks, anchors)
        choices = paragraph_choices(plan)
        return [DecisionForm(self.data, row=row, blocks=choices) for row in rows if row.is_open]

    def is_valid(self) -> bool:
        """Whether every answer that was given can be kept."""
        return all([form.is_valid() for form in self.forms])  # noqa: C419 -- each shows its errors

    @property
    def has_errors(self) -> bool:
        """Whether an answer cannot be kept."""
        return self.data is not None and not self.is_valid()

    @property
    def decisions(self) -> list[Decision]:
        """What was decided; of valid forms."""
        return [form.decision for form in self.forms if form.decision]
