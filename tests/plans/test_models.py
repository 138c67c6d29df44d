"""What the database refuses."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from plans.models import Question, Section, Version, VersionSection
from tests.factories.people import PersonFactory
from tests.factories.plans import (
    AttachmentFactory,
    DossierFactory,
    QuestionFactory,
    SectionFactory,
    VersionAttachmentFactory,
    VersionFactory,
    VersionQuestionFactory,
    VersionSectionFactory,
)
from tests.factories.programme import ElementFactory

pytestmark = pytest.mark.django_db


def refused(write):
    """Whether the database refuses this write."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


def test_a_title_is_used_once_in_a_region_and_edition():
    one = DossierFactory(title="Theme")

    assert refused(lambda: DossierFactory(edition=one.edition, region=one.region, title="Theme"))
    assert not refused(lambda: DossierFactory(edition=one.edition, title="Theme"))


@pytest.mark.parametrize("fields", [{"help_kind": "praise"}, {"level": "friends"}])
def test_a_dossier_has_a_known_level_and_kind_of_help(fields):
    assert refused(lambda: DossierFactory(**fields))


def test_a_section_is_one_of_each_known_key():
    section = SectionFactory()

    assert refused(lambda: SectionFactory(dossier=section.dossier))
    assert refused(lambda: SectionFactory(dossier=section.dossier, key="gossip"))


def test_a_saved_section_says_by_whom():
    assert refused(lambda: SectionFactory(saved_at=timezone.now()))
    assert not refused(lambda: SectionFactory(saved_at=timezone.now(), saved_by=PersonFactory()))


@pytest.mark.parametrize("position", [0, 4])
def test_a_question_is_one_of_three(position):
    assert refused(lambda: QuestionFactory(position=position))


def test_a_place_is_held_by_one_question_that_is_asked():
    one = QuestionFactory()
    by = one.dossier.created_by

    assert refused(lambda: QuestionFactory(dossier=one.dossier))
    Question.objects.filter(pk=one.pk).update(dropped_at=timezone.now(), dropped_by=by)
    assert not refused(lambda: QuestionFactory(dossier=one.dossier))


def test_a_dropped_question_says_by_whom():
    assert refused(lambda: QuestionFactory(dropped_at=timezone.now()))


def test_a_file_is_beside_a_plan_once_and_again_after_it_was_removed():
    one = AttachmentFactory(sha256="a" * 64)
    by = one.uploaded_by

    assert refused(lambda: AttachmentFactory(dossier=one.dossier, sha256="a" * 64))
    one.removed_at, one.removed_by = timezone.now(), by
    one.save()
    assert not refused(lambda: AttachmentFactory(dossier=one.dossier, sha256="a" * 64))


def test_a_removed_file_says_by_whom():
    assert refused(lambda: AttachmentFactory(removed_at=timezone.now()))


def test_versions_count_from_one_and_have_their_number_once():
    one = VersionFactory()

    assert refused(lambda: VersionFactory(number=0))
    assert refused(lambda: VersionFactory(dossier=one.dossier, number=1))


def test_a_later_version_says_what_changed():
    one = VersionFactory()

    assert refused(lambda: VersionFactory(dossier=one.dossier, change_note=""))
    assert not refused(lambda: VersionFactory(dossier=one.dossier, change_note="We listened."))


def test_a_version_has_a_known_kind_of_help():
    assert refused(lambda: VersionFactory(help_kind="praise"))


def test_a_version_holds_each_section_question_place_and_file_once():
    section = VersionSectionFactory()
    question = VersionQuestionFactory()
    file = VersionAttachmentFactory()

    assert refused(lambda: VersionSectionFactory(version=section.version))
    assert refused(lambda: VersionSectionFactory(version=section.version, key="gossip"))
    assert refused(
        lambda: VersionQuestionFactory(version=question.version, question=question.question)
    )
    assert refused(
        lambda: VersionAttachmentFactory(version=file.version, attachment=file.attachment)
    )


def frozen_rows():
    """One row of everything that a version is made of."""
    version = VersionFactory()
    version.elements.add(ElementFactory())
    return {
        "version": version,
        "section": VersionSectionFactory(version=version),
        "question": VersionQuestionFactory(version=version),
        "file": VersionAttachmentFactory(version=version),
        "element": Version.elements.through.objects.get(version=version),
    }


@pytest.mark.parametrize("name", ["version", "section", "question", "file", "element"])
def test_no_row_of_a_version_can_be_deleted(name):
    row = frozen_rows()[name]

    assert refused(lambda: type(row)._base_manager.filter(pk=row.pk)._raw_delete("default"))
    assert type(row)._base_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("version", {"title": "Other"}),
        ("version", {"change_note": "Other"}),
        ("version", {"submitted_at": timezone.now()}),
        ("section", {"source": "Other"}),
        ("section", {"key": "case"}),
        ("question", {"source": "Other"}),
        ("question", {"position": 2}),
        ("file", {"attachment_id": 999}),
        ("element", {"element_id": 999}),
    ],
)
def test_no_word_of_a_version_can_be_changed(name, change):
    row = frozen_rows()[name]

    assert refused(lambda: type(row)._base_manager.filter(pk=row.pk).update(**change))


def test_a_newer_renderer_may_make_the_html_of_a_version_again():
    row = VersionSectionFactory()

    VersionSection.objects.filter(pk=row.pk).update(html="<p>Safer.</p>", renderer=99)

    row.refresh_from_db()
    assert (row.source, row.html, row.renderer) == (
        "Entrepreneurs do not find us.",
        "<p>Safer.</p>",
        99,
    )


def test_a_dossier_with_versions_and_a_frozen_file_cannot_be_deleted():
    version = VersionFactory()
    file = VersionAttachmentFactory(version=version)

    with pytest.raises(Exception, match="protected"):
        version.dossier.delete()
    with pytest.raises(Exception, match="protected"):
        file.attachment.delete()
    assert Section.objects.count() == 0
