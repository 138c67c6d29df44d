"""Files and inputs that no honest person sends: a sentence at most, and the draft stays readable."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews import actions
from reviews.actions.publishing import SEEDS
from reviews.building.papers import Paper, as_text, paper_of, read_file
from reviews.building.problems import problems
from reviews.errors import BadFile, FormTooLarge
from reviews.models import FormDraft
from reviews.schema import Schema, Section, Words
from reviews.views.forms_field import parts_of
from sessions.models import Season
from tests.people import make_cast

FORMS = [json.loads((SEEDS / f"{name}.json").read_text("utf-8")) for name in ("june", "september")]
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(
        ["\0", "level", "scale", "rec", "questions", "a" * 4000, "\u202e", "<script>"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def places(node, path=()):
    yield path
    items = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    for key, below in items:
        yield from places(below, (*path, key))


def put(node, path, value):
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value


WHERE = [list(places(form))[1:] for form in FORMS]


def read_or_refuse(form):
    try:
        return read_file(json.dumps(form).encode()), ""
    except BadFile as error:
        return None, str(error)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_form_with_junk_in_it_is_refused_in_a_sentence_or_is_a_form(data):
    which = data.draw(st.integers(0, 1))
    form = copy.deepcopy(FORMS[which])
    for path in data.draw(st.lists(st.sampled_from(WHERE[which]), min_size=1, max_size=3)):
        try:
            put(form, path, data.draw(JUNK))
        except (KeyError, TypeError, IndexError):
            continue  # the place went with an earlier one

    paper, refusal = read_or_refuse(form)

    if paper is None:
        assert refusal.endswith((".", "”."))
        return
    assert read_file(as_text(paper.data("x")).encode()) == paper
    assert all(str(one.sentence) for one in problems(paper.schema, paper.name))
    assert len(parts_of(paper.schema)) == len(paper.schema.sections)


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def draft(cast):
    """Chris began a form with one section that has one choice."""
    form = {
        "name": {"nl": "Proef", "en": "Trial"},
        "season": "june",
        "sections": [
            {
                "key": "deel",
                "title": {"nl": "Deel", "en": "Part"},
                "fields": [
                    {"key": "keus", "kind": "choice", "prompt": {"nl": "Kies", "en": "Choose"}}
                ],
            }
        ],
    }
    return actions.new_form(paper=paper_of(form), by=cast.chris)


def test_more_options_than_a_question_may_have_are_refused_and_the_draft_stays(login, cast, draft):
    client = login(cast.chris)
    sent = {"revision": 1, "prompt_nl": "Kies", "prompt_en": "Choose", "readers": "review"}
    sent |= {"options-TOTAL_FORMS": 70, "options-INITIAL_FORMS": 0}
    for n in range(70):
        sent |= {f"options-{n}-nl": f"Optie {n}", f"options-{n}-en": f"Option {n}"}
        sent |= {f"options-{n}-ORDER": n}
    address = f"/reviews/forms/build/{draft.form_id}/"

    answer = client.post(f"{address}fields/keus/", sent)

    assert answer.status_code == 422
    assert "Option 69" in answer.content.decode()
    assert FormDraft.objects.get().revision == 1
    assert client.get(address).status_code == 200


def test_more_sections_than_a_form_may_have_are_refused(cast):
    paper = Paper(Words("A", "A"), Season.JUNE, Schema(()))
    draft = actions.new_form(paper=paper, by=cast.chris)
    sections = tuple(Section(f"s{n}", Words("A", "A"), Words(), ()) for n in range(41))

    def many(was):
        return Paper(was.name, was.season, Schema(sections))

    with pytest.raises(FormTooLarge):
        actions.change_draft(form=draft.form, by=cast.chris, seen=1, change=many)
    assert FormDraft.objects.get().revision == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("forms/99999999999999999999999999/", 404),
        ("forms/build/99999999999999999999999999/", 404),
        ("forms/versions/99999999999999999999999999/", 404),
        ("forms/99999999999999999999999999/form.json", 404),
        ("forms/new/?copy=%00", 400),
        ("forms/new/?copy=99999999999999999999999999", 200),
    ],
)
def test_odd_addresses_have_an_answer(login, cast, address, status):
    assert login(cast.chris).get(f"/reviews/{address}").status_code == status
