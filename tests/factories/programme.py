"""Programme, edition, steps, elements."""

import datetime

import factory
from factory.django import DjangoModelFactory

from programme.models import (
    Edition,
    Element,
    ElementKind,
    LearningQuestion,
    Participation,
    ParticipationStatus,
    Programme,
    Step,
)
from tests.factories.people import OrganisationFactory


class ProgrammeFactory(DjangoModelFactory[Programme]):
    class Meta:
        model = Programme

    slug = factory.Sequence(lambda n: f"programme-{n}")
    name_nl = "Programma"
    name_en = "Programme"
    mission_nl = "Samen leren."
    mission_en = "Learning together."


class EditionFactory(DjangoModelFactory[Edition]):
    class Meta:
        model = Edition

    programme = factory.SubFactory(ProgrammeFactory)
    year = 2017
    slug = factory.Sequence(lambda n: f"edition-{n}")


class StepFactory(DjangoModelFactory[Step]):
    class Meta:
        model = Step

    edition = factory.SubFactory(EditionFactory)
    number = factory.Sequence(lambda n: n % 7)
    title_nl = "Stap"
    title_en = "Step"
    planned_start = datetime.date(2017, 1, 1)
    planned_end = datetime.date(2017, 2, 1)
    owner = factory.SubFactory(OrganisationFactory)


class ElementFactory(DjangoModelFactory[Element]):
    class Meta:
        model = Element

    programme = factory.SubFactory(ProgrammeFactory)
    key = factory.Sequence(lambda n: f"element-{n}")
    position = factory.Sequence(lambda n: n)
    kind = ElementKind.SYSTEM
    name_nl = factory.Sequence(lambda n: f"Element {n}")
    name_en = factory.Sequence(lambda n: f"Element {n}")


class LearningQuestionFactory(DjangoModelFactory[LearningQuestion]):
    class Meta:
        model = LearningQuestion

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: n)
    text_nl = "Wat werkt?"
    text_en = "What works?"


class ParticipationFactory(DjangoModelFactory[Participation]):
    class Meta:
        model = Participation

    edition = factory.SubFactory(EditionFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    status = ParticipationStatus.EXPLORED
