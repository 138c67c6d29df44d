"""Every write of plans."""

import pytest

from audit.models import Entry
from core.text import TextTooLong
from notifications.models import Notice
from people.levels import Level
from plans import actions, errors, hooks
from plans.models import Attachment, Dossier, Question, Version
from plans.queries import frozen, state_of, working
from plans.sections import HelpKind
from tests.factories.plans import DossierFactory, QuestionFactory
from tests.factories.programme import ElementFactory


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


# ---------------------------------------------------------------- starting, head


def test_a_new_plan_has_every_section_empty(cast):
    made = actions.create_dossier(
        edition=cast.edition, region=cast.south, title="Late adopters", by=cast.mia
    )

    assert made.sections.count() == 13
    assert made.level == Level.SESSION
    assert working(made).sections == {}
    assert verbs() == ["plans.dossier_created"]


def test_a_second_plan_with_the_same_theme_is_refused(cast, dossier):
    with pytest.raises(errors.TitleTaken):
        actions.create_dossier(
            edition=cast.edition, region=cast.south, title=dossier.title, by=cast.rob
        )

    assert Dossier.objects.count() == 1


def save_head(dossier, by, **fields):
    wanted = {"title": dossier.title, "summary": "", "help_kind": "sharpen", "elements": []}
    return actions.save_head(
        dossier=dossier, by=by, **{**wanted, "revision": dossier.revision, **fields}
    )


def test_the_head_is_saved_with_its_elements_and_logged(cast, dossier):
    element = ElementFactory(programme=cast.edition.programme)

    saved = save_head(dossier, cast.mia, title="New", help_kind="dilemma", elements=[element])

    assert (saved.title, saved.help_kind, saved.revision) == ("New", "dilemma", 1)
    assert saved.saved_by == cast.mia
    assert list(saved.elements.all()) == [element]
    entry = Entry.objects.get()
    assert entry.changes["elements"]["new"] == [element.pk]
    assert entry.region_id == cast.south.pk


def test_saving_a_head_that_did_not_change_writes_nothing(cast, dossier):
    save_head(dossier, cast.mia)

    dossier.refresh_from_db()
    assert dossier.revision == 0
    assert verbs() == []


def test_a_head_on_an_old_revision_is_refused_with_what_is_kept(cast, dossier):
    save_head(dossier, cast.mia, title="Hers")

    with pytest.raises(errors.TextChanged) as caught:
        save_head(dossier, cast.rob, title="His", revision=0)

    assert caught.value.saved.text == f"Hers\n{HelpKind.SHARPEN.label}"
    assert (caught.value.saved.by, caught.value.saved.revision) == ("Mia", 1)
    dossier.refresh_from_db()
    assert dossier.title == "Hers"


def test_a_head_with_the_theme_of_another_plan_is_refused(cast, dossier):
    DossierFactory(edition=cast.edition, region=cast.south, title="Taken")

    with pytest.raises(errors.TitleTaken):
        save_head(dossier, cast.rob, title="Taken")

    dossier.refresh_from_db()
    assert dossier.revision == 0


# ---------------------------------------------------------------- sections


def save_core(dossier, by, source, revision=0):
    return actions.save_section(
        dossier=dossier, key="core", source=source, revision=revision, by=by
    )


def test_a_section_is_rendered_when_it_is_saved(cast, dossier):
    section = save_core(dossier, cast.mia, "We **try**.\r\n\x00")

    assert section.source == "We **try**."
    assert section.html.strip() == "<p>We <strong>try</strong>.</p>"
    assert (section.revision, section.saved_by) == (1, cast.mia)


def test_the_log_of_a_section_keeps_the_piece_that_changed(cast, dossier):
    save_core(dossier, cast.mia, "What we really say about core.")

    changes = Entry.objects.get().changes
    assert changes["source"] == {"type": "str", "old": "", "new": "really "}
    assert changes["place"]["new"] == 8


def test_two_writers_of_one_section_never_overwrite_each_other(cast, dossier):
    save_core(dossier, cast.mia, "Hers.")

    with pytest.raises(errors.TextChanged) as caught:
        save_core(dossier, cast.rob, "His.")

    assert caught.value.saved.text == "Hers."
    assert dossier.sections.get(key="core").source == "Hers."


def test_two_writers_with_the_same_words_do_not_quarrel(cast, dossier):
    save_core(dossier, cast.mia, "Ours.")

    section = save_core(dossier, cast.rob, "Ours.")

    assert (section.revision, section.saved_by) == (1, cast.mia)


def test_a_text_above_the_limit_is_refused_and_nothing_is_written(cast, dossier):
    with pytest.raises(TextTooLong):
        save_core(dossier, cast.mia, "x" * 100_000)

    assert dossier.sections.get(key="core").revision == 0


