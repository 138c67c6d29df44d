"""The blocks of a plan in which passages are pointed at and looked for. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from discussion.anchoring import Block
from discussion.anchoring.passages import paragraph_text
from discussion.anchoring.sentences import sentences
from plans.queries.reading import Paragraph, ReadPlan


@dataclass(frozen=True)
class Sentence:
    """A sentence that can be pointed at; `value` is how a form names its place."""

    start: int
    end: int
    text: str

    @property
    def value(self) -> str:
        """Its place as a form sends it."""
        return f"{self.start}-{self.end}"


def paragraphs_of(plan: ReadPlan) -> Iterator[Paragraph]:
    """Every paragraph of the sections and the questions, in the order of the page."""
    for section in plan.sections:
        yield from section.paragraphs
    for question in plan.questions:
        yield from question.paragraphs


def blocks_of(plan: ReadPlan) -> list[Block]:
    """The words of each paragraph, under the paragraph's name."""
    return [Block(one.name, paragraph_text(one.html)) for one in paragraphs_of(plan)]


def sentences_of(text: str) -> list[Sentence]:
    """The sentences of a paragraph; alone it is the paragraph itself."""
    return [Sentence(start, end, text[start:end]) for start, end in sentences(text)]
