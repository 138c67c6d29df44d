"""Submitting, reading versions, and what changed."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Entry
from people.levels import Level
from plans import actions, hooks
from plans.changes import CHANGES_VERSION
from plans.models import Attachment, Dossier, Version, VersionSection
from plans.queries import frozen, newest_versions, working
from plans.sections import SECTION_KEYS
from tests.factories.plans import VersionFactory, full_dossier
from tests.factories.programme import ElementFactory
from tests.plans.conftest import fields_of, read_out


@pytest.fixture
def url(dossier):
    return reverse("plans:dossier-submit", args=[dossier.pk])


def write(dossier, by, text, key="core"):
    section = dossier.sections.get(key=key)
    return actions.save_section(
        dossier=dossier, key=key, source=text, revision=section.revision, by=by
    )


def second_version(dossier, by, text="What we do say about it."):
    actions.submit_plan(dossier=dossier, by=by)
    write(dossier, by, text)
    return actions.submit_plan(dossier=dossier, by=by, change_note="Friends asked for it.")


# ---------------------------------------------------------------- the act


def test_the_page_says_what_will_be_fixed_and_who_will_see_it(cast, login, dossier, url):
    page = login(cast.rob).get(url).content.decode()

    assert "How do we reach late adopters?" in page
    assert 'data-level="session"' in page
    assert str(cast.south) in page


def test_two_clicks_make_one_version(cast, login, dossier, url):
    rob = login(cast.rob)
    data = fields_of(rob.get(url))

    answers = [rob.post(url, data) for _ in range(2)]

    there = reverse("plans:version-detail", args=[dossier.pk, 1])
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, there)] * 2
    assert Version.objects.count() == 1


def test_what_a_colleague_changed_since_the_look_is_looked_at_again(cast, login, dossier, url):
    rob = login(cast.rob)
    actions.submit_plan(dossier=dossier, by=cast.rob)
    write(dossier, cast.rob, "First change.")
    data = fields_of(rob.get(url)) | {"change_note": "My words about it"}
    write(dossier, cast.mia, "Second change.")

    refused = rob.post(url, data)
    done = rob.post(url, data | fields_of(refused))

    assert refused.status_code == 409
    assert "My words about it" in refused.content.decode()
    assert done.status_code == 302
    assert Version.objects.get(number=2).sections.get(key="core").source == "Second change."


def test_what_is_missing_is_named_with_a_link_and_the_button_is_off(cast, login, dossier, url):
    dossier.sections.filter(key="outcome").update(source="")
    rob = login(cast.rob)

    page = rob.get(url).content.decode()
    answer = rob.post(url, {})

    edit = reverse("plans:dossier-edit", args=[dossier.pk])
    assert f'href="{edit}#part-outcome"' in page
    assert 'aria-disabled="true"' in page
    assert answer.status_code == 409
    assert not Version.objects.exists()


def test_nothing_changed_is_said_and_refused(cast, login, dossier, url):
    rob = login(cast.rob)
    actions.submit_plan(dossier=dossier, by=cast.rob)

    page = rob.get(url)
    answer = rob.post(url, {"change_note": "Nothing"})

    assert 'aria-disabled="true"' in page.content.decode()
    assert answer.status_code == 409
    assert Version.objects.count() == 1


def test_a_missing_change_note_is_refused_at_the_field(cast, login, dossier, url):
    rob = login(cast.rob)
    actions.submit_plan(dossier=dossier, by=cast.rob)
    write(dossier, cast.mia, "New.")

    answer = rob.post(url, fields_of(rob.get(url)) | {"change_note": "  "})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["change_note"]
    assert Version.objects.count() == 1


def test_what_rounds_want_said_is_said(cast, login, dossier, url, monkeypatch):
    note = "The plan step closed on 1 June."
    monkeypatch.setattr(hooks, "_notes", [lambda found: [note] if found == dossier else []])

    assert note in login(cast.rob).get(url).content.decode()


# ---------------------------------------------------------------- freezing


texts = st.dictionaries(
    st.sampled_from(SECTION_KEYS), st.text(st.characters(codec="utf-8"), max_size=30), max_size=6
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    sections=texts,
    questions=st.lists(st.text("abc?", min_size=1, max_size=8), max_size=2, unique=True),
    title=st.text("xyz", min_size=1, max_size=9),
    help_kind=st.sampled_from(["sharpen", "options", "dilemma"]),
    elements=st.sets(st.integers(0, 2)),
    file=st.booleans(),
)
def test_submitting_freezes_exactly_what_the_working_copy_holds(
    cast, upload, sections, questions, title, help_kind, elements, file
):
    count = Dossier.objects.count()
    dossier = full_dossier(
        by=cast.rob, edition=cast.edition, region=cast.south, title=f"{title}{count}"
    )
    known = list(cast.edition.programme.elements.all()) or [
        ElementFactory(programme=cast.edition.programme) for _ in range(3)
    ]
    dossier = actions.save_head(
        dossier=dossier,
        title=f"{title} {count}",
        summary=title,
        help_kind=help_kind,
        elements=[known[place] for place in elements],
        revision=0,
        by=cast.mia,
    )
    for key, source in sections.items():
        write(dossier, cast.mia, source or "Again.", key)
    for words in questions:
        actions.add_question(dossier=dossier, source=words, by=cast.mia)
    if file:
        actions.add_attachment(dossier=dossier, checked=upload(), by=cast.mia)
    for key in ("core", "approach", "obstacles", "leads", "outcome"):
        if not dossier.sections.get(key=key).source:
            write(dossier, cast.mia, "Filled.", key)
    held = working(dossier)

    version = actions.submit_plan(dossier=dossier, by=cast.rob)

    assert frozen(version) == held
    html = dict(dossier.sections.exclude(source="").values_list("key", "html"))
    assert dict(version.sections.values_list("key", "html")) == html


# ---------------------------------------------------------------- reading


def test_a_version_is_read_with_numbered_paragraphs_and_anchors(cast, login, dossier):
    write(dossier, cast.rob, "One.\n\nTwo.\n\n- a\n- b")
    actions.submit_plan(dossier=dossier, by=cast.rob)

    page = login(cast.mia).get(reverse("plans:version-detail", args=[dossier.pk, 1]))

    html = page.content.decode()
    section = dossier.sections.get(key="core")
    assert f'id="section-{section.pk}"' in html
    assert [f'id="core-{n}"' in html for n in (1, 2, 3, 4)] == [True, True, True, False]
    numbers = [p.number for part in page.context["plan"].sections for p in part.paragraphs]
    assert numbers == list(range(1, 8))


def test_an_older_version_points_at_the_newest(cast, login, dossier):
    second_version(dossier, cast.rob)
    mia = login(cast.mia)

    old = mia.get(reverse("plans:version-detail", args=[dossier.pk, 1])).content.decode()
    new = mia.get(reverse("plans:version-detail", args=[dossier.pk, 2])).content.decode()

    newest = reverse("plans:version-detail", args=[dossier.pk, 2])
    assert 'id="newer"' in old
    assert f'href="{newest}"' in old
    assert 'id="newer"' not in new
    assert "Friends asked for it." in new


def test_the_differences_are_words_with_labels(cast, login, dossier):
    second_version(dossier, cast.rob)
    url = reverse("plans:version-diff", args=[dossier.pk, 2])

    page = login(cast.mia).get(url, headers={"accept-language": "en"}).content.decode()

    assert page.count("<ins>") == 2
    assert page.count("<del>") == 1
    assert "do </ins>" not in page  # the label for screen readers closes the mark
    assert 'id="change-text-core"' in page
    assert "change-text-approach" not in page


def test_any_two_versions_are_compared(cast, login, dossier):
    second_version(dossier, cast.rob, "Second.")
    write(dossier, cast.rob, "Third.")
    actions.submit_plan(dossier=dossier, by=cast.rob, change_note="More.")
    url = reverse("plans:version-diff", args=[dossier.pk, 3])
    mia = login(cast.mia)

    before = mia.get(url).context["old"].number
    chosen = mia.get(url, {"old": "1"})

    assert before == 2
    assert chosen.context["old"].number == 1
    parts = parts_of(chosen.context["found"].section_changes[0])
    assert "".join(part.text for part in parts if part.op != "insert") == "What we say about core."


def test_what_changed_is_read_without_marks_unless_only_marks_changed(cast, login, dossier):
    second_version(dossier, cast.rob, "**One door** to *know* and 2 * 3.")
    write(dossier, cast.rob, "**One door** to *see* and 2 * 3.")
    actions.submit_plan(dossier=dossier, by=cast.rob, change_note="More.")
    write(dossier, cast.rob, "One door to *see* and 2 * 3.")
    actions.submit_plan(dossier=dossier, by=cast.rob, change_note="Less loud.")
    rob = login(cast.rob)

    words, marks = (
        rob.get(reverse("plans:version-diff", args=[dossier.pk, number])).context["found"]
        for number in (3, 4)
    )

    assert now_in(words) == "One door to see and 2 * 3."
    assert now_in(marks) == "One door to *see* and 2 * 3."


def now_in(found):
    """The first changed section as it is now."""
    return "".join(part.text for part in parts_of(found.section_changes[0]) if part.op != "delete")


def parts_of(change):
    """The parts of all blocks of a change."""
    return [part for block in change.blocks for part in block.parts]


def test_a_changed_question_and_files_and_head_are_told(cast, login, dossier, upload):
    actions.submit_plan(dossier=dossier, by=cast.rob)
    question = dossier.questions.get()
    actions.save_question(question=question, source="How do we find them?", revision=0, by=cast.mia)
    actions.add_question(dossier=dossier, source="Who pays?", by=cast.mia)
    actions.add_attachment(dossier=dossier, checked=upload(), by=cast.mia)
    element = ElementFactory(programme=cast.edition.programme, name_nl="Talent", name_en="Talent")
    actions.save_head(
        dossier=dossier,
        title="Early adopters",
        summary="New.",
        help_kind="options",
        elements=[element],
        revision=0,
        by=cast.mia,
    )
    actions.submit_plan(dossier=dossier, by=cast.rob, change_note="Sharper.")

    answer = login(cast.rob).get(reverse("plans:version-diff", args=[dossier.pk, 2]))

    found = answer.context["found"]
    assert [one.anchor for one in found.head_changes] == ["text-title", "text-summary"]
    assert len(found.question_changes) == 2
    assert (found.files_new, found.elements_new) == (["figures.csv"], ["Talent"])
    assert found.help_kind is not None
    assert answer.status_code == 200


def test_differences_are_computed_once_and_kept(cast, dossier):
    from plans.queries import compared, differences

    new = second_version(dossier, cast.rob)
    old = Version.objects.get(number=1)
    cache.clear()

    first = differences(old, new)
    VersionSection.objects.filter(version=new).update(html="")
    key_there = [cache.get(f"plans:changes:{CHANGES_VERSION}:{old.pk}:{new.pk}")]
    with CaptureQueriesContext(connection) as asked:
        again = compared(old, new)
    second = differences(old, new)

    assert first.changes == second.changes
    assert (again, [one for one in asked if "plans_" in one["sql"]]) == (first.comparison, [])
    assert key_there == [first.comparison]


def test_a_first_version_has_nothing_to_compare(cast, login, dossier):
    actions.submit_plan(dossier=dossier, by=cast.rob)

    answer = login(cast.rob).get(reverse("plans:version-diff", args=[dossier.pk, 1]))

    assert (answer.status_code, answer.context["found"]) == (200, None)


def test_who_reads_one_version_for_a_task_sees_no_other(cast, login, dossier, monkeypatch):
    second_version(dossier, cast.rob)
    first = Version.objects.filter(number=1).values("pk")
    nobody = Version.objects.none().values("pk")
    monkeypatch.setattr(hooks, "readers", [lambda p: first if p == cast.eva else nobody])
    eva = login(cast.eva)

    answers = [
        eva.get(reverse(f"plans:{name}", args=[dossier.pk, number])).status_code
        for name in ("version-detail", "version-diff")
        for number in (1, 2)
    ]

    assert answers == [200, 404, 200, 404]
    page = eva.get(reverse("plans:dossier-detail", args=[dossier.pk]))
    assert "What we do say" not in page.content.decode()
    assert [one.number for one in page.context["versions"]] == [1]


# ---------------------------------------------------------------- files


def send(client, dossier, name, data, kind="text/csv"):
    url = reverse("plans:attachment-add", args=[dossier.pk])
    return client.post(url, {"file": SimpleUploadedFile(name, data, content_type=kind)})


def test_a_file_is_added_and_downloaded_but_never_shown(cast, login, dossier):
    rob = login(cast.rob)

    added = send(rob, dossier, "cijfers 2017.csv", b"a,b\n1,2\n")
    got = rob.get(reverse("plans:attachment-download", args=[Attachment.objects.get().pk]))

    assert added.status_code == 302
    assert b"".join(got.streaming_content) == b"a,b\n1,2\n"
    assert got["Content-Disposition"].startswith("attachment;")
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Content-Type"] == "text/csv"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<html><script>alert(1)</script></html>"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("plan.pdf", b"<!doctype html><script>alert(1)</script>"),
        ("plan.pdf", b"just words"),
        ("photo.png", b"\x89PNG\r\n\x1a\nbroken"),
        ("empty.csv", b""),
        ("run.exe", b"MZ\x90"),
    ],
)
def test_a_wrong_file_is_refused_at_the_field(cast, login, dossier, name, data):
    answer = send(login(cast.rob), dossier, name, data)

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Attachment.objects.exists()


def test_a_file_that_is_too_large_is_refused_at_the_field(cast, login, dossier, settings):
    settings.MAX_UPLOAD_MB = 1

    answer = send(login(cast.rob), dossier, "large.txt", b"word " * 300_000, "text/plain")

    assert answer.status_code == 422
    assert "1 MB" in str(answer.context["form"].errors["file"])


def test_the_same_file_twice_is_there_once(cast, login, dossier):
    rob = login(cast.rob)

    answers = [send(rob, dossier, "a.csv", b"a,b\n").status_code for _ in range(2)]

    assert answers == [302, 422]
    assert Attachment.objects.count() == 1


def test_a_removed_file_that_a_version_holds_is_still_read_there(cast, login, dossier, upload):
    Dossier.objects.update(level="participants")
    kept = actions.add_attachment(dossier=dossier, checked=upload(), by=cast.mia)
    actions.submit_plan(dossier=dossier, by=cast.rob)
    later = actions.add_attachment(
        dossier=dossier, checked=upload("new.csv", b"x,y\n"), by=cast.mia
    )
    login(cast.rob).post(reverse("plans:attachment-remove", args=[kept.pk]))
    friend = login(cast.ada)

    urls = [reverse("plans:attachment-download", args=[file.pk]) for file in (kept, later)]
    answers = [read_out(friend.get(url)) for url in urls]

    assert answers == [200, 404]
    page = login(cast.rob).get(reverse("plans:dossier-detail", args=[dossier.pk]))
    assert [file.name for file in page.context["plan"].files] == ["new.csv"]


# ---------------------------------------------------------------- who sees it


def test_the_lead_lets_more_people_see_it_and_each_choice_says_who(cast, login, dossier):
    url = reverse("plans:dossier-level", args=[dossier.pk])
    rob = login(cast.rob)
    page = rob.get(url)

    answer = rob.post(url, fields_of(page) | {"level": "participants"})

    assert page.content.decode().count('type="radio"') == 5
    assert answer.status_code == 302
    assert Dossier.objects.get().level == Level.PARTICIPANTS
    assert list(Entry.objects.values_list("verb", flat=True)) == ["plans.level_changed"]


def test_two_tabs_do_not_undo_each_others_choice(cast, login, dossier):
    url = reverse("plans:dossier-level", args=[dossier.pk])
    rob = login(cast.rob)
    old_tab = fields_of(rob.get(url))
    rob.post(url, old_tab | {"level": "region"})

    answer = rob.post(url, old_tab | {"level": "public"})

    assert answer.status_code == 409
    assert fields_of(answer)["was"] == "region"
    assert Dossier.objects.get().level == "region"


@pytest.mark.parametrize("level", ["", "everybody", "x" * 300])
def test_an_unknown_level_is_refused(cast, login, dossier, level):
    url = reverse("plans:dossier-level", args=[dossier.pk])

    answer = login(cast.rob).post(url, {"was": "session", "level": level})

    assert answer.status_code == 409
    assert Dossier.objects.get().level == "session"


# ---------------------------------------------------------------- counts


def many(cast, count):
    """Plans of other regions, submitted and shared with all participants."""
    from tests.factories.people import RegionFactory

    for _ in range(count):
        dossier = full_dossier(
            by=cast.sam, edition=cast.edition, region=RegionFactory(), level="participants"
        )
        actions.submit_plan(dossier=dossier, by=cast.sam)


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("name", "queries"), [("ada", 10), ("chris", 20), ("sam", 16)])
def test_the_list_takes_as_many_queries_for_one_plan_as_for_thirty(
    cast, login, django_assert_num_queries, count, name, queries
):
    many(cast, count)
    browser = login(getattr(cast, name))
    browser.get(reverse("plans:dossier-list"))

    with django_assert_num_queries(queries):
        page = browser.get(reverse("plans:dossier-list"))

    assert page.content.decode().count('class="card card--link"') == count


@pytest.mark.parametrize("count", [1, 30])
def test_the_newest_version_of_each_plan_takes_one_query(cast, django_assert_num_queries, count):
    versions = VersionFactory.create_batch(count)
    later = [VersionFactory(dossier=version.dossier) for version in versions]

    with django_assert_num_queries(1):
        found = newest_versions([version.dossier_id for version in versions])

    assert found == {version.dossier_id: version for version in later}


@pytest.mark.parametrize("sections", [1, 13])
def test_a_version_takes_as_many_queries_for_one_section_as_for_all(
    cast, django_assert_num_queries, dossier, sections
):
    Dossier.objects.update(level="public")
    version = VersionFactory(dossier=dossier)
    VersionSection.objects.bulk_create(
        VersionSection(version=version, key=key, source="x", html="<p>x</p>")
        for key in SECTION_KEYS[:sections]
    )
    url = reverse("plans:version-detail", args=[dossier.pk, 1])

    with django_assert_num_queries(7):
        page = Client().get(url)

    assert len(page.context["plan"].sections) == sections