@pytest.mark.parametrize(
    "text", ["😀 👩‍👩‍👧", "שלום עולם", "مرحبا", "e\u0301", "<script>alert(1)</script>"]
)
def test_any_writing_is_kept_as_it_is(cast, dossier, text):
    section = save_core(dossier, cast.mia, text)

    assert section.source == text.replace("e\u0301", "é")
    assert "<script" not in section.html


# ---------------------------------------------------------------- questions


def sources(dossier):
    rows = dossier.questions.filter(dropped_at=None).order_by("position")
    return [(row.position, row.source) for row in rows]


@pytest.fixture
def three(cast):
    made = DossierFactory(edition=cast.edition, region=cast.south)
    for place, words in enumerate(["One?", "Two?", "Three?"], 1):
        QuestionFactory(dossier=made, position=place, source=words)
    return made


def test_a_question_is_added_at_the_end_and_twice_is_once(cast, dossier):
    first = actions.add_question(dossier=dossier, source="And **why**?", by=cast.mia)
    again = actions.add_question(dossier=dossier, source="And **why**?", by=cast.mia)

    assert first == again
    assert sources(dossier) == [(1, "How do we reach late adopters?"), (2, "And **why**?")]
    assert first.html.strip() == "<p>And <strong>why</strong>?</p>"


def test_a_fourth_question_is_refused(cast, three):
    with pytest.raises(errors.TooManyQuestions):
        actions.add_question(dossier=three, source="Four?", by=cast.rob)

    assert len(sources(three)) == 3


@pytest.mark.parametrize("words", ["", "  \n", "\x00"])
def test_a_question_without_words_is_refused(cast, dossier, words):
    with pytest.raises(errors.EmptyQuestion):
        actions.add_question(dossier=dossier, source=words, by=cast.rob)


def test_a_question_stays_the_same_object_when_it_is_written_anew(cast, three):
    one = three.questions.get(position=1)

    saved = actions.save_question(question=one, source="Eins?", revision=0, by=cast.mia)

    assert (saved.pk, saved.revision, saved.saved_by) == (one.pk, 1, cast.mia)
    with pytest.raises(errors.TextChanged):
        actions.save_question(question=one, source="Een?", revision=0, by=cast.rob)


@pytest.mark.parametrize(
    ("position", "up", "expected"),
    [
        (1, True, ["One?", "Two?", "Three?"]),
        (1, False, ["Two?", "One?", "Three?"]),
        (3, True, ["One?", "Three?", "Two?"]),
        (3, False, ["One?", "Two?", "Three?"]),
    ],
)
def test_questions_change_places(cast, three, position, up, expected):
    actions.move_question(question=three.questions.get(position=position), up=up, by=cast.rob)

    assert sources(three) == list(enumerate(expected, 1))


def test_a_dropped_question_makes_room_and_stays_an_object(cast, three):
    one = three.questions.get(position=1)

    actions.drop_question(question=one, by=cast.rob)
    actions.drop_question(question=one, by=cast.rob)
    actions.add_question(dossier=three, source="Four?", by=cast.rob)

    assert sources(three) == [(1, "Two?"), (2, "Three?"), (3, "Four?")]
    one.refresh_from_db()
    assert one.dropped_by == cast.rob
    with pytest.raises(errors.QuestionDropped):
        actions.save_question(question=one, source="Back?", revision=0, by=cast.rob)
    with pytest.raises(errors.QuestionDropped):
        actions.move_question(question=one, up=True, by=cast.rob)


# ---------------------------------------------------------------- files


def test_a_file_is_kept_under_a_random_name_and_twice_is_refused(cast, dossier, upload):
    added = actions.add_attachment(dossier=dossier, checked=upload(), by=cast.mia)

    assert (added.name, added.mime, added.size) == ("figures.csv", "text/csv", 18)
    assert "figures" not in added.file.name
    with pytest.raises(errors.FileThere):
        actions.add_attachment(dossier=dossier, checked=upload(), by=cast.rob)


def test_an_eleventh_file_is_refused(cast, dossier, upload):
    for number in range(10):
        checked = upload(data=f"year\n{number}\n".encode())
        actions.add_attachment(dossier=dossier, checked=checked, by=cast.mia)

    with pytest.raises(errors.TooManyFiles):
        actions.add_attachment(dossier=dossier, checked=upload(), by=cast.mia)


def test_a_removed_file_that_no_version_holds_is_gone_for_good(
    cast, dossier, upload, django_capture_on_commit_callbacks
):
    added = actions.add_attachment(dossier=dossier, checked=upload(), by=cast.mia)
    place = added.file.path

    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_attachment(attachment=added, by=cast.rob)
        actions.remove_attachment(attachment=added, by=cast.rob)

    assert not Attachment.objects.exists()
    with pytest.raises(FileNotFoundError):
        open(place)  # noqa: PTH123, SIM115 -- it must not open
    assert verbs() == ["plans.file_added", "plans.file_removed"]


