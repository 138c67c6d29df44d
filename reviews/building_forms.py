"""What facilitators send while they build a form: names, sections, questions, options, conditions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import TextField
from reviews.building.papers import LARGEST, Paper, read_file
from reviews.building.problems import answers_to
from reviews.errors import BadFile
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
    Section,
    Words,
)
from sessions.models import Season

KINDS = [
    (Kind.TEXT, _("Short text")),
    (Kind.LONG_TEXT, _("Long text")),
    (Kind.SCALE, _("Scale of five points, with an explanation")),
    (Kind.CHOICE, _("One choice")),
    (Kind.MULTI, _("Several choices")),
    (Kind.CHECKBOX, _("A box to tick")),
    (Kind.NUMBER, _("Number")),
    (Kind.DATE, _("Date")),
    (Kind.FILE, _("File")),
    (Kind.ANSWER_PER_QUESTION, _("An answer to each question of the region")),
    (Kind.CLARIFYING_QUESTIONS, _("Clarifying questions to the region")),
    (Kind.RECOMMENDATIONS, _("Recommendations")),
    (Kind.VERIFICATIONS, _("Look back on June's recommendations")),
    (Kind.LEVEL, _("Who may read the review")),
]
READERS = [
    (FieldReaders.REVIEW, _("Whoever reads the review")),
    (FieldReaders.ROUND, _("The region, the reviewers of this plan and the programme team")),
    (FieldReaders.REGION, _("The region, the programme team and the author")),
    (FieldReaders.PROGRAMME, _("The programme team and the author")),
]
LANGUAGES = ("nl", "en")
IN = {"nl": _("in Dutch"), "en": _("in English")}


@dataclass(frozen=True)
class Row:
    """One input, or the same words in both languages side by side."""

    label: str
    fields: list[tuple[forms.BoundField, str, str]]  # with the name of the language, and its code
    missing: str = ""

    @property
    def is_pair(self) -> bool:
        """Whether it holds both languages."""
        return len(self.fields) > 1


class SeenForm(forms.Form):
    """With what is sent: the revision of the draft that was on the screen."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def catch_up(self, revision: int) -> None:
        """What was typed stays; sent again it goes on top of what stands there now."""
        if isinstance(self.data, QueryDict):
            sent = self.data.copy()
            sent["revision"] = str(revision)
            self.data = sent

    def rows(self) -> list[Row]:
        """Everything that is shown, in order."""
        found = []
        for bound in self.visible_fields():
            name, _mark, language = bound.name.rpartition("_")
            if language == "nl":
                found.append(self._pair_of(name))
            elif language != "en":
                found.append(Row(str(bound.label), [(bound, "", "")]))
        return found

    def _pair_of(self, name: str) -> Row:
        sides = [(self[f"{name}_{code}"], str(IN[code]), code) for code in LANGUAGES]
        given = [bool(str(side.value() or "").strip()) for side, _name, _code in sides]
        lacking = {(True, False): _("English is missing."), (False, True): _("Dutch is missing.")}
        return Row(str(sides[0][0].label), sides, str(lacking.get((given[0], given[1]), "")))

    def pair(self, name: str) -> Words:
        """The words in both languages."""
        return Words(*(self.cleaned_data.get(f"{name}_{language}", "") for language in LANGUAGES))

    def worded(self, name: str, label: Any, *, long: bool = False, **more: Any) -> None:
        """Two inputs: Dutch and English."""
        for language in LANGUAGES:
            words: dict[str, Any] = {"label": label, "required": False, **more}
            found: forms.Field = (
                TextField(rows=3, max_length=2000, strip=True, **words)
                if long
                else forms.CharField(max_length=400, **words)
            )
            self.fields[f"{name}_{language}"] = found


def said(name: str, words: Words) -> dict[str, str]:
    """Initial values of a pair."""
    return {f"{name}_nl": words.nl, f"{name}_en": words.en}


