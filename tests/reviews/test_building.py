"""Facilitators build a form in the browser: drafts, versions, files; nobody else does."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Entry
from reviews import actions, schema
from reviews.actions.publishing import SEEDS
from reviews.building.papers import Paper, paper_of, read_file
from reviews.errors import BadFile, DraftExists, FormUnfinished, NotAllowed, RowChanged
from reviews.models import Form, FormDraft, FormVersion
from reviews.schema import Schema, Words
from sessions.models import Season
from tests.people import make_cast

JUNE = (SEEDS / "june.json").read_bytes()

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def draft(cast):
    """Chris began a form."""
    paper = Paper(Words("Proef", "Trial"), Season.JUNE, Schema(()))
    return actions.new_form(paper=paper, by=cast.chris)


def at(name, *args):
    return reverse(f"reviews:form-{name}", args=args)


def revision(draft):
    return FormDraft.objects.get(form=draft.form_id).revision


def schema_now(draft):
    return paper_of(FormDraft.objects.get(form=draft.form_id).data).schema


def build(client, draft, *, kind="text", prompt="Wat vind je?", english="What do you think?"):
    """A section with one question, through the pages."""
    form = draft.form_id
    client.post(
        at("section-new", form),
        {"revision": revision(draft), "title_nl": "Deel", "title_en": "Part"},
    )
    section = schema_now(draft).sections[0].key
    return client.post(
        at("field-new", form, section),
        {
            "revision": revision(draft),
            "kind": kind,
            "prompt_nl": prompt,
            "prompt_en": english,
        },
    )


def test_a_form_is_built_and_published(client, login, cast, draft):
    client = login(cast.chris)

    answer = build(client, draft)
    asked = next(schema_now(draft).fields())
    published = client.post(at("publish", draft.form_id), {"revision": revision(draft)})

    assert answer["Location"] == at("field", draft.form_id, "wat_vind_je")
    assert asked.key == "wat_vind_je"
    assert published["Location"] == at("versions", draft.form_id)
    version = FormVersion.objects.get(form=draft.form_id)
    assert (version.number, version.published_by) == (1, cast.chris)
    assert not FormDraft.objects.filter(form=draft.form_id).exists()


def test_a_key_stays_when_the_words_change(client, login, cast, draft):
    client = login(cast.chris)
    build(client, draft)

    client.post(
        at("field", draft.form_id, "wat_vind_je"),
        {"revision": revision(draft), "prompt_nl": "Anders", "prompt_en": "Other"}
        | {"readers": "review"},
    )

    asked = next(schema_now(draft).fields())
    assert (asked.key, asked.prompt) == ("wat_vind_je", Words("Anders", "Other"))


def test_a_key_that_was_published_is_not_given_to_another_question(client, login, cast, draft):
    client = login(cast.chris)
    build(client, draft)
    client.post(at("publish", draft.form_id), {"revision": revision(draft)})
    client.post(at("begin", draft.form_id))
    client.post(
        at("field-part", draft.form_id, "wat_vind_je", "remove"), {"revision": revision(draft)}
    )

    client.post(
        at("field-new", draft.form_id, "deel"),
        {"revision": revision(draft), "kind": "number", "prompt_nl": "Wat vind je?"},
    )

    assert [asked.key for asked in schema_now(draft).fields()] == ["wat_vind_je_2"]


def test_options_keep_their_keys_and_go_when_they_are_emptied(client, login, cast, draft):
    client = login(cast.chris)
    build(client, draft, kind="choice")
    page = at("field", draft.form_id, "wat_vind_je")

    def send(*rows):
        data = {
            "revision": revision(draft),
            "prompt_nl": "A",
            "prompt_en": "A",
            "readers": "review",
            "options-TOTAL_FORMS": len(rows),
            "options-INITIAL_FORMS": 0,
        }
        for n, (key, dutch, english) in enumerate(rows):
            data |= {f"options-{n}-key": key, f"options-{n}-nl": dutch, f"options-{n}-en": english}
            data |= {f"options-{n}-ORDER": len(rows) - n}
        return client.post(page, data)

    send(("", "Nee", "No"), ("", "Ja", "Yes"))
    first = next(schema_now(draft).fields()).options
    send(("ja", "Zeker", "Sure"), ("nee", "", ""), ("stolen", "Nieuw", "New"))
    second = next(schema_now(draft).fields()).options

    assert [option.key for option in first] == ["ja", "nee"]
    assert [(option.key, option.label.nl) for option in second] == [
        ("nieuw", "Nieuw"),
        ("ja", "Zeker"),
    ]


def test_what_is_lacking_is_listed_with_a_link_and_cannot_be_published(client, login, cast, draft):
    client = login(cast.chris)
    build(client, draft, kind="scale", english="")

    page = client.get(at("build", draft.form_id)).content.decode()
    answer = client.post(at("publish", draft.form_id), {"revision": revision(draft)})

    assert page.count(f'href="{at("field", draft.form_id, "wat_vind_je")}"') == 3
    assert answer.status_code == 422
    with pytest.raises(FormUnfinished):
        actions.publish_draft(form=draft.form, by=cast.chris, seen=revision(draft))


def test_two_who_build_at_once_overwrite_nothing(client, login, cast, draft):
    client = login(cast.chris)
    old = revision(draft)
    build(client, draft)

    answer = client.post(
        at("section-new", draft.form_id),
        {"revision": old, "title_nl": "Getypt in de trein", "title_en": "Typed"},
    )
    again = client.post(
        at("section-new", draft.form_id),
        {
            "revision": answer.context["form"]["revision"].value(),
            "title_nl": "Getypt in de trein",
            "title_en": "Typed",
        },
    )

    assert answer.status_code == 409
    assert "Getypt in de trein" in answer.content.decode()
    assert again.status_code == 302
    assert [section.title.en for section in schema_now(draft).sections] == ["Part", "Typed"]


@pytest.mark.parametrize("what", ["up", "remove"])
def test_a_button_of_an_old_page_does_nothing(client, login, cast, draft, what):
    client = login(cast.chris)
    build(client, draft)
    before = schema_now(draft)

    answer = client.post(at("field-part", draft.form_id, "wat_vind_je", what), {"revision": 1})

    assert answer.status_code == 409
    assert schema_now(draft) == before


def test_questions_move_over_the_edge_of_a_section(client, login, cast):
    paper = paper_of(json.loads(JUNE))
    draft = actions.new_form(paper=paper, by=cast.chris)
    client = login(cast.chris)

    client.post(at("field-part", draft.form_id, "core", "up"), {"revision": 1})

    about, understanding = schema_now(draft).sections[:2]
    assert [asked.key for asked in about.fields] == ["relation", "level", "core"]
    assert [asked.key for asked in understanding.fields] == ["clarify", "focus"]


def test_a_condition_is_chosen_in_two_steps(client, login, cast):
    draft = actions.new_form(paper=paper_of(json.loads(JUNE)), by=cast.chris)
    client = login(cast.chris)
    page = at("field", draft.form_id, "strong")
    words = {"prompt_nl": "Sterk", "prompt_en": "Strong", "readers": "region", "again": "1"}

    first = client.post(page, {"revision": 1, "shown_if": "c1", **words}, follow=True)
    client.post(page, {"revision": 2, "shown_if": "c1", "shown_if_values": ["4", "5"], **words})

    assert "shown_if_values" in first.context["form"].fields
    asked = schema_now(draft).by_key()["strong"]
    assert asked.shown_if == schema.Condition("c1", ("4", "5"))
    assert asked.readers == schema.FieldReaders.REGION


def test_preview_shows_the_draft_as_reviewers_meet_it(client, login, cast):
    draft = actions.new_form(paper=paper_of(json.loads(JUNE)), by=cast.chris)
    client = login(cast.chris)

    page = client.get(at("preview", draft.form_id)).content.decode()

    assert 'name="c1"' in page
    assert 'name="rec-1-title"' in page


def test_export_and_import_give_the_same_form(client, login, cast):
    actions.load_forms()
    client = login(cast.chris)
    version = FormVersion.objects.get(form__key="june")

    sent = client.get(at("export", version.pk))
    file = SimpleUploadedFile("june.json", sent.content)
    answer = client.post(at("import"), {"file": file})

    draft = FormDraft.objects.exclude(form__key="june").get()
    assert answer["Location"] == at("build", draft.form_id)
    assert sent["Content-Disposition"] == 'attachment; filename="june-1.json"'
    assert schema.read(draft.data) == schema.read(version.schema)
    assert draft.form.key == "reviewformulier_juni"


def test_an_import_can_be_the_next_version(client, login, cast):
    actions.load_forms()
    client = login(cast.chris)
    june = Form.objects.get(key="june")
    other = json.loads(JUNE)
    other["sections"] = other["sections"][:3]

    file = SimpleUploadedFile("f.json", json.dumps(other).encode())
    client.post(at("import"), {"file": file, "into": june.pk})
    version = actions.publish_draft(form=june, by=cast.chris, seen=1)

    assert version.number == 2
    assert schema.read(version.schema) == schema.read(other)
    with pytest.raises(FormUnfinished):
        actions.begin_draft(form=Form.objects.create(key="x", season="june"), by=cast.chris)


ODD = [
    b"",
    b"\xff\xfe\x00",
    b"null",
    b"[]",
    b"{}",
    b"[" * 200_000,
    b'{"a":' * 100_000,
    b"9" * 100_000,
    b"NaN",
    b'{"name": {"nl": "a", "en": "b"}, "season": "june", "sections": [{}]}',
    b'{"name": {"nl": "a", "en": "b"}, "season": "spring", "sections": []}',
    b'{"name": 3, "season": "june", "sections": []}',
    b'{"name": {"nl": "a", "en": "b"}, "season": [], "sections": []}',
    b'{"name": {"nl": "\\ud800", "en": "b"}, "season": "june", "sections": []}',
    b'{"name": {"nl": "a\\u0000", "en": "b"}, "season": "june", "sections": []}',
    b" " * 600_000,
]


@pytest.mark.parametrize("content", ODD, ids=range(len(ODD)))
def test_odd_files_are_refused_with_a_sentence(client, login, cast, content):
    client = login(cast.chris)

    answer = client.post(at("import"), {"file": SimpleUploadedFile("f.json", content)})

    assert answer.status_code == 422
    assert Form.objects.count() == 0
    with pytest.raises(BadFile):
        read_file(content)


def test_there_is_one_draft_of_a_form(cast):
    actions.load_forms()
    june = Form.objects.get(key="june")
    actions.begin_draft(form=june, by=cast.chris)

    with pytest.raises(DraftExists):
        actions.begin_draft(form=june, by=cast.chris)


def test_a_draft_that_is_thrown_away_leaves_no_form(client, login, cast, draft):
    client = login(cast.chris)

    client.post(at("discard", draft.form_id), {"revision": 1})

    assert not Form.objects.filter(pk=draft.form_id).exists()
    assert Entry.objects.filter(verb="form.discarded").count() == 1


def test_versions_say_what_differs(client, login, cast, draft):
    client = login(cast.chris)
    build(client, draft)
    client.post(at("publish", draft.form_id), {"revision": revision(draft)})
    client.post(at("begin", draft.form_id))
    client.post(
        at("field-new", draft.form_id, "deel"),
        {"revision": revision(draft), "kind": "date", "prompt_nl": "Nu", "prompt_en": "Now"},
    )
    client.post(at("publish", draft.form_id), {"revision": revision(draft)})

    page = client.get(at("versions", draft.form_id))
    steps = page.context["steps"]

    assert [step.version.number for step in steps] == [2, 1]
    assert steps[0].comparison.sentences == ["Nieuw: “Nu”."]
    assert not steps[0].comparison.comparable


def test_a_form_beside_the_products_own_is_no_rounds_default(cast, draft, login):
    from reviews.queries.sheets import newest_of

    actions.load_forms()
    client = login(cast.chris)
    build(client, draft)

    actions.publish_draft(form=draft.form, by=cast.chris, seen=revision(draft))

    assert newest_of(Season.JUNE).form.key == "june"


WRITES = {
    "new": lambda cast, draft, by: actions.new_form(
        paper=Paper(Words("A", "A"), Season.JUNE, Schema(())), by=by
    ),
    "begin": lambda cast, draft, by: actions.begin_draft(form=draft.form, by=by),
    "change": lambda cast, draft, by: actions.change_draft(
        form=draft.form, by=by, seen=1, change=lambda paper: paper
    ),
    "publish": lambda cast, draft, by: actions.publish_draft(form=draft.form, by=by, seen=1),
    "discard": lambda cast, draft, by: actions.discard_draft(form=draft.form, by=by, seen=1),
}


@pytest.mark.parametrize("write", WRITES)
def test_only_facilitators_build_forms(cast, draft, write):
    refused = set()
    for name, person in cast.everybody().items():
        try:
            WRITES[write](cast, draft, person)
        except NotAllowed:
            refused.add(name)
        except (DraftExists, FormUnfinished, RowChanged):
            pass

    assert refused == set(cast.everybody()) - {"chris"}


PAGES = [
    ("list", ()),
    ("new", ()),
    ("import", ()),
    ("build", ("form",)),
    ("head", ("form",)),
    ("preview", ("form",)),
    ("section-new", ("form",)),
    ("section", ("form", "deel")),
    ("field-new", ("form", "deel")),
    ("field", ("form", "wat_vind_je")),
]


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_only_facilitators_see_the_bench(client, login, cast, draft, name, args):
    client = login(cast.chris)
    build(client, draft)
    args = [draft.form_id if arg == "form" else arg for arg in args]

    seen = {}
    for who, person in cast.everybody().items():
        client = login(person)
        seen[who] = client.get(at(name, *args)).status_code

    assert seen == {who: 200 if who == "chris" else 403 for who in cast.everybody()}


def test_what_is_gone_is_not_found(client, login, cast, draft):
    client = login(cast.chris)

    found = [
        client.get(at("field", draft.form_id, "gone")).status_code,
        client.get(at("section", draft.form_id, "gone")).status_code,
        client.get(at("build", 10**9)).status_code,
        client.post(
            at("field-part", draft.form_id, "gone", "up"), {"revision": revision(draft)}
        ).status_code,
        client.post(at("section-part", draft.form_id, "x", "dance"), {"revision": 1}).status_code,
    ]

    assert found == [404] * 5
