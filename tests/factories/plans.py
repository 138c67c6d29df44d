"""Dossiers and versions."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from core.text import RENDERER_VERSION
from people.models import Person
from plans.models import (
    Attachment,
    Dossier,
    Question,
    Section,
    Version,
    VersionAttachment,
    VersionQuestion,
    VersionSection,
)
from plans.sections import SECTIONS
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
    html = factory.LazyAttribute(lambda o: f"<p>{o.source}</p>" if o.source else "")
    renderer = RENDERER_VERSION


class QuestionFactory(DjangoModelFactory[Question]):
    class Meta:
        model = Question

    dossier = factory.SubFactory(DossierFactory)
    position = 1
    source = "How do we reach late adopters?"
    html = factory.LazyAttribute(lambda o: f"<p>{o.source}</p>")
    renderer = RENDERER_VERSION
    saved_by = factory.SelfAttribute("dossier.created_by")


class AttachmentFactory(DjangoModelFactory[Attachment]):
    class Meta:
        model = Attachment

    dossier = factory.SubFactory(DossierFactory)
    file = factory.django.FileField(filename="figures.csv", data=b"year,jobs\n2017,12\n")
    name = "figures.csv"
    mime = "text/csv"
    size = 18
    sha256 = factory.Sequence(lambda n: f"{n:064d}")
    uploaded_by = factory.SelfAttribute("dossier.created_by")


class VersionFactory(DjangoModelFactory[Version]):
    class Meta:
        model = Version

    dossier = factory.SubFactory(DossierFactory)
    number = factory.LazyAttribute(lambda o: o.dossier.versions.count() + 1)
    title = factory.SelfAttribute("dossier.title")
    help_kind = "sharpen"
    change_note = factory.LazyAttribute(lambda o: "We listened." if o.number > 1 else "")
    submitted_by = factory.SubFactory(PersonFactory)


class VersionSectionFactory(DjangoModelFactory[VersionSection]):
    class Meta:
        model = VersionSection

    version = factory.SubFactory(VersionFactory)
    key = "core"
    source = "Entrepreneurs do not find us."
    html = factory.LazyAttribute(lambda o: f"<p>{o.source}</p>")
    renderer = RENDERER_VERSION


class VersionQuestionFactory(DjangoModelFactory[VersionQuestion]):
    class Meta:
        model = VersionQuestion

    version = factory.SubFactory(VersionFactory)
    question = factory.LazyAttribute(lambda o: QuestionFactory(dossier=o.version.dossier))
    position = 1
    source = "How do we reach late adopters?"
    html = "<p>How do we reach late adopters?</p>"
    renderer = RENDERER_VERSION


class VersionAttachmentFactory(DjangoModelFactory[VersionAttachment]):
    class Meta:
        model = VersionAttachment

    version = factory.SubFactory(VersionFactory)
    attachment = factory.LazyAttribute(lambda o: AttachmentFactory(dossier=o.version.dossier))


def full_dossier(*, by: Person, **fields: Any) -> Dossier:
    """A working copy that can be submitted: every section and one question."""
    dossier = DossierFactory(created_by=by, **fields)
    for kind in SECTIONS:
        source = f"What we say about {kind.key}." if kind.required else ""
        SectionFactory(dossier=dossier, key=kind.key, source=source)
    QuestionFactory(dossier=dossier)
    return dossier