def test_a_removed_file_that_a_version_holds_stays_in_that_version(cast, dossier, upload):
    added = actions.add_attachment(dossier=dossier, checked=upload(), by=cast.mia)
    version = actions.submit_plan(dossier=dossier, by=cast.rob)

    actions.remove_attachment(attachment=added, by=cast.mia)

    assert working(dossier).files == frozenset()
    assert frozen(version).files == frozenset({added.pk})
    with added.file.open() as kept:
        assert kept.read() == b"year,jobs\n2017,12\n"


# ---------------------------------------------------------------- submitting


def test_submitting_freezes_the_plan_and_tells_team_and_facilitators(cast, dossier):
    version = actions.submit_plan(dossier=dossier, by=cast.rob)

    assert (version.number, version.change_note, version.submitted_by) == (1, "", cast.rob)
    assert frozen(version) == working(dossier)
    assert (state_of(dossier).kind, state_of(dossier).newest) == ("submitted", version)
    told = Notice.objects.order_by("kind").values_list("kind", "person__name")
    assert list(told) == [("plans.own_submitted", "Mia"), ("plans.submitted", "Chris")]
    assert verbs() == ["plans.submitted"]


def test_a_version_stays_as_it_was_when_the_working_copy_goes_on(cast, dossier):
    version = actions.submit_plan(dossier=dossier, by=cast.rob)
    before = frozen(version)

    save_core(dossier, cast.mia, "Something new.")

    assert frozen(version) == before
    assert state_of(dossier).kind == "changed"


def test_submitting_twice_is_refused_and_makes_one_version(cast, dossier):
    actions.submit_plan(dossier=dossier, by=cast.rob)

    with pytest.raises(errors.NothingChanged):
        actions.submit_plan(dossier=dossier, by=cast.rob, change_note="Again.")

    assert Version.objects.count() == 1


def test_changing_and_changing_back_is_no_change(cast, dossier):
    actions.submit_plan(dossier=dossier, by=cast.rob)
    old = dossier.sections.get(key="core").source
    save_core(dossier, cast.mia, "Something new.")
    save_core(dossier, cast.mia, old, revision=1)

    assert state_of(dossier).kind == "submitted"
    with pytest.raises(errors.NothingChanged):
        actions.submit_plan(dossier=dossier, by=cast.rob, change_note="Again.")


@pytest.mark.parametrize("key", ["core", "approach", "obstacles", "leads", "outcome"])
def test_a_plan_without_a_required_section_is_refused(cast, dossier, key):
    dossier.sections.filter(key=key).update(source="")

    with pytest.raises(errors.NotComplete):
        actions.submit_plan(dossier=dossier, by=cast.rob)

    assert not Version.objects.exists()


def test_a_plan_without_a_question_is_refused(cast, dossier):
    actions.drop_question(question=Question.objects.get(), by=cast.rob)

    with pytest.raises(errors.NotComplete):
        actions.submit_plan(dossier=dossier, by=cast.rob)


@pytest.mark.parametrize("note", ["", "  ", "\x00"])
def test_a_second_version_needs_words_about_what_changed(cast, dossier, note):
    actions.submit_plan(dossier=dossier, by=cast.rob)
    save_core(dossier, cast.mia, "Something new.")

    with pytest.raises(errors.ChangeNoteMissing):
        actions.submit_plan(dossier=dossier, by=cast.rob, change_note=note)

    assert Version.objects.count() == 1


def test_a_plan_that_changed_since_the_look_is_refused(cast, dossier):
    with pytest.raises(errors.PlanMoved):
        actions.submit_plan(dossier=dossier, by=cast.rob, seen="something-else")


# ---------------------------------------------------------------- who sees it


def test_the_level_is_raised_and_lowered_and_logged(cast, dossier):
    wide = actions.change_level(
        dossier=dossier, level=Level.NETWORK, was=Level.SESSION, by=cast.rob
    )
    actions.change_level(dossier=dossier, level=Level.REGION, was=Level.NETWORK, by=cast.rob)

    assert wide.level == Level.NETWORK
    dossier.refresh_from_db()
    assert dossier.level == Level.REGION
    assert [entry.changes["level"] for entry in Entry.objects.order_by("pk")] == [
        {"type": "str", "old": "session", "new": "network"},
        {"type": "str", "old": "network", "new": "region"},
    ]


def test_what_others_have_built_on_is_raised_but_not_lowered(cast, dossier, monkeypatch):
    monkeypatch.setattr(hooks, "_built_on", [lambda found: found.pk == dossier.pk])

    with pytest.raises(errors.BuiltOnByOthers):
        actions.change_level(dossier=dossier, level=Level.REGION, was=Level.SESSION, by=cast.rob)
    actions.change_level(dossier=dossier, level=Level.PUBLIC, was=Level.SESSION, by=cast.rob)

    dossier.refresh_from_db()
    assert dossier.level == Level.PUBLIC


def test_a_level_that_somebody_else_changed_is_looked_at_again(cast, dossier):
    with pytest.raises(errors.LevelMoved):
        actions.change_level(dossier=dossier, level=Level.PUBLIC, was=Level.NETWORK, by=cast.rob)