class HeadForm(SeenForm):
    """Name and season of a form, and what the points of its scales mean in general."""

    season = forms.ChoiceField(label=_("Season"), choices=Season.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.worded("name", _("Name"))
        for point in POINTS:
            self.worded(f"point_{point}", _("Point %(point)s") % {"point": point})

    def scale(self) -> tuple[tuple[int, Words], ...]:
        """The points that have words."""
        found = ((point, self.pair(f"point_{point}")) for point in POINTS)
        return tuple((point, words) for point, words in found if words)


class SectionForm(SeenForm):
    """Title and introduction of a section."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.worded("title", _("Title"))
        self.worded("intro", _("Introduction"), long=True)

    def section(self, key: str, fields: tuple[Field, ...] = ()) -> Section:
        """The section with these words."""
        return Section(key, self.pair("title"), self.pair("intro"), fields)

    def clean(self) -> dict[str, Any]:
        """A title in one language at least."""
        data: dict[str, Any] = super().clean() or {}
        if not self.pair("title"):
            self.add_error("title_nl", _("Give the section a title."))
        return data


class NewFieldForm(SeenForm):
    """The start of a question: what sort of answer, and its words."""

    kind = forms.ChoiceField(label=_("What does the reviewer do?"), choices=KINDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.worded("prompt", _("Question"))

    def clean(self) -> dict[str, Any]:
        """Words in one language at least: the key is made of them."""
        data: dict[str, Any] = super().clean() or {}
        if not self.pair("prompt"):
            self.add_error("prompt_nl", _("Write the question."))
        return data


class FieldForm(SeenForm):
    """Everything of one question, as far as its kind has it."""

    def __init__(self, asked: Field, earlier: Iterable[Field], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.earlier = {one.key: one for one in earlier if one.kind in WITH_ONE_ANSWER}
        self.worded("prompt", _("Question"))
        self.worded("help", _("Help"), long=True)
        self.worded("example_good", _("A good example"), long=True)
        self.worded("example_bad", _("A bad example"), long=True)
        self._of_kind(asked.kind)
        alone = asked.kind in WITH_ONE_ANSWER and asked.key not in OF_THE_REVIEW
        if alone:
            self.fields["readers"] = forms.ChoiceField(
                label=_("Who reads the answers?"), choices=READERS, widget=forms.RadioSelect
            )
        if asked.key not in OF_THE_REVIEW:
            self._condition("shown_if", _("Show this question only after an answer to"))
        if alone:
            self._condition("required_if", _("An answer is needed after an answer to"))

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


class OptionForm(forms.Form):
    """One thing to choose; empty in both languages takes it away."""

    key = forms.CharField(max_length=30, required=False, widget=forms.HiddenInput)
    nl = forms.CharField(label=_("Option in Dutch"), max_length=200, required=False)
    en = forms.CharField(label=_("Option in English"), max_length=200, required=False)


OptionFormSet = forms.formset_factory(OptionForm, extra=3, can_order=True, max_num=60)


def options_in(formset: Any, asked: Field) -> list[Option]:
    """The options that have words, in their order; unknown keys are no keys."""
    known = {option.key for option in asked.options}
    found = []
    for row in formset.ordered_forms:
        words = Words(row.cleaned_data.get("nl", ""), row.cleaned_data.get("en", ""))
        key = row.cleaned_data.get("key", "")
        if words:
            found.append(Option(key if key in known else "", words))
    return found


class NewFormForm(forms.Form):
    """A new form: its name, its season, and what it begins with."""

    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    season = forms.ChoiceField(label=_("Season"), choices=Season.choices)

    def __init__(self, versions: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("an empty form")), *versions]
        self.fields["copy"] = forms.ChoiceField(
            label=_("Begin with"), choices=choices, required=False
        )


class ImportForm(forms.Form):
    """A form as a file."""

    file = forms.FileField(
        label=_("File with a form"),
        help_text=_("A JSON file that was exported from a form."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def __init__(self, targets: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("a new form")), *targets]
        self.fields["into"] = forms.ChoiceField(
            label=_("What becomes of it?"), choices=choices, required=False
        )

    def clean_file(self) -> Paper:
        """The form in the file."""
        sent: UploadedFile = self.cleaned_data["file"]
        if sent.size is None or sent.size > LARGEST:
            raise forms.ValidationError(_("This file is too large for a form."))
        try:
            return read_file(sent.read())
        except BadFile as error:
            raise forms.ValidationError(str(error)) from error
