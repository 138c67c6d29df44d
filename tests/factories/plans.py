"""Dossiers and versions."""

import factory
from factory.django import DjangoModelFactory

from plans.models import Dossier, Question, Section, Version, VersionQuestion, VersionSection
from tests.factories.people import PersonFactory, RegionFactory
from tests.factories.programme import EditionFactory


class DossierFactory(DjangoModelFactory[Dossier]):
    class Meta:
        model = Dossier

    edition = factory.SubFactory(EditionFactory)
    region = factory.SubFactory(RegionFactory)
    title = factory.Sequence(lambda n: f"Theme {n}")
    created_by = factory.SubFactory(PersonFactory)


class SectionFactory(DjangoModelFactory[Section]):
    class Meta:
        model = Section

    dossier = factory.SubFactory(DossierFactory)
    key = "core"
    source = "Entrepreneurs do not find us."
    html = "<p>Entrepreneurs do not find us.</p>"


class QuestionFactory(DjangoModelFactory[Question]):
    class Meta:
        model = Question

    dossier = factory.SubFactory(DossierFactory)
    position = 1
    source = "How do we reach late adopters?"
    html = "<p>How do we reach late adopters?</p>"


class VersionFactory(DjangoModelFactory[Version]):
    class Meta:
        model = Version

    dossier = factory.SubFactory(DossierFactory)
    number = factory.LazyAttribute(lambda o: o.dossier.versions.count() + 1)
    title = factory.SelfAttribute("dossier.title")
    help_kind = "sharpen"
    submitted_by = factory.SubFactory(PersonFactory)


class VersionSectionFactory(DjangoModelFactory[VersionSection]):
    class Meta:
        model = VersionSection

    version = factory.SubFactory(VersionFactory)
    key = "core"
    source = "Entrepreneurs do not find us."
    html = "<p>Entrepreneurs do not find us.</p>"


class VersionQuestionFactory(DjangoModelFactory[VersionQuestion]):
    class Meta:
        model = VersionQuestion

    version = factory.SubFactory(VersionFactory)
    question = factory.LazyAttribute(lambda o: QuestionFactory(dossier=o.version.dossier))
    position = 1
    source = "How do we reach late adopters?"
    html = "<p>How do we reach late adopters?</p>"
