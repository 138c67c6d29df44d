"""How well a reviewer fits a plan, 0 to 1000, with the parts from which the reasons are told. Pure.

The number never leaves the matching: people read the reasons, and nobody is ranked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sessions.fit import shared_elements, words_of
from sessions.models.liking import Liked

AN_ELEMENT, MOST_ELEMENTS = 150, 2
A_WORD, MOST_WORDS = 40, 5
A_QUESTION, MOST_QUESTIONS = 100, 2
LIKED = {Liked.GLADLY: 300, Liked.FINE: 150, Liked.RATHER_NOT: 0}


@dataclass(frozen=True)
class Expertise:
    """What somebody knows about: the text, and its longer words."""

    text: str
    words: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Expertise":
        """Read once, compared with every plan."""
        return cls(text, frozenset(words_of(text)))


@dataclass(frozen=True)
class Topic:
    """What a plan is about: its elements by their names, its words, its questions by their place."""

    elements: Sequence[Sequence[str]] = ()
    words: frozenset[str] = frozenset()
    questions: Mapping[int, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Points:
    """One pair: what both name, which questions the expertise meets, what the reviewer would like."""

    elements: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    questions: tuple[int, ...] = ()
    liked: Liked = Liked.FINE

    @property
    def total(self) -> int:
        """The parts together, 0 to 1000."""
        return (
            AN_ELEMENT * min(len(self.elements), MOST_ELEMENTS)
            + A_WORD * min(len(self.words), MOST_WORDS)
            + A_QUESTION * min(len(self.questions), MOST_QUESTIONS)
            + LIKED[self.liked]
        )

    @property
    def reasons(self) -> list[str]:
        """Why these two belong together, in sentences; the strongest first."""
        found = []
        if self.elements:
            found.append(_("Knows about %(elements)s.") % {"elements": ", ".join(self.elements)})
        if self.questions:
            numbers = ", ".join(str(number) for number in self.questions)
            found.append(
                _("Knows about what the region asks (question %(numbers)s).") % {"numbers": numbers}
            )
        if self.words:
            found.append(
                _("Names what the plan names: %(words)s.") % {"words": ", ".join(self.words)}
            )
        if self.liked == Liked.GLADLY:
            found.append(_("Would gladly review it."))
        if self.liked == Liked.RATHER_NOT:
            found.append(_("Would rather not review it."))
        return found


def points_of(expertise: Expertise, topic: Topic, liked: Liked = Liked.FINE) -> Points:
    """Compare what somebody knows with what a plan is about."""
    shared = expertise.words & topic.words
    met = (place for place, words in topic.questions.items() if words & expertise.words)
    return Points(
        elements=tuple(shared_elements(expertise.text, topic.elements)),
        words=tuple(sorted(shared, key=lambda word: (-len(word), word))[:MOST_WORDS]),
        questions=tuple(sorted(met)),
        liked=liked,
    )


def topic_of(
    elements: Sequence[Sequence[str]], texts: Iterable[str], questions: Mapping[int, str]
) -> Topic:
    """Read a plan once, to be compared with everybody."""
    return Topic(
        elements=elements,
        words=frozenset().union(*(words_of(text) for text in texts)),
        questions={place: frozenset(words_of(text)) for place, text in questions.items()},
    )
