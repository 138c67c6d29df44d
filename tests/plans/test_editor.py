"""Writing in a plan, with and without script, alone and with others."""

import pytest
from django.urls import reverse

from core import clock, ratelimit
from plans import actions
from plans.models import Dossier, Question
from plans.queries import working
from tests.factories.plans import DossierFactory, QuestionFactory
from tests.factories.programme import ElementFactory
from tests.plans.conftest import fields_of


@pytest.fixture
def url(dossier):
    return reverse("plans:dossier-edit", args=[dossier.pk])


@pytest.fixture
def whole(dossier):
    """What a browser without script sends: every part, with what stands in its boxes."""

    def send(client, url, **typed):
        data = fields_of(client.get(url))
        data |= {
            "head-title": dossier.title,
            "head-summary": dossier.summary,
            "head-help_kind": dossier.help_kind,
        }
        for section in dossier.sections.all():
            data[f"{section.key}-source"] = section.source
        for question in dossier.questions.filter(dropped_at=None):
            data[f"question-{question.pk}-source"] = question.source
        return data | {"do": "save", "new-source": ""} | typed

    return send


def revisions(dossier):
    return dict(dossier.sections.exclude(revision=0).values_list("key", "revision"))


# ---------------------------------------------------------------- the whole form


def test_only_what_was_touched_is_saved(cast, login, dossier, url, whole):
    mia = login(cast.mia)

    answer = mia.post(url, whole(mia, url, **{"case-source": "Ann bakes bread."}))

    assert (answer.status_code, answer.url) == (302, url)
    assert revisions(dossier) == {"case": 1}
    assert working(dossier).sections["case"] == "Ann bakes bread."


def test_the_head_is_saved_with_elements(cast, login, dossier, url, whole):
    element = ElementFactory(programme=cast.edition.programme)
    foreign = ElementFactory()
    rob = login(cast.rob)

    refused = rob.post(url, whole(rob, url, **{"head-elements": [foreign.pk]}))
    saved = rob.post(url, whole(rob, url, **{"head-elements": [element.pk], "head-title": "Zaai"}))

    assert (refused.status_code, saved.status_code) == (422, 302)
    dossier.refresh_from_db()
    assert dossier.title == "Zaai"
    assert working(dossier).elements == {element.pk}


def test_two_writers_in_other_parts_both_keep_their_text(cast, login, dossier, url, whole):
    mia, rob = login(cast.mia), login(cast.rob)
    hers = whole(mia, url, **{"core-source": "Hers."})
    his = whole(rob, url, **{"approach-source": "His."})

    answers = [mia.post(url, hers).status_code, rob.post(url, his).status_code]

    assert answers == [302, 302]
    found = working(dossier).sections
    assert (found["core"], found["approach"]) == ("Hers.", "His.")


def test_two_writers_in_one_part_see_both_texts_and_nothing_is_overwritten(
    cast, login, dossier, url, whole
):
    mia, rob = login(cast.mia), login(cast.rob)
    hers = whole(mia, url, **{"core-source": "Hers."})
    his = whole(rob, url, **{"core-source": "His.", "approach-source": "His approach."})
    mia.post(url, hers)

    answer = rob.post(url, his)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert working(dossier).sections["core"] == "Hers."
    assert working(dossier).sections["approach"] == "His approach."
    assert '<pre class="conflict__text" data-theirs tabindex="0">Hers.</pre>' in page
    assert '<pre class="conflict__text" tabindex="0">His.</pre>' in page
    assert "Mia" in page
    assert "\nHis.</textarea>" in page


def test_after_a_conflict_saving_again_is_a_decision(cast, login, dossier, url, whole):
    mia, rob = login(cast.mia), login(cast.rob)
    his = whole(rob, url, **{"core-source": "His."})
    mia.post(url, whole(mia, url, **{"core-source": "Hers."}))
    conflict = rob.post(url, his)

    again = rob.post(url, his | fields_of(conflict))

    assert again.status_code == 302
    assert dossier.sections.get(key="core").source == "His."
    assert dossier.sections.get(key="core").revision == 2


def test_after_a_conflict_the_saved_text_can_be_taken(cast, login, dossier, url, whole):
    mia, rob = login(cast.mia), login(cast.rob)
    his = whole(rob, url, **{"core-source": "His."})
    mia.post(url, whole(mia, url, **{"core-source": "Hers."}))
    conflict = rob.post(url, his)

    taken = rob.post(url, his | fields_of(conflict) | {"do": "take:core"})

    assert taken.url == f"{url}#part-core"
    assert dossier.sections.get(key="core").source == "Hers."


def test_two_heads_see_both(cast, login, dossier, url, whole):
    mia, rob = login(cast.mia), login(cast.rob)
    his = whole(rob, url, **{"head-title": "His theme"})
    mia.post(url, whole(mia, url, **{"head-title": "Her theme"}))

    answer = rob.post(url, his)

    assert answer.status_code == 409
    assert "Her theme" in answer.content.decode()
    assert 'value="His theme"' in answer.content.decode()
    assert Dossier.objects.get().title == "Her theme"


