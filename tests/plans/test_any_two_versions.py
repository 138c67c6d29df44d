"""Any two versions are compared; what the team changed so far is shown to the team alone."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from plans import actions
from plans.changes import CHANGES_VERSION
from plans.models import Version
from plans.queries import compared
from plans.tasks import compare_with_previous
from tests.factories.plans import VersionFactory, VersionSectionFactory
from tests.queries import takes


@pytest.fixture
def three(dossier, cast):
    """Three versions of South's plan, shared with the edition."""
    actions.submit_plan(dossier=dossier, by=cast.rob)
    for number, words in ((2, "Second words."), (3, "Third words.")):
        section = dossier.sections.get(key="core")
        actions.save_section(
            dossier=dossier, key="core", source=words, revision=section.revision, by=cast.rob
        )
        actions.submit_plan(dossier=dossier, by=cast.rob, change_note=f"Reason {number}.")
    dossier.level = "participants"
    dossier.save(update_fields=["level"])
    return dossier


def diff_url(dossier, number):
    return reverse("plans:version-diff", args=[dossier.pk, number])


def test_any_two_versions_are_chosen_by_from_and_to(cast, login, three):
    ada = login(cast.ada)

    answer = ada.get(diff_url(three, 3), {"old": "1", "new": "3"})
    elsewhere = ada.get(diff_url(three, 3), {"old": "1", "new": "2"})
    back = ada.get(diff_url(three, 1), {"old": "3"})

    assert (answer.context["old"].number, answer.context["version"].number) == (1, 3)
    assert elsewhere.url == f"{diff_url(three, 2)}?old=1"
    assert (back.context["old"].number, back.context["version"].number) == (3, 1)


@pytest.mark.parametrize(
    ("old", "notes"),
    [("1", ["Reason 2.", "Reason 3."]), ("2", ["Reason 3."]), ("9", ["Reason 3."])],
)
def test_all_that_the_region_wrote_of_the_versions_between_is_shown(cast, login, three, old, notes):
    answer = login(cast.ada).get(diff_url(three, 3), {"old": old})

    assert [one.change_note for one in answer.context["notes"]] == notes


@pytest.mark.parametrize("odd", ["x", "-1", "3", "999999999999999999999"])
def test_odd_numbers_compare_with_the_version_before(cast, login, three, odd):
    answer = login(cast.ada).get(diff_url(three, 3), {"old": odd, "new": odd})

    assert (answer.status_code, answer.context["old"].number) == (200, 2)


def test_unchanged_sections_are_folded_in_their_place(cast, login, three):
    page = login(cast.ada).get(diff_url(three, 3)).content.decode()

    changed, unchanged = (
        page.index('id="change-text-core"'),
        page.index("4 onderdelen ongewijzigd:"),
    )
    assert changed < unchanged
    assert "What we say about approach." in page
    assert 'href="#change-text-core"' in page


def test_the_worker_compares_a_new_version_before_anybody_asks(three):
    cache.clear()
    third, second, first = Version.objects.filter(dossier=three)

    done = [compare_with_previous(one.pk) for one in (first, second, third)]

    kept = cache.get(f"plans:changes:{CHANGES_VERSION}:{second.pk}:{third.pk}")
    assert done == [False, True, True]
    assert kept == compared(second, third)


def test_what_was_computed_never_expires(three, settings, monkeypatch):
    kept = []
    third, second, _first = Version.objects.filter(dossier=three)
    monkeypatch.setattr(cache, "get", lambda _key: None)
    monkeypatch.setattr(cache, "set", lambda key, _value, timeout: kept.append((key, timeout)))

    compared(second, third)

    assert [timeout for _key, timeout in kept] == [None]


def test_the_team_sees_what_changed_so_far_and_nobody_else(cast, login, three):
    section = three.sections.get(key="core")
    actions.save_section(
        dossier=three, key="core", source="Secret draft.", revision=section.revision, by=cast.mia
    )
    url = reverse("plans:dossier-changes", args=[three.pk])

    answers = {name: login(person).get(url) for name, person in cast.everybody().items()}

    read = {name for name, answer in answers.items() if "Secret" in answer.content.decode()}
    codes = {name: answer.status_code for name, answer in answers.items() if name not in read}
    assert read == {"rob", "mia"}
    assert set(codes.values()) <= {403, 404}


def test_a_plan_without_a_version_or_without_changes_says_so(cast, login, dossier, three):
    fresh = login(cast.mia)
    page = fresh.get(reverse("plans:dossier-changes", args=[three.pk])).content.decode()

    assert "Nog niets veranderd" in page


@pytest.mark.parametrize("versions", [3, 30])
def test_the_page_takes_as_many_queries_for_three_versions_as_for_thirty(
    cast, login, three, versions
):
    for number in range(4, versions + 1):
        version = VersionFactory(dossier=three, number=number, submitted_by=cast.rob)
        VersionSectionFactory(version=version, source=f"Text {number}.")
    ada = login(cast.ada)
    url = diff_url(three, versions)
    ada.get(url)

    with takes(QUERIES):
        answer = ada.get(url)

    assert len(answer.context["form"].fields["old"].choices) == versions


QUERIES = 11
