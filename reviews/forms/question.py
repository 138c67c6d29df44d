"""Everything of one question of a form that is being built."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviews.building.problems import answers_to
from reviews.forms.building import Row, SeenForm, said
from reviews.models import Term
from reviews.schema import (
    OF_THE_REVIEW,
    POINTS,
    WITH_ONE_ANSWER,
    WITH_WORD_LIMIT,
    Condition,
    Field,
    FieldReaders,
    Kind,
    Option,
    Words,
)

READERS = [
    (FieldReaders.REVIEW, gettext_lazy("Whoever reads the review")),
    (
        FieldReaders.ROUND,
        gettext_lazy("The region, the reviewers of this plan and the programme team"),
    ),
    (FieldReaders.REGION, gettext_lazy("The region, the programme team and the author")),
    (FieldReaders.PROGRAMME, gettext_lazy("The programme team and the author")),
]


def _heading(name: str) -> str:
    if name in ("prompt", "help", "example_good", "example_bad"):
        return _("The question")
    if name.startswith("point_"):
        return _("What the points mean")
    if name == "readers":
        return _("Who reads it")
    if name.startswith(("shown_if", "required_if")):
        return _("When it is asked")
    return _("The answer")


class FieldForm(SeenForm):
    """Everything of one question, as far as its kind has it."""

    def __init__(
        self,
        asked: Field,
        earlier: Iterable[Field],
        *args: Any,
        scale: Iterable[tuple[int, Words]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        everywhere = _("Everywhere in this form: %(words)s.")
        self.hints = {f"point_{point}": everywhere % {"words": words} for point, words in scale}
        self.earlier = {one.key: one for one in earlier if one.kind in WITH_ONE_ANSWER}
        self.worded("prompt", _("Question"))
        self.worded("help", _("Help"), long=True)
        self.worded("example_good", _("A good example"), long=True)
        self.worded("example_bad", _("A bad example"), long=True)
        self._of_kind(asked.kind)
        alone = asked.kind in WITH_ONE_ANSWER and asked.key not in OF_THE_REVIEW
        if alone:
            self.fields["readers"] = forms.ChoiceField(
                label=_("Who reads the answers?"),
                help_text=_("The reviewer reads this at the question, before writing."),
                choices=READERS,
                widget=forms.RadioSelect,
            )
        if asked.key not in OF_THE_REVIEW:
            self._condition("shown_if", _("Show this question only after an answer to"))
        if alone:
            self._condition("required_if", _("An answer is needed after an answer to"))

    def groups(self) -> list[tuple[str, list[Row]]]:
        """The inputs under headings; what a kind does not have is not there."""
        found: dict[str, list[Row]] = {}
        for row in self.rows():
            found.setdefault(_heading(row.name), []).append(row)
        return list(found.items())

    def _of_kind(self, kind: Kind) -> None:
        self.fields["required"] = forms.BooleanField(label=_("An answer is needed"), required=False)
        if kind in WITH_WORD_LIMIT:
            self._number("word_limit", _("At most so many words"), 1, 10_000)
        if kind == Kind.SCALE:
            self._scale()
        if kind == Kind.NUMBER:
            self._number("lowest", _("Lowest"), -1_000_000_000, 1_000_000_000)
            self._number("highest", _("Highest"), -1_000_000_000, 1_000_000_000)
            self.worded("unit", _("Unit, as in euro"))
        if kind in (Kind.RECOMMENDATIONS, Kind.CLARIFYING_QUESTIONS):
            self._number("maximum", _("At most so many"), 1, 20)
        if kind == Kind.RECOMMENDATIONS:
            self._number("minimum", _("At least so many"), 0, 20)
            self.fields["terms"] = forms.MultipleChoiceField(
                label=_("Terms to choose from"),
                choices=Term.choices,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def _scale(self) -> None:
        self.fields["cannot_judge"] = forms.BooleanField(
            label=_("Offer “I cannot judge this”"), required=False
        )
        self.fields["required_at"] = forms.TypedMultipleChoiceField(
            label=_("Ask for an explanation at"),
            choices=[(point, str(point)) for point in POINTS],
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        for point in POINTS:
            self.worded(f"point_{point}", _("Point %(point)s") % {"point": point})

    def _number(self, name: str, label: Any, lowest: int, highest: int) -> None:
        self.fields[name] = forms.IntegerField(
            label=label, required=False, min_value=lowest, max_value=highest
        )

    def _condition(self, name: str, label: Any) -> None:
        if not self.earlier:
            return
        choices = [("", _("(always)")), *((key, str(f.prompt)) for key, f in self.earlier.items())]
        if name == "required_if":
            choices[0] = ("", _("(as ticked above)"))
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)
        given = self.data.get(name) if self.is_bound else self.initial.get(name)
        above = self.earlier.get(str(given or ""))
        answers = answers_to(above) if above else []
        if answers:
            self.fields[f"{name}_values"] = forms.MultipleChoiceField(
                label=_("Only after one of these answers; none means any answer"),
                choices=answers,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def condition(self, name: str) -> Condition | None:
        """On what it hangs."""
        above = self.cleaned_data.get(name)
        if not above:
            return None
        return Condition(above, tuple(self.cleaned_data.get(f"{name}_values") or ()))

    def clean(self) -> dict[str, Any]:
        """Words in one language at least."""
        data: dict[str, Any] = super().clean() or {}
        if not self.pair("prompt"):
            self.add_error("prompt_nl", _("Write the question."))
        return data

    def field(self, options: tuple[Option, ...]) -> Field:
        """The question as it was sent; key and kind stay."""
        data = self.cleaned_data
        anchors = ((point, self.pair(f"point_{point}")) for point in POINTS)
        return Field(
            key=self.asked.key,
            kind=self.asked.kind,
            prompt=self.pair("prompt"),
            help=self.pair("help"),
            required=data.get("required", False),
            required_at=tuple(data.get("required_at") or ()),
            cannot_judge=data.get("cannot_judge", False),
            anchors=tuple((point, words) for point, words in anchors if words),
            word_limit=data.get("word_limit"),
            options=options,
            source=self.asked.source,
            minimum=data.get("minimum") or 0,
            maximum=data.get("maximum"),
            terms=tuple(data.get("terms") or ()),
            lowest=data.get("lowest"),
            highest=data.get("highest"),
            unit=self.pair("unit"),
            readers=FieldReaders(data.get("readers") or FieldReaders.REVIEW),
            example_good=self.pair("example_good"),
            example_bad=self.pair("example_bad"),
            shown_if=self.condition("shown_if"),
            required_if=self.condition("required_if"),
        )


def initial_of(asked: Field) -> dict[str, Any]:
    """A question as the form shows it."""
    found: dict[str, Any] = {
        name: getattr(asked, name)
        for name in ("required", "cannot_judge", "word_limit", "minimum", "maximum", "lowest")
    }
    found |= {"highest": asked.highest, "terms": list(asked.terms), "readers": asked.readers.value}
    found["required_at"] = list(asked.required_at)
    for name in ("prompt", "help", "unit", "example_good", "example_bad"):
        found |= said(name, getattr(asked, name))
    for point, words in asked.anchors:
        found |= said(f"point_{point}", words)
    for name in ("shown_if", "required_if"):
        condition: Condition | None = getattr(asked, name)
        if condition is not None:
            found |= {name: condition.field, f"{name}_values": list(condition.values)}
    return found