def test_too_much_text_is_refused_at_the_field_and_kept(cast, login, dossier, url, whole):
    rob = login(cast.rob)
    long = "woord " * 17_000

    answer = rob.post(url, whole(rob, url, **{"core-source": long, "case-source": "Ann."}))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_core-source"' in page
    assert long.strip() in page
    assert working(dossier).sections["core"] == "What we say about core."
    assert working(dossier).sections["case"] == "Ann."


def test_a_theme_that_is_taken_or_empty_is_refused_at_the_field(cast, login, dossier, url, whole):
    DossierFactory(edition=cast.edition, region=cast.south, title="Taken")
    rob = login(cast.rob)

    for title in ("Taken", "", "x" * 161):
        answer = rob.post(url, whole(rob, url, **{"head-title": title, "case-source": "Ann."}))

        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.content.decode()
    assert Dossier.objects.get(pk=dossier.pk).title == "Late adopters"


@pytest.mark.parametrize(
    "text", ["😀 👍🏽", "مرحبا بالعالم", "a\x00b", "line\r\nline", "\u202egnp.exe"]
)
def test_odd_signs_are_cleaned_or_kept_and_never_break(cast, login, dossier, url, whole, text):
    rob = login(cast.rob)

    typed = {"core-source": text, "head-title": text, "head-summary": text, "new-source": text}
    answer = rob.post(url, whole(rob, url, **typed))

    assert answer.status_code == 302
    kept = text.replace("\x00", "").replace("\r\n", "\n")
    assert working(dossier).sections["core"] == kept
    assert Dossier.objects.get().title == " ".join(kept.split())
    assert Question.objects.filter(source=kept).count() == 1


def test_a_form_that_lost_its_hidden_fields_saves_nothing_and_breaks_nothing(cast, login, url):
    rob = login(cast.rob)

    answers = [
        rob.post(url, {}).status_code,
        rob.post(url, {"core-source": "X"}).status_code,
        rob.post(url, {"core-source": "X", "core-revision": "many"}).status_code,
        rob.post(url, {"core-source": "X", "core-revision": str(10**30)}).status_code,
        rob.post(url, {"do": "drop:999999999999999999999999"}).status_code,
        rob.post(url, {"do": "up:²"}).status_code,
        rob.post(url, {"do": "take:core"}).status_code,
    ]

    assert answers == [302, 302, 422, 422, 302, 302, 302]


# ---------------------------------------------------------------- questions


def test_a_question_is_added_moved_and_dropped_and_the_rest_is_saved_too(
    cast, login, dossier, url, whole
):
    rob = login(cast.rob)
    rob.post(url, whole(rob, url, **{"new-source": "Second?", "do": "add"}))
    second = Question.objects.get(source="Second?")

    up = rob.post(url, whole(rob, url, **{"do": f"up:{second.pk}", "case-source": "Ann."}))
    order = [question.source for question in working(dossier).questions]
    drop = rob.post(url, whole(rob, url, do=f"drop:{second.pk}"))

    assert order == ["Second?", "How do we reach late adopters?"]
    assert (up.url, drop.url) == (f"{url}#questions", f"{url}#questions")
    assert working(dossier).sections["case"] == "Ann."
    assert len(working(dossier).questions) == 1


def test_a_fourth_question_is_refused_at_its_field_and_kept(cast, login, dossier, url, whole):
    rob = login(cast.rob)
    data = whole(rob, url, **{"new-source": "Four?", "do": "add"})
    for place in (2, 3):
        QuestionFactory(dossier=dossier, position=place, source=f"{place}?")

    answer = rob.post(url, data)

    assert answer.status_code == 422
    assert "\nFour?</textarea>" in answer.content.decode()
    assert Question.objects.count() == 3


def test_words_for_a_question_that_was_dropped_meanwhile_are_given_back(
    cast, login, dossier, url, whole
):
    rob = login(cast.rob)
    question = Question.objects.get()
    data = whole(rob, url, **{f"question-{question.pk}-source": "Better words?"})
    actions.drop_question(question=question, by=cast.mia)

    answer = rob.post(url, data)

    assert answer.status_code == 422
    assert "\nBetter words?</textarea>" in answer.content.decode()
    assert working(dossier).questions == ()


def test_a_question_of_another_plan_is_out_of_reach(cast, login, dossier, url):
    other = QuestionFactory(source="Theirs?")
    rob = login(cast.rob)

    rob.post(url, {"do": f"drop:{other.pk}"})
    rob.post(url, {f"question-{other.pk}-source": "Mine", f"question-{other.pk}-revision": "0"})
    part = reverse("plans:part-save", args=[dossier.pk, f"question-{other.pk}"])
    alone = rob.post(part, {f"question-{other.pk}-source": "Mine"})

    assert alone.status_code == 404
    other.refresh_from_db()
    assert (other.source, other.dropped_at) == ("Theirs?", None)


