"""What facilitators send while they build a form: names, sections, the start of a question."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import TextField
from reviews.schema import POINTS, Field, Kind, Section, Words
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
LANGUAGES = ("nl", "en")
IN = {"nl": _("in Dutch"), "en": _("in English")}


@dataclass(frozen=True)
class Row:
    """One input, or the same words in both languages side by side."""

    label: str
    fields: list[tuple[forms.BoundField, str, str]]  # with the name of the language, and its code
    missing: str = ""
    hint: str = ""
    name: str = ""

    @property
    def is_pair(self) -> bool:
        """Whether it holds both languages."""
        return len(self.fields) > 1


class SeenForm(forms.Form):
    """With what is sent: the revision of the draft that was on the screen."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    behind = False  # somebody else changed the draft meanwhile
    hints: Mapping[str, str] = MappingProxyType({})  # by name of a pair

    def catch_up(self, revision: int) -> None:
        """What was typed stays; sent again it goes on top of what stands there now."""
        self.behind = True
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
                found.append(Row(str(bound.label), [(bound, "", "")], name=bound.name))
        return found

    def _pair_of(self, name: str) -> Row:
        sides = [(self[f"{name}_{code}"], str(IN[code]), code) for code in LANGUAGES]
        given = [bool(str(side.value() or "").strip()) for side, _name, _code in sides]
        lacking = {(True, False): _("English is missing."), (False, True): _("Dutch is missing.")}
        missing = str(lacking.get((given[0], given[1]), ""))
        return Row(str(sides[0][0].label), sides, missing, self.hints.get(name, ""), name)

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