def test_a_double_click_on_add_makes_one_question(cast, login, dossier, url, whole):
    rob = login(cast.rob)
    data = whole(rob, url, **{"new-source": "Second?", "do": "add"})

    rob.post(url, data)
    rob.post(url, data)

    assert Question.objects.filter(source="Second?").count() == 1


# ---------------------------------------------------------------- part by part


@pytest.fixture
def save(login, dossier):
    """Save one part as the page does while somebody types."""

    def send(person, name="core", text="New text.", revision=0, was="x"):
        url = reverse("plans:part-save", args=[dossier.pk, name])
        data = {f"{name}-source": text, f"{name}-revision": revision, f"{name}-was": was}
        return login(person).post(url, data)

    return send


def test_a_part_is_saved_and_says_when(cast, save, dossier):
    answer = save(cast.mia)

    section = dossier.sections.get(key="core")
    assert answer.status_code == 200
    assert section.source == "New text."
    assert answer.json()["revision"] == section.revision == 1
    assert f"{clock.local(section.saved_at):%H:%M}" in answer.json()["sentence"]


def test_parts_go_on_from_the_revision_that_was_answered(cast, save, dossier):
    first = save(cast.mia).json()

    second = save(cast.mia, text="Newer.", revision=first["revision"], was=first["was"])

    assert second.json()["revision"] == 2
    assert dossier.sections.get(key="core").source == "Newer."


def test_a_part_that_somebody_else_changed_answers_409_with_both_texts(cast, save, dossier):
    save(cast.mia, text="Hers.")

    answer = save(cast.rob, text="His.")

    found = answer.json()
    assert (answer.status_code, found["revision"], found["was"]) == (409, 1, "")
    assert "Hers." in found["html"]
    assert "His." in found["html"]
    assert dossier.sections.get(key="core").source == "Hers."


def test_a_lost_answer_is_no_conflict_when_the_same_text_is_sent_again(cast, save):
    save(cast.mia)

    again = save(cast.mia)

    assert (again.status_code, again.json()["revision"]) == (200, 1)


def test_a_part_that_is_too_long_answers_422_with_the_sentence(cast, save, dossier):
    answer = save(cast.mia, text="x" * 100_000)

    assert answer.status_code == 422
    assert "20000" in answer.json()["sentence"].replace(".", "").replace(",", "")
    assert dossier.sections.get(key="core").revision == 0


def test_an_unknown_part_is_not_there(cast, save):
    assert save(cast.mia, name="gossip").status_code == 404
    assert save(cast.mia, name="question-999").status_code == 404
    assert save(cast.mia, name="question-99999999999999999999").status_code == 404


def test_who_saves_far_too_often_is_asked_to_wait(cast, save, monkeypatch):
    monkeypatch.setattr("plans.views.autosave.allow", lambda *_args, **_more: False)

    answer = save(cast.mia)

    assert answer.status_code == 429
    assert answer.json()["sentence"]


def test_the_preview_is_what_readers_will_see(cast, login, db):
    url = reverse("plans:preview")

    answer = login(cast.rob).post(url, {"source": "A **b** <script>x</script>"})
    long = login(cast.rob).post(url, {"source": "x" * 30_000})
    strangers = login(cast.bo).post(url, {"source": "x"})

    assert "<p>A <strong>b</strong> &lt;script&gt;x&lt;/script&gt;</p>" in answer.content.decode()
    assert (long.status_code, strangers.status_code) == (422, 200)


def test_previews_are_limited(cast, login):
    rob = login(cast.rob)
    for _ in range(20):
        ratelimit.allow(f"plans:preview:{cast.rob.pk}", rate=1, burst=20)

    assert rob.post(reverse("plans:preview"), {"source": "x"}).status_code == 429


# ---------------------------------------------------------------- starting


def test_a_double_click_on_start_makes_one_plan(cast, login, db):
    url = reverse("plans:dossier-create", args=["south"])
    rob = login(cast.rob)

    answers = [rob.post(url, {"title": "Theme"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert Dossier.objects.count() == 1


def test_a_theme_of_a_colleague_is_refused_at_the_field(cast, login, dossier):
    url = reverse("plans:dossier-create", args=["south"])

    answer = login(cast.mia).post(url, {"title": "Late adopters", "summary": "Kept words"})

    assert answer.status_code == 422
    assert 'value="Kept words"' in answer.content.decode()


def test_no_plan_is_started_without_a_current_edition(cast, login):
    cast.edition.is_current = False
    cast.edition.save()

    answer = login(cast.rob).get(reverse("plans:dossier-create", args=["south"]))

    assert answer.status_code == 403
